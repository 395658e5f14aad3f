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

    /** {@link IllegalArgumentException} for what {@link Coverage} leaves out. */
    static Design of(Configuration configuration, DatasetInfo data) {
        Optional<String> obstacle = Coverage.obstacle(configuration, data);
        if (obstacle.isPresent()) {
            throw new IllegalArgumentException("the fused engine has no kernel for " + obstacle.get());
        }
        return new Design(
                Shape.of(configuration, data),
                configuration.hidden().isEmpty()
                        ? null
                        : Activations.named(configuration.activation()).orElseThrow(),
                OutputStage.of(configuration.outputActivation(), configuration.loss())
                        .orElseThrow(),
                Updaters.named(configuration.updater()).orElseThrow(),
                configuration.loss().endsWith("hinge") ? -1 : 0);
    }
}
