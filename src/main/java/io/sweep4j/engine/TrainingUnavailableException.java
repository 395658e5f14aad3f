package io.sweep4j.engine;

/** Nothing can be trained any more, through no trial's fault: what an engine trains on is gone. The message is for people. */
public final class TrainingUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** @param message what is gone, and what can be done about it */
    public TrainingUnavailableException(String message) {
        super(message);
    }

    /** Likewise, with what it was told by. */
    public TrainingUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
