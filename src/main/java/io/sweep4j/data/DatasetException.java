package io.sweep4j.data;

/** A dataset can't be had: missing, cut, wrong or unreachable. The message names the file and what to do. */
public final class DatasetException extends Exception {
    private static final long serialVersionUID = 1;

    public DatasetException(String message) {
        super(message);
    }

    public DatasetException(String message, Throwable cause) {
        super(message, cause);
    }
}
