package io.sweep4j.isolation;

/** The process that a trial was trained in is gone; the message is the whole story, for people. */
public final class ChildCrashException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ChildCrashException(String message) {
        super(message);
    }
}
