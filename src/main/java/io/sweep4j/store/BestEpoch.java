package io.sweep4j.store;

import io.sweep4j.sweep.Metric;

/** The epoch of a recorded trial that is best by a metric, as {@link io.sweep4j.sweep.TrialSummary} finds it. */
final class BestEpoch {
    private BestEpoch() {}

    /** A subquery for a statement on {@code SWEEP4J.TRIAL T}. */
    static String of(Metric metric) {
        String column = metric.name().name(); // a column of the table, not of the user's making
        String order = metric.goal() == Metric.Goal.MINIMIZE ? " ASC" : " DESC";
        return "(SELECT E.EPOCH FROM SWEEP4J.EPOCH E WHERE E.TRIAL_ID = T.ID AND NOT E.DIVERGED AND E." + column
                + " IS NOT NULL ORDER BY E." + column + order + ", E.EPOCH LIMIT 1)";
    }
}
