package io.sweep4j.report;

import io.sweep4j.sweep.Cause;
import io.sweep4j.sweep.Metric;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A sweep against the reference, over the cells in which both have trials.
 *
 * @param sweep its place, from 1; the reference is 0
 * @param cells how many there are
 * @param finite those with a value in both
 * @param better those of them whose value is better than the reference's; 0 if the metrics differ, as worse and equal
 * @param survives cells that diverged in the reference and have a value here, by the cause in the reference
 * @param diverges cells that have a value in the reference and diverged here, by the cause here
 * @param bothDiverged cells that diverged in both
 * @param median of the differences; null if there are none
 */
public record Pairing(
        int sweep,
        int cells,
        int finite,
        int better,
        int worse,
        int equal,
        Map<Cause, Integer> survives,
        Map<Cause, Integer> diverges,
        int bothDiverged,
        @Nullable Double median) {

    /** Cells that diverged in the reference and have a value here. */
    public int surviving() {
        return count(survives);
    }

    /** Cells that have a value in the reference and diverged here. */
    public int diverging() {
        return count(diverges);
    }

    /** Cells of which one side has neither a value nor diverged: it failed, or has not got so far. */
    public int open() {
        return cells - finite - surviving() - diverging() - bothDiverged;
    }

    private static int count(Map<Cause, Integer> causes) {
        return causes.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** @param metric null if the sweeps have different ones */
    static Pairing of(int sweep, List<MatchedCell> cells, @Nullable Metric metric) {
        int both = 0;
        int finite = 0;
        int better = 0;
        int worse = 0;
        int equal = 0;
        int bothDiverged = 0;
        Map<Cause, Integer> survives = new EnumMap<>(Cause.class);
        Map<Cause, Integer> diverges = new EnumMap<>(Cause.class);
        List<Double> differences = new ArrayList<>();
        for (MatchedCell cell : cells) {
            CellSide before = cell.sides().get(0);
            CellSide after = cell.sides().get(sweep);
            if (before == null || after == null) {
                continue;
            }
            both++;
            Double from = before.value();
            Double to = after.value();
            Cause lost = before.cause();
            Cause found = after.cause();
            if (from != null && to != null) {
                finite++;
                if (metric != null) {
                    boolean up = metric.goal().better(to, from);
                    boolean down = metric.goal().better(from, to);
                    better += up ? 1 : 0;
                    worse += down ? 1 : 0;
                    equal += up || down ? 0 : 1;
                }
            } else if (lost != null && to != null) {
                survives.merge(lost, 1, Integer::sum);
            } else if (from != null && found != null) {
                diverges.merge(found, 1, Integer::sum);
            } else if (lost != null && found != null) {
                bothDiverged++;
            }
            Double difference = cell.differences().get(sweep);
            if (difference != null) {
                differences.add(difference);
            }
        }
        return new Pairing(
                sweep,
                both,
                finite,
                better,
                worse,
                equal,
                Collections.unmodifiableMap(survives),
                Collections.unmodifiableMap(diverges),
                bothDiverged,
                median(differences));
    }

    private static @Nullable Double median(List<Double> differences) {
        if (differences.isEmpty()) {
            return null;
        }
        double[] sorted =
                differences.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return Samples.quantile(sorted, 0.5);
    }
}
