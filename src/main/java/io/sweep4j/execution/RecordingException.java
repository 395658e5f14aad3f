package io.sweep4j.execution;

import io.sweep4j.store.StoreException;

/** Nothing more can be recorded, or reported, so training on makes no sense. The message is for people. */
public final class RecordingException extends RuntimeException {
    private static final long serialVersionUID = 1;

    RecordingException(Throwable cause) {
        super(cause instanceof StoreException ? cause.getMessage() : "recording stopped: " + cause, cause);
    }
}
