package io.sweep4j.store;

import io.sweep4j.sweep.TrialState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Finds trials whose results can be reused, and copies them. */
final class ReuseRows {
    static final String SELECT =
            "SELECT T.ID, T.CONTENT_KEY, T.OUTCOME, COALESCE(T.REUSED_SWEEP, S.NAME) AS ORIGIN_SWEEP,"
                    + " COALESCE(T.REUSED_TRIAL, T.NUMBER) AS ORIGIN_TRIAL"
                    + " FROM SWEEP4J.TRIAL T JOIN SWEEP4J.SWEEP S ON S.ID = T.SWEEP_ID"
                    + " WHERE S.NAME <> ? AND T.OUTCOME IN ('COMPLETED', 'DIVERGED')"
                    + " AND (NOT CAST(? AS BOOLEAN) OR NOT EXISTS"
                    + " (SELECT 1 FROM SWEEP4J.EPOCH E WHERE E.TRIAL_ID = T.ID AND E.TRAIN_ACCURACY IS NULL))"
                    + " ORDER BY CASE WHEN T.REUSED_SWEEP IS NULL THEN 0 ELSE 1 END, T.ID";

    private static final String TRIAL =
            "ENGINE, WORKER, STARTED_AT, FINISHED_AT, OUTCOME, WARNINGS, EPOCHS_RUN, BEST_COST,"
                    + " BEST_VALIDATION_ACCURACY, BEST_TEST_ACCURACY, SECONDS";
    private static final String EPOCH = "EPOCH, COST, COST_KIND, VALIDATION_ACCURACY, TEST_ACCURACY, LEARNING_RATE,"
            + " APPLIED_LEARNING_RATE, DIVERGED, SECONDS, TRUE_CLASS_OUTPUT, BEST_OTHER_OUTPUT";
    private static final String DIVERGENCE = "EPOCH, ITERATION, QUANTITY, KIND, LAYER, CAUSE, EXPLANATION, EVIDENCE";

    private ReuseRows() {}

    static ReusableTrial read(ResultSet row) throws SQLException {
        return new ReusableTrial(
                row.getLong("ID"),
                TrialState.valueOf(row.getString("OUTCOME")),
                new TrialOrigin(row.getString("ORIGIN_SWEEP"), row.getLong("ORIGIN_TRIAL")));
    }

    /** Gives a trial without epochs of its own the results of another. */
    static void copy(Connection connection, long trialId, long runId, TrialEvent.Reused event) throws SQLException {
        long source = event.source().id();
        update(
                connection,
                "UPDATE SWEEP4J.TRIAL SET RUN_ID = ?, CONTENT_KEY = ?, SEMANTICS = ?, ERROR = NULL, REUSED_SWEEP = ?,"
                        + " REUSED_TRIAL = ?, (" + TRIAL + ") = (SELECT " + TRIAL
                        + " FROM SWEEP4J.TRIAL F WHERE F.ID = ?) WHERE ID = ?",
                runId,
                event.trial().key(),
                event.trial().semantics(),
                event.source().origin().sweep(),
                event.source().origin().trial(),
                source,
                trialId);
        String from = ") SELECT CAST(? AS BIGINT), ";
        String to = " F WHERE F.TRIAL_ID = ?";
        update(
                connection,
                "INSERT INTO SWEEP4J.EPOCH (TRIAL_ID, TRAIN_ACCURACY, " + EPOCH + from
                        + "CASE WHEN CAST(? AS BOOLEAN) THEN F.TRAIN_ACCURACY END, " + of(EPOCH)
                        + " FROM SWEEP4J.EPOCH" + to,
                trialId,
                event.trainAccuracy(),
                source);
        update(
                connection,
                "INSERT INTO SWEEP4J.DIVERGENCE (TRIAL_ID, " + DIVERGENCE + from + of(DIVERGENCE)
                        + " FROM SWEEP4J.DIVERGENCE" + to,
                trialId,
                source);
        update(connection, "UPDATE SWEEP4J.TRIAL T SET " + TrialSums.SET_BEST_EPOCH + " WHERE ID = ?", trialId);
    }

    private static String of(String columns) {
        return "F." + columns.replace(", ", ", F.");
    }

    private static void update(Connection connection, String sql, Object... arguments) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                statement.setObject(i + 1, arguments[i]);
            }
            statement.executeUpdate();
        }
    }
}
