package io.sweep4j.sweep;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What one trial is trained with: every parameter has its value, defaults included, except that a network without
 * hidden layers has no {@link Parameter#OUTPUT_ACTIVATION}. Immutable.
 */
public final class Configuration {
    private final Map<Parameter, Value> values;

    private Configuration(Map<Parameter, Value> values) {
        this.values = values;
    }

    /** Fills in the defaults of all parameters that are not given. */
    public static Configuration of(Map<Parameter, Value> given) {
        Map<Parameter, Value> values = new EnumMap<>(Parameter.class);
        values.putAll(given);
        values.putIfAbsent(Parameter.HIDDEN, Parameter.HIDDEN.fallback(false));
        boolean hidden = !((Value.Widths) Objects.requireNonNull(values.get(Parameter.HIDDEN)))
                .layers()
                .isEmpty();
        for (Parameter parameter : Parameter.values()) {
            values.putIfAbsent(parameter, parameter.fallback(hidden));
        }
        if (!hidden) {
            values.remove(Parameter.OUTPUT_ACTIVATION);
        }
        return new Configuration(values);
    }

    /** The value of a parameter; empty only for the output activation of a network without hidden layers. */
    public Optional<Value> value(Parameter parameter) {
        return Optional.ofNullable(values.get(parameter));
    }

    /**
     * Whether the parameter makes a difference to this network or its training. The learning rate of a decay of 0, say,
     * is the same under every schedule.
     */
    public boolean uses(Parameter parameter) {
        return switch (parameter) {
            case OUTPUT_ACTIVATION, DROPOUT -> !hidden().isEmpty();
            case MOMENTUM -> updater().equals("nesterovs");
            case DECAY -> epochs() > 1 || decaySchedule() != DecaySchedule.EPOCH;
            case DECAY_SCHEDULE -> decay() != 0;
            case SEED ->
                shuffle() || dropout() > 0 || drawsWeights() || activations().contains("rrelu");
            default -> true;
        };
    }

    private boolean drawsWeights() {
        return !weightInit().equals("zero") && !weightInit().equals("ones");
    }

    private List<String> activations() {
        return List.of(activation(), outputActivation());
    }

    /**
     * The value of a parameter in the spelling under which equal trainings meet; empty where the parameter makes no
     * difference. The seed always counts, so that repeats stay apart, and so does the decay, which shows in the
     * reported learning rate.
     */
    public Optional<String> canonical(Parameter parameter) {
        boolean counts = parameter == Parameter.SEED || parameter == Parameter.DECAY || uses(parameter);
        if (!counts) {
            return Optional.empty();
        }
        return value(parameter).map(value -> canonical(parameter, value));
    }

    /** The spelling shared by all values of a parameter that train alike. */
    public static String canonical(Parameter parameter, Value value) {
        return parameter.domain() instanceof Domain.Names names ? names.canonical(value.text()) : value.canonical();
    }

    /** One line a parameter that counts, in a fixed order: equal text means equal training. */
    public String canonicalText() {
        StringBuilder text = new StringBuilder();
        for (Parameter parameter : Parameter.values()) {
            canonical(parameter)
                    .ifPresent(value -> text.append(parameter.yaml())
                            .append('=')
                            .append(value)
                            .append('\n'));
        }
        return text.toString();
    }

    /** Widths of the hidden layers, empty for none. */
    public List<Integer> hidden() {
        return get(Parameter.HIDDEN, Value.Widths.class, Value.Widths::layers);
    }

    /** Activation of the hidden layers or, without any, of the output layer. */
    public String activation() {
        return name(Parameter.ACTIVATION);
    }

    /** Activation of the output layer, with or without hidden layers. */
    public String outputActivation() {
        return hidden().isEmpty() ? activation() : name(Parameter.OUTPUT_ACTIVATION);
    }

    public String loss() {
        return name(Parameter.LOSS);
    }

    public String weightInit() {
        return name(Parameter.WEIGHT_INIT);
    }

    public double biasInit() {
        return real(Parameter.BIAS_INIT);
    }

    public String updater() {
        return name(Parameter.UPDATER);
    }

    public double momentum() {
        return real(Parameter.MOMENTUM);
    }

    public double learningRate() {
        return real(Parameter.LEARNING_RATE);
    }

    public double decay() {
        return real(Parameter.DECAY);
    }

    /**
     * The learning rate that an update applies.
     *
     * @param updates made before it, over the whole trial
     * @param epochs completed before it
     */
    public double appliedLearningRate(long updates, long epochs) {
        return decaySchedule().applied(learningRate(), decay(), updates, epochs);
    }

    /**
     * The learning rate that is reported at the end of an epoch.
     *
     * @param updates made so far, over the whole trial
     * @param epochs completed, this one included
     */
    public double reportedLearningRate(long updates, long epochs) {
        return decaySchedule().reported(learningRate(), decay(), updates, epochs);
    }

    public DecaySchedule decaySchedule() {
        return DecaySchedule.named(name(Parameter.DECAY_SCHEDULE));
    }

    public int batchSize() {
        return Math.toIntExact(whole(Parameter.BATCH_SIZE));
    }

    public int epochs() {
        return Math.toIntExact(whole(Parameter.EPOCHS));
    }

    public double l1() {
        return real(Parameter.L1);
    }

    public double l2() {
        return real(Parameter.L2);
    }

    /** Share of inputs dropped, from 0 up to but not including 1. */
    public double dropout() {
        return hidden().isEmpty() ? 0 : real(Parameter.DROPOUT);
    }

    public long seed() {
        return whole(Parameter.SEED);
    }

    public boolean shuffle() {
        return get(Parameter.SHUFFLE, Value.Flag.class, Value.Flag::set);
    }

    private String name(Parameter parameter) {
        return get(parameter, Value.Text.class, Value.Text::text);
    }

    private double real(Parameter parameter) {
        return get(parameter, Value.Real.class, Value.Real::number);
    }

    private long whole(Parameter parameter) {
        return get(parameter, Value.Whole.class, Value.Whole::number);
    }

    private <V extends Value, T> T get(Parameter parameter, Class<V> type, Function<V, T> content) {
        return content.apply(type.cast(Objects.requireNonNull(values.get(parameter), parameter.yaml())));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Configuration that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values.entrySet().stream()
                .map(entry -> entry.getKey().yaml() + "=" + entry.getValue().text())
                .collect(Collectors.joining(" "));
    }
}
