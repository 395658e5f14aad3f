package io.sweep4j.isolation;

import io.sweep4j.data.DataFolders;
import io.sweep4j.data.Dataset;
import io.sweep4j.data.DatasetException;
import io.sweep4j.data.DatasetOptionException;
import io.sweep4j.data.Datasets;
import io.sweep4j.data.DownloadProgress;
import io.sweep4j.engine.TrainingEngine;
import io.sweep4j.engine.auto.AutoEngine;
import java.nio.file.Path;

/** What a process trains with, and on. */
public record Prepared(TrainingEngine engine, Dataset data) {

    /** The engine that a run asks for, and the data as they are on this machine, downloaded if need be. */
    public static Prepared of(Message.Begin begin) throws DatasetException, DatasetOptionException {
        Dataset data = datasets(begin).load(begin.dataset());
        return new Prepared(engine(begin), data);
    }

    /** The engine that a run asks for. */
    public static TrainingEngine engine(Message.Begin begin) {
        return AutoEngine.open(begin.fused(), begin.replayPatience(), begin.cacheBytes());
    }

    /** The datasets in the folders of a run. */
    public static Datasets datasets(Message.Begin begin) {
        DataFolders folders =
                new DataFolders(begin.dataDir() == null ? null : Path.of(begin.dataDir()), Path.of(begin.cache()));
        return new Datasets(folders, DownloadProgress.NONE);
    }
}
