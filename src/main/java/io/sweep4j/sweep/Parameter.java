package io.sweep4j.sweep;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A hyperparameter: its name in sweep files and tables, what it accepts, and its default. */
public enum Parameter {
    /** Widths of the hidden layers. */
    HIDDEN(new Domain.WidthLists(), new Value.Widths(List.of())),
    /** Activation of the hidden layers or, without any, of the output layer. The default depends on that too. */
    ACTIVATION(Names.ACTIVATIONS, null),
    /** Activation of the output layer of a network with hidden layers; not used without. */
    OUTPUT_ACTIVATION(Names.ACTIVATIONS, new Value.Text("softmax")),
    /** Loss function, measured as the mean over a batch. */
    LOSS(Names.LOSSES, new Value.Text("mcxent")),
    /** How weights are drawn before training. */
    WEIGHT_INIT(Names.WEIGHT_INITS, new Value.Text("xavier")),
    /** What every bias is set to before training. */
    BIAS_INIT(new Domain.Reals(-Float.MAX_VALUE, true, Float.MAX_VALUE, true), new Value.Real(0, "0")),
    /** How a gradient becomes a step. */
    UPDATER(Names.UPDATERS, new Value.Text("sgd")),
    /** Momentum of the nesterovs updater; not used by the others. */
    MOMENTUM(new Domain.Reals(0, true, 1, false), new Value.Real(0.9, "0.9")),
    /** Learning rate before any decay. */
    LEARNING_RATE(new Domain.Reals(0, false, Float.MAX_VALUE, true), new Value.Real(0.01, "0.01")),
    /** Share of the learning rate lost at each step of the schedule. */
    DECAY(new Domain.Reals(0, true, 1, false), new Value.Real(0, "0")),
    /** When the learning rate decays; not used with a decay of 0. See {@link DecaySchedule}. */
    DECAY_SCHEDULE(Names.DECAY_SCHEDULES, new Value.Text("iteration")),
    /** Samples in a mini-batch. */
    BATCH_SIZE(new Domain.Wholes(1, Integer.MAX_VALUE), new Value.Whole(128)),
    /** Passes over the training split. */
    EPOCHS(new Domain.Wholes(1, Integer.MAX_VALUE), new Value.Whole(10)),
    /** Weight of the L1 penalty on weights, not biases. */
    L1(new Domain.Reals(0, true, Float.MAX_VALUE, true), new Value.Real(0, "0")),
    /** Weight of the L2 penalty on weights, not biases. */
    L2(new Domain.Reals(0, true, Float.MAX_VALUE, true), new Value.Real(0, "0")),
    /** Share of a layer's inputs dropped, on every layer but the first; not used without hidden layers. */
    DROPOUT(new Domain.Reals(0, true, 1, false), new Value.Real(0, "0")),
    /** Seed of everything a trial draws: weights, data order, dropout. */
    SEED(new Domain.Wholes(Long.MIN_VALUE, Long.MAX_VALUE), new Value.Whole(42)),
    /** Whether each epoch sees the training split in a new order. */
    SHUFFLE(new Domain.Flags(), new Value.Flag(true));

    private final String yaml;
    private final Domain domain;
    private final @Nullable Value fallback;

    Parameter(Domain domain, @Nullable Value fallback) {
        this.yaml = name().toLowerCase(java.util.Locale.ROOT);
        this.domain = domain;
        this.fallback = fallback;
    }

    /** The name in sweep files, SQL and reports, such as {@code learning_rate}. */
    public String yaml() {
        return yaml;
    }

    /** What values it accepts. */
    public Domain domain() {
        return domain;
    }

    /** The value of a sweep that says nothing. */
    Value fallback(boolean hiddenLayers) {
        return fallback != null ? fallback : new Value.Text(hiddenLayers ? "relu" : "softmax");
    }

    /** The parameter of that name, if there is one. */
    public static Optional<Parameter> named(String yaml) {
        return Stream.of(values()).filter(p -> p.yaml.equals(yaml)).findFirst();
    }
}
