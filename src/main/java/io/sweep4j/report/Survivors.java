package io.sweep4j.report;

import io.sweep4j.sweep.Divergence;
import io.sweep4j.sweep.Parameter;
import io.sweep4j.sweep.TrialState;
import io.sweep4j.sweep.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        this.finite = ranking.stream()
                .filter(trial -> trial.finite() && trial.stored().state() == TrialState.COMPLETED)
                .toList();
        this.places = finite.stream().map(this::places).toList();
    }

    DivergedTrial of(RankedTrial diverged, Divergence divergence) {
        int[] from = places(diverged);
        List<Survivor> nearest = new ArrayList<>();
        @Nullable RankedTrial[] neighbours = new RankedTrial[axes.size()];
        int[] steps = new int[axes.size()];
        int fewest = Integer.MAX_VALUE;
        for (int i = 0; i < finite.size(); i++) {
            RankedTrial candidate = finite.get(i);
            int[] to = places.get(i);
            int distance = distance(from, to);
            if (distance < fewest) {
                fewest = distance;
                nearest.clear();
            }
            if (distance == fewest && nearest.size() < MOST) {
                Map<Parameter, Value> changes = changes(diverged, candidate);
                if (nearest.stream().noneMatch(near -> near.changes().equals(changes))) {
                    nearest.add(new Survivor(candidate, changes));
                }
            }
            if (distance == 1) {
                int axis = firstDifference(from, to);
                int step = axes.get(axis).numeric() ? Math.abs(from[axis] - to[axis]) : 1;
                if (neighbours[axis] == null || step < steps[axis]) {
                    neighbours[axis] = candidate;
                    steps[axis] = step;
                }
            }
        }
        List<Survivor> along = new ArrayList<>();
        for (RankedTrial neighbour : neighbours) {
            if (neighbour != null) {
                along.add(new Survivor(neighbour, changes(diverged, neighbour)));
            }
        }
        return new DivergedTrial(diverged, divergence, nearest, along);
    }

    private int[] places(RankedTrial trial) {
        return axes.stream().mapToInt(axis -> axis.place(trial)).toArray();
    }

    private static int distance(int[] from, int[] to) {
        int distance = 0;
        for (int i = 0; i < from.length; i++) {
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
            if (value != null && !value.equals(from.value(axis.parameter()))) {
                changes.put(axis.parameter(), value);
            }
        }
        return Collections.unmodifiableMap(changes);
    }
}
