package io.sweep4j.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the fuzz targets of this package share: a file for the bytes, and what a message must be like. */
final class Fuzzed {
    private static final int LONGEST_LINE = 1_000;

    private Fuzzed() {}

    /** A file of this process that is gone when it ends. */
    static Path file(String name) {
        try {
            Path file = Files.createTempFile(name, "");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void write(Path file, byte[] content) {
        try {
            Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void check(Exception refusal) {
        String message = String.valueOf(refusal.getMessage());
        boolean printable = message.codePoints().allMatch(c -> c == '\n' || !Character.isISOControl(c));
        boolean brief = message.lines().allMatch(line -> line.length() <= LONGEST_LINE);
        if (!printable || !brief || message.isBlank()) {
            throw new IllegalStateException("no message for people: " + message, refusal);
        }
    }
}
