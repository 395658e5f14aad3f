package io.sweep4j.store;

import io.sweep4j.sweep.Metric;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How far a sweep is. Trials that are no longer in its file count nowhere.
 *
 * @param state WAITING, RUNNING, COMPLETED, FAILED or CANCELLED
 * @param trials in the plan, started or not
 * @param ended trials with an outcome, of which the next three are kinds
 * @param running trials that are being trained
 * @param epochsRun epochs that are recorded
 * @param epochsLeft epochs of the trials without an outcome; of those without a number yet, as many as the others have at the mean
 * @param epochsPerSecond how quickly the trials that are running get on, together; 0 if none is or none has an epoch yet
 * @param best the metric at the best epoch of the best finite trial, null if there is none
 * @param bestTrial its number
 * @param lastAt when something last happened
 */
public record SweepProgress(
        String name,
        String description,
        String state,
        Metric metric,
        long trials,
        long ended,
        long completed,
        long diverged,
        long failed,
        long running,
        long epochsRun,
        long epochsLeft,
        double epochsPerSecond,
        @Nullable Double best,
        @Nullable Long bestTrial,
        Instant lastAt) {
    static final String SELECT = """
            SELECT S.NAME, S.DESCRIPTION, S.METRIC, S.GOAL, V.STATE, V.TRIALS, V.COMPLETED, V.DIVERGED, V.FAILED,
              COALESCE(C.ENDED, 0) AS ENDED, COALESCE(C.RUNNING, 0) AS RUNNING, COALESCE(C.EPOCHS_RUN, 0) AS EPOCHS_RUN,
              COALESCE(C.EPOCHS_LEFT, 0)
                + COALESCE(CAST((V.TRIALS - C.NUMBERED) * C.MEAN_EPOCHS AS BIGINT), 0) AS EPOCHS_LEFT,
              COALESCE(C.PER_SECOND, 0) AS PER_SECOND, R.METRIC_VALUE AS BEST, R.TRIAL AS BEST_TRIAL,
              GREATEST(V.CREATED_AT, COALESCE(V.FINISHED_AT, V.CREATED_AT), COALESCE(C.LAST_AT, V.CREATED_AT)) AS LAST_AT
            FROM SWEEP4J.SWEEP S
            JOIN PUBLIC.SWEEPS V ON V.SWEEP = S.NAME
            LEFT JOIN (
              SELECT SWEEP_ID,
                COUNT(*) AS NUMBERED,
                COUNT(*) FILTER (WHERE OUTCOME <> 'CANCELLED') AS ENDED,
                COUNT(*) FILTER (WHERE STARTED_AT IS NOT NULL AND OUTCOME IS NULL) AS RUNNING,
                SUM(EPOCHS_RUN) AS EPOCHS_RUN,
                SUM(GREATEST(0, EPOCHS - EPOCHS_RUN)) FILTER (WHERE OUTCOME IS NULL OR OUTCOME = 'CANCELLED') AS EPOCHS_LEFT,
                AVG(CAST(EPOCHS AS DOUBLE PRECISION)) AS MEAN_EPOCHS,
                SUM(1000.0 * EPOCHS_RUN / GREATEST(1, DATEDIFF(MILLISECOND, STARTED_AT, CURRENT_TIMESTAMP)))
                  FILTER (WHERE STARTED_AT IS NOT NULL AND OUTCOME IS NULL) AS PER_SECOND,
                MAX(COALESCE(FINISHED_AT, DATEADD(MILLISECOND, CAST(1000 * SECONDS AS BIGINT), STARTED_AT))) AS LAST_AT
              FROM SWEEP4J.TRIALS WHERE IN_PLAN GROUP BY SWEEP_ID
            ) C ON C.SWEEP_ID = S.ID
            LEFT JOIN PUBLIC.RANKING R ON R.SWEEP = S.NAME AND R.POSITION = 1 AND R.STATE NOT IN ('DIVERGED', 'FAILED')
            ORDER BY S.NAME""";

    static SweepProgress read(ResultSet row) throws SQLException {
        return new SweepProgress(
                row.getString("NAME"),
                row.getString("DESCRIPTION"),
                row.getString("STATE"),
                new Metric(
                        Metric.Name.named(row.getString("METRIC")).orElseThrow(),
                        Metric.Goal.valueOf(row.getString("GOAL").toUpperCase(Locale.ROOT))),
                row.getLong("TRIALS"),
                row.getLong("ENDED"),
                row.getLong("COMPLETED"),
                row.getLong("DIVERGED"),
                row.getLong("FAILED"),
                row.getLong("RUNNING"),
                row.getLong("EPOCHS_RUN"),
                row.getLong("EPOCHS_LEFT"),
                row.getDouble("PER_SECOND"),
                row.getObject("BEST", Double.class),
                row.getObject("BEST_TRIAL", Long.class),
                row.getObject("LAST_AT", OffsetDateTime.class).toInstant());
    }
}
