package io.sweep4j.dashboard;

/** What was asked for can't be had now, and may be later; the message is for people. */
final class BusyException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BusyException(String message) {
        super(message);
    }

    BusyException(String message, Throwable cause) {
        super(message, cause);
    }
}
