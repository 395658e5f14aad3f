package io.sweep4j.cli;

import org.jspecify.annotations.Nullable;

/** Ends a command with a message for the user and an exit code. */
final class CliException extends Exception {
    private static final long serialVersionUID = 1;
    private final int exitCode;

    private CliException(int exitCode, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /** The user asked for something that can't be. */
    static CliException usage(String message) {
        return new CliException(ExitCode.USAGE, message, null);
    }

    static CliException usage(String message, Throwable cause) {
        return new CliException(ExitCode.USAGE, message, cause);
    }

    /** Something needed is not there. */
    static CliException unavailable(String message, @Nullable Throwable cause) {
        return new CliException(ExitCode.UNAVAILABLE, message, cause);
    }

    int exitCode() {
        return exitCode;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
