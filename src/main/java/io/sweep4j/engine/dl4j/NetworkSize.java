package io.sweep4j.engine.dl4j;

import io.sweep4j.data.DatasetInfo;
import io.sweep4j.sweep.Configuration;

/**
 * How many numbers make a network, known before it is built.
 *
 * @param updaterState what its updater remembers, 0 if it remembers nothing
 */
record NetworkSize(long parameters, long updaterState) {

    static NetworkSize of(Configuration configuration, DatasetInfo data) {
        long parameters = 0;
        long inputs = data.features();
        for (int width : configuration.hidden()) {
            parameters += (inputs + 1) * width;
            inputs = width;
        }
        parameters += (inputs + 1) * data.classes();
        return new NetworkSize(parameters, Networks.updater(configuration).stateSize(parameters));
    }

    /** Bytes of all. */
    long bytes() {
        return Float.BYTES * (parameters + updaterState);
    }

    /**
     * Refuses what can't be trained here. Asking for the memory would not tell: many systems promise more than they have,
     * and end the whole process when it is used.
     *
     * @param memory of the machine, in bytes
     * @throws OutOfMemoryError if parameters, their gradients and the updater's state alone take more
     */
    void mustFit(long memory) {
        long needed = bytes() + Float.BYTES * parameters;
        if (needed > memory) {
            throw new OutOfMemoryError("a network of " + parameters + " parameters takes " + megabytes(needed)
                    + " MB to train, and this machine has " + megabytes(memory));
        }
    }

    private static long megabytes(long bytes) {
        return bytes >> 20;
    }
}
