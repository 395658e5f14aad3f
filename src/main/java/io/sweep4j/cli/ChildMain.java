package io.sweep4j.cli;

import io.sweep4j.data.DataFolders;
import io.sweep4j.data.Datasets;
import io.sweep4j.data.DownloadProgress;
import io.sweep4j.isolation.ChildTraining;
import io.sweep4j.isolation.Message;
import java.io.IOException;
import java.nio.file.Path;

/** Where a process that trains for {@code run --isolate} starts; of no use to people. */
public final class ChildMain {
    private ChildMain() {}

    /** Trains what the parent process asks for, until that closes standard input or dies. */
    public static void main(String[] arguments) throws IOException {
        ChildTraining.serve(System.in, ChildMain::prepare);
    }

    private static ChildTraining.Prepared prepare(Message.Begin begin) throws Exception {
        DataFolders folders =
                new DataFolders(begin.dataDir() == null ? null : Path.of(begin.dataDir()), Path.of(begin.cache()));
        return new ChildTraining.Prepared(
                Engines.make(begin.fused(), begin.replayPatience(), begin.cacheBytes()),
                new Datasets(folders, DownloadProgress.NONE).load(begin.dataset()));
    }
}
