package io.sweep4j.store;

import io.sweep4j.crash.CrashReport;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Charges trials with the crashes of their processes, as told by the reports that Java left. A process that was killed, or
 * lost its power, leaves none.
 */
final class CrashRows {
    /** A trial that crashes its process that often is FAILED. */
    private static final int MOST_CRASHES = 2;

    private static final String DEAD_RUNS = "SELECT R.ID, R.SWEEP_ID, S.NAME, R.PID, R.STARTED_AT, R.CRASH_REPORT"
            + " FROM SWEEP4J.RUN R JOIN SWEEP4J.SWEEP S ON S.ID = R.SWEEP_ID"
            + " WHERE R.FINISHED_AT IS NULL AND R.PID IS NOT NULL AND R.CRASH_REPORT IS NOT NULL";

    /** Whatever is recorded of it: its start may not have been committed yet. */
    private static final String NAMED = "SELECT ID, NUMBER, CRASHES, OUTCOME FROM SWEEP4J.TRIAL WHERE SWEEP_ID = ?"
            + " AND ARRAY_CONTAINS(?, NUMBER) ORDER BY NUMBER";

    private static final String IN_TRAINING = "SELECT ID, NUMBER, CRASHES, OUTCOME FROM SWEEP4J.TRIAL"
            + " WHERE RUN_ID = ? AND STARTED_AT IS NOT NULL AND OUTCOME IS NULL ORDER BY NUMBER";

    private static final String FAIL = "UPDATE SWEEP4J.TRIAL T SET OUTCOME = 'FAILED', ERROR = ?, RUN_ID = ?,"
            + " STARTED_AT = COALESCE(STARTED_AT, ?), FINISHED_AT = DATEADD(MILLISECOND,"
            + " CAST(1000 * COALESCE((SELECT V.SECONDS FROM SWEEP4J.TRIALS V WHERE V.ID = T.ID), 0) AS BIGINT),"
            + " COALESCE(STARTED_AT, ?)), " + TrialSums.SET + " WHERE ID = ?";

    private final Connection connection;

    private CrashRows(Connection connection) {
        this.connection = connection;
    }

    private record Run(long id, long sweepId, String sweep, OffsetDateTime startedAt, CrashReport report) {}

    private record Charged(long id, long number, int crashes, boolean open) {}

    /** Looks at the runs without an end, whose processes are dead; to be called once, before they are given one. */
    static List<TrialCrash> charge(Connection connection) throws SQLException {
        CrashRows rows = new CrashRows(connection);
        List<TrialCrash> charged = new ArrayList<>();
        for (Run run : rows.crashedRuns()) {
            for (Charged trial : rows.chargedBy(run)) {
                charged.add(rows.charge(run, trial));
            }
        }
        return charged;
    }

    private List<Run> crashedRuns() throws SQLException {
        List<Run> runs = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(DEAD_RUNS);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                OffsetDateTime startedAt = row.getObject("STARTED_AT", OffsetDateTime.class);
                long pid = row.getLong("PID");
                Optional<CrashReport> report = path(row.getString("CRASH_REPORT"))
                        .flatMap(file -> CrashReport.read(file, pid, startedAt.toInstant()));
                if (report.isPresent()) {
                    runs.add(new Run(
                            row.getLong("ID"),
                            row.getLong("SWEEP_ID"),
                            row.getString("NAME"),
                            startedAt,
                            report.get()));
                }
            }
        }
        return runs;
    }

    private static Optional<Path> path(String text) {
        try {
            return Optional.of(Path.of(text));
        } catch (InvalidPathException e) {
            return Optional.empty(); // recorded on a system that spells paths in another way
        }
    }

    /** The trials that the report names; all that were in training where it names none, so that the culprit is among them. */
    private List<Charged> chargedBy(Run run) throws SQLException {
        boolean named = !run.report().trials().isEmpty();
        List<Charged> charged = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(named ? NAMED : IN_TRAINING)) {
            select.setLong(1, named ? run.sweepId() : run.id());
            if (named) {
                select.setObject(2, run.report().trials().toArray());
            }
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    String outcome = row.getString("OUTCOME");
                    charged.add(new Charged(
                            row.getLong("ID"),
                            row.getLong("NUMBER"),
                            row.getInt("CRASHES"),
                            outcome == null || outcome.equals("CANCELLED")));
                }
            }
        }
        return charged;
    }

    private TrialCrash charge(Run run, Charged trial) throws SQLException {
        int times = trial.crashes() + 1;
        try (PreparedStatement count =
                connection.prepareStatement("UPDATE SWEEP4J.TRIAL SET CRASHES = ? WHERE ID = ?")) {
            count.setInt(1, times);
            count.setLong(2, trial.id());
            count.executeUpdate();
        }
        boolean fails = times >= MOST_CRASHES && trial.open();
        if (fails) {
            fail(run, trial.id(), error(times, run.report()));
        }
        return new TrialCrash(run.sweep(), trial.number(), times, fails, run.report());
    }

    private static String error(int times, CrashReport report) {
        boolean alone = report.trials().size() == 1;
        return "crash: Java crashed " + (times == 2 ? "twice" : times + " times")
                + (alone ? " in this trial" : " while this trial was in training") + ", last with " + report.cause()
                + "; its report is " + report.file()
                + (report.trials().isEmpty()
                        ? " and names no trial, so that all that were in training are charged"
                        : "");
    }

    private void fail(Run run, long trial, String error) throws SQLException {
        try (PreparedStatement fail = connection.prepareStatement(FAIL);
                PreparedStatement forget =
                        connection.prepareStatement("DELETE FROM SWEEP4J.CHECKPOINT WHERE TRIAL_ID = ?")) {
            fail.setString(1, error);
            fail.setLong(2, run.id());
            fail.setObject(3, run.startedAt());
            fail.setObject(4, run.startedAt());
            fail.setLong(5, trial);
            fail.executeUpdate();
            forget.setLong(1, trial);
            forget.executeUpdate();
        }
    }
}
