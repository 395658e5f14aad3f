package io.sweep4j.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Writes reports to files. */
public final class Reports {
    private Reports() {}

    /**
     * Renders every format, at the same time where processors are free, and puts its files in the folder, which is made if it
     * is missing. Each file is replaced in one step, so that nobody reads half of one.
     *
     * @return the files' paths, in the order of the formats
     * @throws IOException if the folder or a file cannot be written; files written before stay
     */
    public static List<Path> write(Comparison comparison, Path folder, List<ReportFormat> formats) throws IOException {
        Files.createDirectories(folder);
        try {
            return formats.parallelStream()
                    .flatMap(format -> format.render(comparison).stream())
                    .map(file -> put(folder, file))
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static Path put(Path folder, ReportFile file) {
        Path path = folder.resolve(file.name());
        try {
            replace(path, file.body());
            return path;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void replace(Path path, ReportFile.Body body) throws IOException {
        // Beside the target, so that the move stays within one file system; not createTempFile, whose files only their
        // owner may read, since reports are made to be shared.
        Path temporary = path.resolveSibling(
                "." + path.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
        try {
            try (Writer out = Files.newBufferedWriter(temporary)) {
                body.writeTo(out);
            }
            move(temporary, path);
        } catch (AccessDeniedException e) {
            throw new AccessDeniedException(path.toString(), null, e.getReason()); // not the temporary file's name
        } catch (FileSystemException e) {
            throw e;
        } catch (IOException e) { // a full disk is told without the file
            throw (IOException) new FileSystemException(path.toString(), null, e.getMessage()).initCause(e);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
