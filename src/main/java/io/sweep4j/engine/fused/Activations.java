package io.sweep4j.engine.fused;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The activations this engine knows, by DL4J's names in lower case. */
final class Activations {
    private Activations() {}

    /** Empty for softmax, which looks at more than one element, and for rrelu, which draws random numbers. */
    static Optional<Activation> named(String name) {
        return Stream.<Enum<?>>concat(
                        Arrays.stream(PiecewiseActivation.values()), Arrays.stream(ExponentialActivation.values()))
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(name))
                .map(Activation.class::cast)
                .findFirst();
    }
}
