package io.sweep4j.isolation;

/** A process can't train any more, through no trial's fault. */
public final class TrainingFaultException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** @param cause what happened, whose class and message are this one's message */
    public TrainingFaultException(Throwable cause) {
        super(cause.toString(), cause);
    }
}
