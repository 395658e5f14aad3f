package io.sweep4j.report;

import io.sweep4j.sweep.Configuration;
import io.sweep4j.sweep.Parameter;
import io.sweep4j.sweep.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A parameter that varies in every sweep, with the values of all of them: numbers rise, names stand as they were met.
 * Values that train alike are one. Immutable.
 */
public final class SharedAxis {
    private final Parameter parameter;
    private final boolean numeric;
    private final List<AxisValue> values;
    private final Map<String, Integer> places = new LinkedHashMap<>();

    /**
     * One value.
     *
     * @param value null for trials that have none
     * @param sweeps those that started a trial of it, by their places from 0, ascending
     */
    public record AxisValue(@Nullable Value value, List<Integer> sweeps) {
        public AxisValue {
            sweeps = List.copyOf(sweeps);
        }
    }

    /** @param trials of the plan, by sweep, each in the order of their numbers */
    SharedAxis(Parameter parameter, List<List<RankedTrial>> trials) {
        this.parameter = parameter;
        Map<String, @Nullable Value> first = new LinkedHashMap<>();
        Map<String, Set<Integer>> sweeps = new LinkedHashMap<>();
        for (int sweep = 0; sweep < trials.size(); sweep++) {
            for (RankedTrial trial : trials.get(sweep)) {
                Value value = trial.value(parameter);
                String key = key(value);
                first.putIfAbsent(key, value);
                sweeps.computeIfAbsent(key, k -> new TreeSet<>()).add(sweep);
            }
        }
        List<String> order = new ArrayList<>(first.keySet());
        numeric = first.values().stream().allMatch(value -> value == null || VaryingAxis.number(value) != null);
        order.sort(Comparator.comparing((String key) -> first.get(key) == null)
                .thenComparingDouble(key -> numeric ? order(first.get(key)) : 0));
        List<AxisValue> ordered = new ArrayList<>();
        for (String key : order) {
            places.put(key, places.size());
            ordered.add(new AxisValue(first.get(key), List.copyOf(sweeps.getOrDefault(key, Set.of()))));
        }
        values = List.copyOf(ordered);
    }

    public Parameter parameter() {
        return parameter;
    }

    /** Whether every value is a number. */
    public boolean numeric() {
        return numeric;
    }

    /** In order; that of trials without a value is the last. */
    public List<AxisValue> values() {
        return values;
    }

    /** The place of the trial's value, from 0. */
    int place(RankedTrial trial) {
        Integer place = places.get(key(trial.value(parameter)));
        if (place == null) {
            throw new IllegalArgumentException("not a trial of these sweeps: " + trial.number());
        }
        return place;
    }

    private String key(@Nullable Value value) {
        return value == null ? "" : Configuration.canonical(parameter, value);
    }

    private static double order(@Nullable Value value) {
        Double number = value == null ? null : VaryingAxis.number(value);
        return number == null ? 0 : number;
    }
}
