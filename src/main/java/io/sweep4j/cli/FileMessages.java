package io.sweep4j.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Says in words what Java's file exceptions say by their class alone. */
final class FileMessages {
    private FileMessages() {}

    /** One line that names the file, where the exception knows it. */
    static String of(IOException e) {
        if (!(e instanceof FileSystemException file) || file.getFile() == null) {
            return "can't read or write a file: " + (e.getMessage() == null ? e : e.getMessage());
        }
        return file.getFile() + ": " + reason(file);
    }

    /** Makes a folder, with those around it. */
    static void make(Path folder) throws CliException {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw CliException.unavailable("can't make the folder " + folder + ": " + reasonOf(e), e);
        }
    }

    private static String reasonOf(IOException e) {
        return e instanceof FileSystemException file ? reason(file) : String.valueOf(e.getMessage());
    }

    private static String reason(FileSystemException e) {
        if (e instanceof AccessDeniedException) {
            return "no permission";
        } else if (e instanceof FileAlreadyExistsException) {
            return "there is a file of that name, where a folder is needed";
        } else if (e instanceof NoSuchFileException) {
            return "no such file or folder";
        }
        return e.getReason() == null ? String.valueOf(e.getMessage()) : e.getReason();
    }
}
