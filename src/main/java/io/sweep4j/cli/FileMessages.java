package io.sweep4j.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

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
