package io.sweep4j.report;

import io.sweep4j.sweep.Parameter;
import io.sweep4j.sweep.TrialState;
import io.sweep4j.sweep.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Finds, for a diverged trial, the finite trials that differ from it least. */
final class Survivors {
    /** Survivors named for one diverged trial. */
    static final int MOST = 3;

    private final List<RankedTrial> finite;
    private final List<Parameter> varying;

    /** @param ranking best first; only its finite trials are looked at */
    Survivors(List<RankedTrial> ranking, List<Parameter> varying) {
        this.finite = ranking.stream()
                .filter(trial -> trial.rank() != null
                        && trial.best() != null
                        && trial.stored().state() == TrialState.COMPLETED)
                .toList();
        this.varying = varying;
    }

    List<Survivor> nearest(RankedTrial diverged) {
        int fewest = Integer.MAX_VALUE;
        List<RankedTrial> nearest = new ArrayList<>();
        for (RankedTrial candidate : finite) {
            int distance = distance(diverged, candidate);
            if (distance < fewest) {
                fewest = distance;
                nearest.clear();
            }
            if (distance == fewest && nearest.size() < MOST) {
                nearest.add(candidate);
            }
        }
        return nearest.stream()
                .map(trial -> new Survivor(trial.number(), changes(diverged, trial)))
                .toList();
    }

    private int distance(RankedTrial one, RankedTrial other) {
        int distance = 0;
        for (Parameter parameter : varying) {
            if (!Objects.equals(one.value(parameter), other.value(parameter))) {
                distance++;
            }
        }
        return distance;
    }

    private Map<Parameter, Value> changes(RankedTrial from, RankedTrial to) {
        Map<Parameter, Value> changes = new LinkedHashMap<>();
        for (Parameter parameter : varying) {
            Value value = to.value(parameter);
            if (value != null && !value.equals(from.value(parameter))) {
                changes.put(parameter, value);
            }
        }
        return Collections.unmodifiableMap(changes);
    }
}
