package io.sweep4j.engine.fused;

import io.sweep4j.data.DatasetInfo;
import io.sweep4j.sweep.Configuration;
import io.sweep4j.sweep.Parameter;
import java.util.Optional;

/**
 * What trials have in common that can share a panel: all but what a lane of its own can hold, such as the learning rate.
 *
 */
record Group(
        Shape shape,
        Optional<String> activation,
        String output,
        Optional<String> loss,
        String updater,
        BatchOrder order) {
    /** So that the weights of a panel stay in a core's second cache. */
    private static final int BYTES_PER_LANE = 40 << 10;

    private static final int MOST = 64;

    static Group of(Configuration configuration, DatasetInfo data) {
        return new Group(
                Shape.of(configuration, data),
                configuration.hidden().isEmpty() ? Optional.empty() : Optional.of(configuration.activation()),
                configuration.outputActivation(),
                configuration.canonical(Parameter.LOSS),
                configuration.updater(),
                BatchOrder.of(configuration));
    }

    /** How many of them make a panel. */
    int width() {
        if (shape.layers() > 1) {
            return 1;
        }
        long trials = (long) BYTES_PER_LANE * Lanes.COUNT / (Float.BYTES * shape.parameters());
        long whole = trials < Lanes.COUNT ? trials : trials - trials % Lanes.COUNT;
        return (int) Math.max(1, Math.min(MOST, whole));
    }
}
