package io.sweep4j.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
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
        List<List<ReportFile>> rendered = formats.parallelStream()
                .map(format -> format.render(comparison))
                .toList();
        List<Path> paths = new ArrayList<>();
        for (List<ReportFile> files : rendered) {
            for (ReportFile file : files) {
                Path path = folder.resolve(file.name());
                replace(path, file.text());
                paths.add(path);
            }
        }
        return List.copyOf(paths);
    }

    private static void replace(Path path, String text) throws IOException {
        // Beside the target, so that the move stays within one file system; not createTempFile, whose files only their
        // owner may read, since reports are made to be shared.
        Path temporary = path.resolveSibling(
                "." + path.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
        try {
            Files.writeString(temporary, text, StandardCharsets.UTF_8);
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
