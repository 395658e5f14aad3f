package io.sweep4j.isolation;

/** A process to train in can't be had; the message is for people. */
public final class ChildStartException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ChildStartException(String message) {
        super(message);
    }

    ChildStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
