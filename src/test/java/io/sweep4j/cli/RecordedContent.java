package io.sweep4j.cli;

/** Queries for all that was recorded of one sweep, but for times: what must be the same wherever it was trained. */
final class RecordedContent {
    static final String EPOCHS = "SELECT r.trial, state, cause, warnings, epochs_run, best_epoch, epoch, cost,"
            + " cost_kind, c.validation_accuracy, c.test_accuracy, c.learning_rate, applied_learning_rate, diverged"
            + " FROM results r JOIN curves c ON c.sweep = r.sweep AND c.trial = r.trial ORDER BY r.trial, epoch";

    static final String DIVERGENCES =
            "SELECT trial, epoch, iteration, quantity, kind, layer, cause, explanation, evidence FROM divergences ORDER BY trial";

    private RecordedContent() {}
}
