package io.sweep4j.data;

import java.nio.file.Files;
import java.nio.file.Path;

/** What may be read as a dataset's file. */
final class DatasetFiles {
    private DatasetFiles() {}

    /** Refuses devices and pipes: they may have no end, and can't be read again to go on with a sweep. */
    static void checkRegular(Path path) throws DatasetException {
        if (Files.exists(path) && !Files.isRegularFile(path) && !Files.isDirectory(path)) {
            throw new DatasetException(path + ": is a device or a pipe, not a file");
        }
    }
}
