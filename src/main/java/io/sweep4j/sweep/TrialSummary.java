package io.sweep4j.sweep;

import org.jspecify.annotations.Nullable;

/**
 * What a trial's observations come to. The best values are each its own best over the epochs before any divergence.
 *
 * @param epochsRun epochs recorded so far
 * @param last the last recorded epoch, null before the first
 * @param bestCost null if no epoch was finite; likewise the others
 * @param best the epoch that is best by the metric (ties: the earlier), null if none was finite
 */
public record TrialSummary(
        int epochsRun,
        @Nullable Observation last,
        @Nullable Double bestCost,
        @Nullable Double bestValidationAccuracy,
        @Nullable Double bestTestAccuracy,
        @Nullable Observation best) {

    /** The summary of a trial without observations. */
    public static final TrialSummary EMPTY = new TrialSummary(0, null, null, null, null, null);

    /** The summary with one more epoch. */
    public TrialSummary plus(Observation next, Metric metric) {
        if (next.diverged()) {
            return new TrialSummary(epochsRun + 1, next, bestCost, bestValidationAccuracy, bestTestAccuracy, best);
        }
        return new TrialSummary(
                epochsRun + 1,
                next,
                better(Metric.Goal.MINIMIZE, bestCost, next.cost()),
                better(Metric.Goal.MAXIMIZE, bestValidationAccuracy, next.validationAccuracy()),
                better(Metric.Goal.MAXIMIZE, bestTestAccuracy, next.testAccuracy()),
                betterEpoch(metric, next));
    }

    private @Nullable Observation betterEpoch(Metric metric, Observation next) {
        Double candidate = next.value(metric.name());
        if (candidate == null || !Double.isFinite(candidate)) {
            return best;
        }
        Double incumbent = best == null ? null : best.value(metric.name());
        return incumbent == null || metric.goal().better(candidate, incumbent) ? next : best;
    }

    private static @Nullable Double better(Metric.Goal goal, @Nullable Double incumbent, @Nullable Double candidate) {
        if (candidate == null || !Double.isFinite(candidate)) {
            return incumbent;
        }
        return incumbent == null || goal.better(candidate, incumbent) ? candidate : incumbent;
    }
}
