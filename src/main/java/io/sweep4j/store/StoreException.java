package io.sweep4j.store;

import org.jspecify.annotations.Nullable;

/** The database can't do what is asked of it. The message is for people and names the file. */
public class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public StoreException(String message) {
        super(message);
    }

    public StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
