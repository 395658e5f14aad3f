package io.sweep4j.data;

import io.sweep4j.sweep.DatasetOption;

/** A dataset option does not fit the data, such as a label column that is not there: the sweep file is wrong. */
public final class DatasetOptionException extends Exception {
    private static final long serialVersionUID = 1;
    private final DatasetOption option;

    public DatasetOptionException(DatasetOption option, String message) {
        super(message);
        this.option = option;
    }

    /** The option to blame. */
    public DatasetOption option() {
        return option;
    }
}
