package io.sweep4j.store;

/** What the recorded epochs of a trial come to, for statements that update {@code SWEEP4J.TRIAL T}. */
final class TrialSums {
    private static final String COLUMNS =
            "EPOCHS_RUN, BEST_COST, BEST_VALIDATION_ACCURACY, BEST_TEST_ACCURACY, BEST_EPOCH, SECONDS";

    /** Writes down what is worked out of a trial that has started and has no outcome. */
    static final String SET = "(" + COLUMNS + ") = (SELECT " + COLUMNS + " FROM SWEEP4J.TRIALS V WHERE V.ID = T.ID)";

    /** Chooses the best epoch anew by the metric of the trial's sweep. */
    static final String SET_BEST_EPOCH = "BEST_EPOCH = (SELECT B.EPOCH FROM SWEEP4J.SCORES B WHERE B.TRIAL_ID = T.ID"
            + " AND B.SCORE IS NOT NULL ORDER BY B.SCORE, B.EPOCH LIMIT 1)";

    private TrialSums() {}
}
