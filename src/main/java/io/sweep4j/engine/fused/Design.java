package io.sweep4j.engine.fused;

import io.sweep4j.data.DatasetInfo;
import io.sweep4j.sweep.Configuration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What trials must share to be trained side by side on one set of kernels.
 *
 * @param hidden the hidden layers' activation; null without any
 * @param off the label of all classes but the true one
 */
record Design(Shape shape, @Nullable Activation hidden, OutputStage output, Updater updater, float off) {
    /** Arrays of a panel are indexed by an int, with room for padding. */
    private static final long MOST_PARAMETERS = 50_000_000;

    /** Empty where {@link #obstacle} says why. */
    static Optional<Design> of(Configuration configuration, DatasetInfo data) {
        if (obstacle(configuration, data).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(new Design(
                Shape.of(configuration, data),
                Activations.named(configuration.activation()).orElse(null),
                OutputStage.of(configuration.outputActivation(), configuration.loss())
                        .orElseThrow(),
                Updaters.named(configuration.updater()).orElseThrow(),
                configuration.loss().endsWith("hinge") ? -1 : 0));
    }

    /** The parameter value there is no kernel for, such as {@code updater nadam}; empty if there is none. */
    static Optional<String> obstacle(Configuration configuration, DatasetInfo data) {
        if (Shape.of(configuration, data).parameters() > MOST_PARAMETERS) {
            return Optional.of("a network of more than " + MOST_PARAMETERS + " parameters");
        }
        if (configuration.dropout() > 0) {
            return Optional.of("dropout");
        }
        if (Updaters.named(configuration.updater()).isEmpty()) {
            return Optional.of("updater " + configuration.updater());
        }
        if (!configuration.hidden().isEmpty()
                && Activations.named(configuration.activation()).isEmpty()) {
            return Optional.of("activation " + configuration.activation());
        }
        if (OutputStage.of(configuration.outputActivation(), configuration.loss())
                .isEmpty()) {
            return Optional.of(
                    "output activation " + configuration.outputActivation() + " with loss " + configuration.loss());
        }
        return Optional.empty();
    }
}
