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

/** A varying parameter as a figure's axis: numbers rise, names stand as the plan met them. */
final class FigureAxis {
    private final Parameter parameter;
    private final boolean numeric;
    private final Map<Value, Integer> places = new LinkedHashMap<>();

    FigureAxis(SweepComparison comparison, Parameter parameter) {
        this.parameter = parameter;
        Set<Value> values = new LinkedHashSet<>();
        comparison.ranking().stream()
                .filter(trial -> trial.stored().inPlan())
                .sorted(Comparator.comparingLong(RankedTrial::number))
                .forEach(trial -> {
                    Value value = trial.value(parameter);
                    if (value != null) {
                        values.add(value);
                    }
                });
        List<Value> ticks = new ArrayList<>(values);
        numeric = values.stream().allMatch(value -> number(value) != null);
        if (numeric) {
            ticks.sort(Comparator.comparingDouble(value -> {
                Double number = number(value);
                return number == null ? 0 : number;
            }));
        }
        ticks.forEach(tick -> places.put(tick, places.size()));
    }

    Parameter parameter() {
        return parameter;
    }

    /** Whether every value is a number, so that their order means something. */
    boolean numeric() {
        return numeric;
    }

    List<String> labels() {
        return places.keySet().stream().map(Wording::value).toList();
    }

    /** The place of the trial's value among the labels; -1 if it has none. */
    int place(RankedTrial trial) {
        Value value = trial.value(parameter);
        return value == null ? -1 : places.getOrDefault(value, -1);
    }

    private static @Nullable Double number(Value value) {
        if (value instanceof Value.Real real) {
            return real.number();
        }
        return value instanceof Value.Whole whole ? (Double) (double) whole.number() : null;
    }
}
