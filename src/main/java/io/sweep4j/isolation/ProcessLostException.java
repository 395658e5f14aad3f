package io.sweep4j.isolation;

/** The process that a trial was trained in is gone; the message is the whole story, for people. */
public final class ProcessLostException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** @param message what became of the process */
    public ProcessLostException(String message) {
        super(message);
    }
}
