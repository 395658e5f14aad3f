package io.sweep4j.engine.auto;

import io.sweep4j.sweep.Configuration;
import io.sweep4j.sweep.Parameter;
import io.sweep4j.sweep.Value;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What decides which kernels train a network; all trials of a kind share a verdict.
 *
 * @param values of the parameters that count
 */
record Kind(Map<Parameter, Value> values) {
    private static final List<Parameter> COUNT = List.of(
            Parameter.HIDDEN,
            Parameter.ACTIVATION,
            Parameter.OUTPUT_ACTIVATION,
            Parameter.LOSS,
            Parameter.UPDATER,
            Parameter.BATCH_SIZE);

    static Kind of(Configuration configuration) {
        Map<Parameter, Value> values = new EnumMap<>(Parameter.class);
        for (Parameter parameter : COUNT) {
            configuration.value(parameter).ifPresent(value -> values.put(parameter, value));
        }
        return new Kind(values);
    }

    /**
     * The trial that stands for all of its kind. It follows from the kind alone, so that the engine of a trial never depends on
     * which others are to be trained, and it is tame, so that a difference means a fault and not a rate at which any two
     * roundings drift apart: where outputs may be negative, which most losses can't bear, weights of 0 and biases of 1.
     */
    Configuration representative() {
        Map<Parameter, Value> all = new EnumMap<>(values);
        Configuration plain = Configuration.of(values);
        boolean bounded = List.of("softmax", "sigmoid").contains(plain.outputActivation());
        if (!bounded) {
            all.put(Parameter.BIAS_INIT, new Value.Real(1, "1"));
            if (plain.hidden().isEmpty()) {
                all.put(Parameter.WEIGHT_INIT, new Value.Text("zero"));
            }
        }
        return Configuration.of(all);
    }

    @Override
    public String toString() {
        return values.values().stream().map(Value::text).collect(Collectors.joining(" "));
    }
}
