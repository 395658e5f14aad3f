package io.sweep4j.report;

import io.sweep4j.sweep.Parameter;
import io.sweep4j.sweep.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An axis whose values differ between the trials of a sweep, in the order of figures: numbers rise, names stand as the
 * plan met them. Trials without a value, such as the output activation without hidden layers, have the place after the
 * last value. Immutable.
 */
public final class VaryingAxis {
    private final Parameter parameter;
    private final boolean numeric;
    private final boolean absent;
    private final Map<Value, Integer> places = new LinkedHashMap<>();

    /** @param trials in the order of their numbers */
    VaryingAxis(Parameter parameter, List<RankedTrial> trials) {
        this.parameter = parameter;
        Set<Value> values = new LinkedHashSet<>();
        boolean missing = false;
        for (RankedTrial trial : trials) {
            Value value = trial.value(parameter);
            if (value == null) {
                missing = true;
            } else {
                values.add(value);
            }
        }
        absent = missing;
        numeric = values.stream().allMatch(value -> number(value) != null);
        List<Value> ordered = new ArrayList<>(values);
        if (numeric) {
            ordered.sort(Comparator.comparingDouble(VaryingAxis::order));
        }
        ordered.forEach(value -> places.put(value, places.size()));
    }

    public Parameter parameter() {
        return parameter;
    }

    /** The values in order, without the place of trials that have none. */
    public List<Value> values() {
        return List.copyOf(places.keySet());
    }

    /** Whether every value is a number, so that their order means something. */
    public boolean numeric() {
        return numeric;
    }

    /** Places there are: the values, and one more if some trials have none. */
    public int size() {
        return places.size() + (absent ? 1 : 0);
    }

    /** The place of the trial's value, from 0. */
    public int place(RankedTrial trial) {
        Value value = trial.value(parameter);
        return value == null ? places.size() : places.getOrDefault(value, places.size());
    }

    /** What stands at each place, for people. */
    List<String> labels() {
        List<String> labels =
                new ArrayList<>(places.keySet().stream().map(Wording::value).toList());
        if (absent) {
            labels.add(Wording.value(null));
        }
        return labels;
    }

    private static double order(Value value) {
        Double number = number(value);
        return number == null ? 0 : number;
    }

    /** The value as a number, null if it is none. */
    static @Nullable Double number(Value value) {
        if (value instanceof Value.Real real) {
            return real.number();
        }
        return value instanceof Value.Whole whole ? (Double) (double) whole.number() : null;
    }
}
