package io.sweep4j.report;

import io.sweep4j.divergence.Advice;
import io.sweep4j.sweep.Divergence;
import io.sweep4j.sweep.Parameter;
import io.sweep4j.sweep.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds, for a diverged trial, the finite trials that differ from it least. */
final class Survivors {
    /** Survivors named for one diverged trial. */
    static final int MOST = 3;

    private final List<VaryingAxis> axes;
    private final List<RankedTrial> finite;
    private final List<int[]> places;

    /** @param ranking best first; only its completed trials are looked at */
    Survivors(List<RankedTrial> ranking, List<VaryingAxis> axes) {
        this.axes = axes;
        this.finite = ranking.stream().filter(RankedTrial::survived).toList();
        this.places = finite.stream().map(this::places).toList();
    }

    DivergedTrial of(RankedTrial diverged, Divergence divergence) {
        int[] from = places(diverged);
        List<RankedTrial> nearest = new ArrayList<>();
        @Nullable RankedTrial[] neighbours = new RankedTrial[axes.size()];
        int[] steps = new int[axes.size()];
        int fewest = Integer.MAX_VALUE;
        for (int i = 0; i < finite.size(); i++) {
            RankedTrial candidate = finite.get(i);
            int[] to = places.get(i);
            int distance = distance(from, to, Math.max(fewest, 1));
            if (distance < fewest) {
                fewest = distance;
                nearest.clear();
            }
            if (distance == fewest) {
                nearest.add(candidate);
            }
            if (distance == 1) {
                int axis = firstDifference(from, to);
                int step = axes.get(axis).numeric() ? Math.abs(from[axis] - to[axis]) : 1;
                RankedTrial before = neighbours[axis];
                if (before == null
                        || step < steps[axis]
                        || step == steps[axis] && warned(before) && !warned(candidate)) {
                    neighbours[axis] = candidate;
                    steps[axis] = step;
                }
            }
        }
        List<Parameter> advised = Advice.parameters(
                        divergence, diverged.stored().trial().configuration())
                .stream()
                .filter(parameter -> axes.stream().anyMatch(axis -> axis.parameter() == parameter))
                .toList();
        List<RankedTrial> along =
                Stream.of(neighbours).flatMap(Stream::ofNullable).toList();
        return new DivergedTrial(
                diverged,
                divergence,
                survivors(diverged, nearest, advised, MOST),
                survivors(diverged, along, advised, along.size()));
    }

    /**
     * Those without warnings first, since a survivor may be worthless, then those that do what the advice says; none twice with the same
     * changes, and no more than {@code most}. Of thousands that are equally near only those that may come out are looked at closely.
     */
    private List<Survivor> survivors(
            RankedTrial diverged, List<RankedTrial> trials, List<Parameter> advised, int most) {
        Map<Integer, Map<Map<Parameter, Value>, Survivor>> groups = new TreeMap<>();
        for (RankedTrial trial : trials) {
            int group = (warned(trial) ? advised.size() + 1 : 0) + place(diverged, trial, advised);
            Map<Map<Parameter, Value>, Survivor> known = groups.computeIfAbsent(group, g -> new LinkedHashMap<>());
            if (known.size() < most) {
                Survivor survivor = new Survivor(trial, changes(diverged, trial));
                known.putIfAbsent(survivor.changes(), survivor);
            }
        }
        Map<Map<Parameter, Value>, Survivor> different = new LinkedHashMap<>();
        groups.values().forEach(group -> group.forEach(different::putIfAbsent));
        return different.values().stream().limit(most).toList();
    }

    private static boolean warned(RankedTrial trial) {
        return !trial.stored().warnings().isEmpty();
    }

    /** The place among the parameters advised of the first that is changed; behind them all if none is. */
    private static int place(RankedTrial from, RankedTrial to, List<Parameter> advised) {
        int place = 0;
        while (place < advised.size() && !changed(from, to, advised.get(place))) {
            place++;
        }
        return place;
    }

    private static boolean changed(RankedTrial from, RankedTrial to, Parameter parameter) {
        Value value = to.value(parameter);
        return value != null && !value.equals(from.value(parameter));
    }

    private int[] places(RankedTrial trial) {
        return axes.stream().mapToInt(axis -> axis.place(trial)).toArray();
    }

    /** In how many axes they differ, or some number above {@code most} if it is above that. */
    private static int distance(int[] from, int[] to, int most) {
        int distance = 0;
        for (int i = 0; i < from.length && distance <= most; i++) {
            if (from[i] != to[i]) {
                distance++;
            }
        }
        return distance;
    }

    private static int firstDifference(int[] from, int[] to) {
        int i = 0;
        while (from[i] == to[i]) {
            i++;
        }
        return i;
    }

    private Map<Parameter, Value> changes(RankedTrial from, RankedTrial to) {
        Map<Parameter, Value> changes = new LinkedHashMap<>();
        for (VaryingAxis axis : axes) {
            Value value = to.value(axis.parameter());
            if (value != null && changed(from, to, axis.parameter())) {
                changes.put(axis.parameter(), value);
            }
        }
        return Collections.unmodifiableMap(changes);
    }
}
