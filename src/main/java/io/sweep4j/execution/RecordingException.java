package io.sweep4j.execution;

/** Nothing more can be recorded, so training on makes no sense. */
public final class RecordingException extends RuntimeException {
    private static final long serialVersionUID = 1;

    RecordingException(Throwable cause) {
        super(String.valueOf(cause.getMessage()), cause);
    }
}
