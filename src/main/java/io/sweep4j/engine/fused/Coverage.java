package io.sweep4j.engine.fused;

import io.sweep4j.data.DatasetInfo;
import io.sweep4j.sweep.Configuration;
import java.util.Optional;
import java.util.Set;

/** What there are kernels for. Tells it without loading any, so also where Java lacks what they need. */
public final class Coverage {
    static final Set<String> UPDATERS = Set.of("sgd", "nesterovs", "adam", "rmsprop", "adagrad");

    /** Only their absence is told: names are checked before. */
    static final Set<String> MISSING_ACTIVATIONS = Set.of("rrelu");

    static final Set<String> MISSING_LOSSES = Set.of("cosine_proximity");

    /** Arrays of a panel are indexed by an int, with room for padding. */
    private static final long MOST_PARAMETERS = 50_000_000;

    private Coverage() {}

    /**
     * The parameter value, such as {@code updater nadam}, for which the fused engine can't train a trial; empty if it can. Depends
     * on the configuration and the data's shape alone.
     */
    public static Optional<String> obstacle(Configuration configuration, DatasetInfo data) {
        if (configuration.dropout() > 0) {
            return Optional.of("dropout");
        }
        if (!UPDATERS.contains(configuration.updater())) {
            return Optional.of("updater " + configuration.updater());
        }
        if (MISSING_ACTIVATIONS.contains(configuration.activation())) {
            return Optional.of("activation " + configuration.activation());
        }
        if (!configuration.hidden().isEmpty() && configuration.activation().equals("softmax")) {
            return Optional.of("activation softmax in hidden layers");
        }
        if (MISSING_ACTIVATIONS.contains(configuration.outputActivation())) {
            return Optional.of("output_activation " + configuration.outputActivation());
        }
        if (MISSING_LOSSES.contains(configuration.loss())) {
            return Optional.of("loss " + configuration.loss());
        }
        if (Shape.of(configuration, data).parameters() > MOST_PARAMETERS) {
            return Optional.of("a network of more than " + MOST_PARAMETERS + " parameters");
        }
        return Optional.empty();
    }

    /** The engine that {@code --engine auto} trains it on, where Java has what the fused engine needs. */
    public static String engine(Configuration configuration, DatasetInfo data) {
        return obstacle(configuration, data).isPresent() ? "dl4j" : "fused";
    }
}
