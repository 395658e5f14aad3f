package io.sweep4j.store;

import io.sweep4j.sweep.Divergence;
import io.sweep4j.sweep.Observation;
import io.sweep4j.sweep.TrialState;
import io.sweep4j.sweep.TrialSummary;
import io.sweep4j.sweep.Warning;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Records the events of one run. For one thread at a time. */
public final class RunWriter implements AutoCloseable {
    private static final String TRIAL_ID = "(SELECT ID FROM SWEEP4J.TRIAL WHERE SWEEP_ID = ? AND NUMBER = ?)";

    private final Database database;
    private final Connection connection;
    private final long sweepId;
    private final long runId;
    private final PreparedStatement forgetDivergence;
    private final PreparedStatement start;
    private final PreparedStatement startAgain;
    private final PreparedStatement resume;
    private final PreparedStatement summarise;
    private final PreparedStatement sumUp;
    private final PreparedStatement end;
    private final PreparedStatement diverge;
    private final EpochWriter epochs;
    private final Set<Long> begunBefore = new HashSet<>();
    private final CheckpointRows checkpoints;

    RunWriter(Database database, long sweepId, long runId) {
        this.database = database;
        this.connection = database.connect();
        this.sweepId = sweepId;
        this.runId = runId;
        try {
            connection.setAutoCommit(false);
            forgetDivergence =
                    connection.prepareStatement("DELETE FROM SWEEP4J.DIVERGENCE WHERE TRIAL_ID = " + TRIAL_ID);
            start = connection.prepareStatement(
                    "UPDATE SWEEP4J.TRIAL SET RUN_ID = ?, ENGINE = ?, WORKER = ?, STARTED_AT = ?,"
                            + " CONTENT_KEY = ?, SEMANTICS = ?, CRASHES = CASE WHEN OUTCOME <> 'CANCELLED' THEN 0 ELSE CRASHES END,"
                            + " REUSED_SWEEP = NULL, REUSED_TRIAL = NULL, FINISHED_AT = NULL, OUTCOME = NULL, ERROR = NULL, WARNINGS = NULL, EPOCHS_RUN = 0,"
                            + " BEST_COST = NULL, BEST_VALIDATION_ACCURACY = NULL, BEST_TEST_ACCURACY = NULL,"
                            + " BEST_EPOCH = NULL, SECONDS = 0 WHERE SWEEP_ID = ? AND NUMBER = ?");
            startAgain = connection.prepareStatement(
                    "UPDATE SWEEP4J.TRIAL SET RUN_ID = ?, ENGINE = ?, WORKER = ?, STARTED_AT = ?,"
                            + " FINISHED_AT = NULL, OUTCOME = NULL, ERROR = NULL, WARNINGS = NULL"
                            + " WHERE CONTENT_KEY = ? AND SEMANTICS = ? AND SWEEP_ID = ? AND NUMBER = ? AND STARTED_AT IS NOT NULL"
                            + " AND REUSED_TRIAL IS NULL AND (OUTCOME IS NULL OR OUTCOME = 'CANCELLED')");
            resume = connection.prepareStatement(
                    "UPDATE SWEEP4J.TRIAL SET RUN_ID = ?, ENGINE = ?, WORKER = ?, FINISHED_AT = NULL,"
                            + " OUTCOME = NULL, ERROR = NULL, WARNINGS = NULL"
                            + " WHERE SWEEP_ID = ? AND NUMBER = ? AND STARTED_AT IS NOT NULL");
            summarise = connection.prepareStatement("UPDATE SWEEP4J.TRIAL SET EPOCHS_RUN = ?, BEST_COST = ?,"
                    + " BEST_VALIDATION_ACCURACY = ?, BEST_TEST_ACCURACY = ?, BEST_EPOCH = ?, SECONDS = ?"
                    + " WHERE SWEEP_ID = ? AND NUMBER = ? AND STARTED_AT IS NOT NULL");
            sumUp = connection.prepareStatement("UPDATE SWEEP4J.TRIAL T SET SECONDS = (SELECT SUM(E.SECONDS)"
                    + " FROM SWEEP4J.EPOCH E WHERE E.TRIAL_ID = T.ID) WHERE SWEEP_ID = ? AND NUMBER = ?");
            end = connection.prepareStatement(
                    "UPDATE SWEEP4J.TRIAL SET OUTCOME = ?, ERROR = ?, WARNINGS = ?, FINISHED_AT = ?"
                            + " WHERE SWEEP_ID = ? AND NUMBER = ? AND STARTED_AT IS NOT NULL");
            diverge =
                    connection.prepareStatement("INSERT INTO SWEEP4J.DIVERGENCE (TRIAL_ID, EPOCH, ITERATION, QUANTITY,"
                            + " KIND, LAYER, CAUSE, EXPLANATION, EVIDENCE) VALUES (" + TRIAL_ID
                            + ", ?, ?, ?, ?, ?, ?, ?, ?)");
            epochs = new EpochWriter(connection, TRIAL_ID);
            checkpoints = new CheckpointRows(connection, TRIAL_ID);
        } catch (SQLException e) {
            StoreException failure = database.failure(e);
            closeAfter(failure);
            throw failure;
        }
    }

    private void closeAfter(StoreException failure) {
        try {
            connection.close();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    /**
     * Records the events in one transaction: all or none; once this returns they survive the death of the process.
     *
     * @throws IllegalStateException for an event of a trial that is not registered, or not started
     */
    public void write(List<TrialEvent> events) {
        Map<Long, Integer> lasting = lastingCheckpoints(events);
        try {
            database.commit(connection, () -> {
                for (TrialEvent event : events) {
                    if (event instanceof TrialEvent.Started started) {
                        write(started);
                    } else if (event instanceof TrialEvent.Resumed resumed) {
                        write(resumed);
                    } else if (event instanceof TrialEvent.Observed observed) {
                        write(observed);
                    } else if (event instanceof TrialEvent.Checkpointed checkpointed) {
                        if (Objects.equals(
                                lasting.get(event.trial().number()),
                                checkpointed.checkpoint().epoch())) {
                            write(checkpointed);
                        }
                    } else if (event instanceof TrialEvent.Ended ended) {
                        write(ended);
                    } else if (event instanceof TrialEvent.Reused reused) {
                        write(reused);
                    }
                }
            });
            if (events.stream().anyMatch(RunWriter::finishes)) {
                try (Statement checkpoint = connection.createStatement()) {
                    database.write(() -> checkpoint.execute("CHECKPOINT SYNC")); // to the disk, against power loss too
                }
            }
        } catch (SQLException e) {
            throw database.failure(e);
        }
    }

    private static boolean finishes(TrialEvent event) {
        return event instanceof TrialEvent.Ended || event instanceof TrialEvent.Reused;
    }

    /** By trial the epoch of the last one: those that the same transaction replaces or forgets are not worth their writing. */
    private static Map<Long, Integer> lastingCheckpoints(List<TrialEvent> events) {
        Map<Long, Integer> lasting = new HashMap<>();
        for (TrialEvent event : events) {
            if (event instanceof TrialEvent.Checkpointed checkpointed) {
                lasting.put(event.trial().number(), checkpointed.checkpoint().epoch());
            } else if (event instanceof TrialEvent.Ended ended
                    && ended.outcome().finished()) {
                lasting.remove(event.trial().number());
            }
        }
        return lasting;
    }

    private void forgetDivergence(long number) throws SQLException {
        forgetDivergence.setLong(1, sweepId);
        forgetDivergence.setLong(2, number);
        forgetDivergence.executeUpdate();
    }

    private void forget(long number) throws SQLException {
        epochs.forget(sweepId, number);
        forgetDivergence(number);
        checkpoints.forget(sweepId, number);
    }

    private void write(TrialEvent.Reused event) throws SQLException {
        forget(event.trial().number());
        if (!ReuseRows.copy(connection, sweepId, runId, event)) {
            throw new IllegalStateException("no such trial: " + event.trial().number());
        }
    }

    private void write(TrialEvent.Started event) throws SQLException {
        long number = event.trial().number();
        if (begin(startAgain, event) == 1) {
            begunBefore.add(number);
            forgetDivergence(number);
            checkpoints.forget(sweepId, number);
        } else {
            begunBefore.remove(number);
            forget(number);
            if (begin(start, event) != 1) {
                throw missing(event);
            }
        }
    }

    private int begin(PreparedStatement start, TrialEvent.Started event) throws SQLException {
        start.setLong(1, runId);
        start.setString(2, event.engine());
        start.setString(3, event.worker());
        start.setObject(4, event.at().atOffset(ZoneOffset.UTC));
        start.setString(5, event.trial().key());
        start.setInt(6, event.trial().semantics());
        start.setLong(7, sweepId);
        start.setLong(8, event.trial().number());
        return start.executeUpdate();
    }

    private void write(TrialEvent.Resumed event) throws SQLException {
        long number = event.trial().number();
        resume.setLong(1, runId);
        resume.setString(2, event.engine());
        resume.setString(3, event.worker());
        resume.setLong(4, sweepId);
        resume.setLong(5, number);
        updateTrial(resume, event);
        begunBefore.add(number);
        forgetDivergence(number);
    }

    private void write(TrialEvent.Checkpointed event) throws SQLException {
        checkpoints.replace(sweepId, event.trial().number(), event.checkpoint());
    }

    private static void updateTrial(PreparedStatement update, TrialEvent event) throws SQLException {
        if (update.executeUpdate() != 1) {
            throw missing(event);
        }
    }

    private static IllegalStateException missing(TrialEvent event) {
        return new IllegalStateException(
                "no such trial, or not started: " + event.trial().number());
    }

    /** An epoch that an earlier attempt recorded stays: what was told of as recorded is never missing, not even for a while. */
    private void write(TrialEvent.Observed event) throws SQLException {
        long number = event.trial().number();
        boolean before = begunBefore.contains(number);
        if (before) {
            if (epochs.holds(sweepId, number, event.observation())) {
                return;
            }
            epochs.forgetFrom(sweepId, number, event.observation().epoch());
        }
        summarise(event, event.summary(), event.seconds());
        epochs.insert(sweepId, number, event.observation());
        if (before) {
            sumUp.setLong(1, sweepId);
            sumUp.setLong(2, number);
            sumUp.executeUpdate();
        }
    }

    private void summarise(TrialEvent event, TrialSummary summary, double seconds) throws SQLException {
        summarise.setInt(1, summary.epochsRun());
        EpochWriter.setFinite(summarise, 2, summary.bestCost());
        EpochWriter.setFinite(summarise, 3, summary.bestValidationAccuracy());
        EpochWriter.setFinite(summarise, 4, summary.bestTestAccuracy());
        Observation best = summary.best();
        if (best == null) {
            summarise.setNull(5, Types.INTEGER);
        } else {
            summarise.setInt(5, best.epoch());
        }
        summarise.setDouble(6, seconds);
        summarise.setLong(7, sweepId);
        summarise.setLong(8, event.trial().number());
        updateTrial(summarise, event);
    }

    private void write(TrialEvent.Ended event) throws SQLException {
        end.setString(1, event.outcome().name());
        end.setString(2, event.error());
        String warnings = event.warnings().stream().map(Warning::name).collect(Collectors.joining(","));
        end.setString(3, warnings.isEmpty() ? null : warnings);
        end.setObject(4, event.at().atOffset(ZoneOffset.UTC));
        end.setLong(5, sweepId);
        end.setLong(6, event.trial().number());
        updateTrial(end, event);
        if (event.outcome().finished()) {
            checkpoints.forget(sweepId, event.trial().number());
        }
        Divergence divergence = event.divergence();
        if (divergence != null) {
            diverge.setLong(1, sweepId);
            diverge.setLong(2, event.trial().number());
            diverge.setInt(3, divergence.epoch());
            diverge.setLong(4, divergence.iteration());
            diverge.setString(5, divergence.quantity().label());
            diverge.setString(6, divergence.kind().label());
            diverge.setString(7, divergence.layer());
            diverge.setString(8, divergence.cause().name());
            diverge.setString(9, divergence.explanation());
            diverge.setString(10, Evidence.toJson(divergence.evidence()));
            diverge.executeUpdate();
        }
    }

    /** Replaces what is told of the run, a JSON object, by what is known by now. */
    public void amend(String provenance) {
        try (PreparedStatement run =
                connection.prepareStatement("UPDATE SWEEP4J.RUN SET PROVENANCE = ? WHERE ID = ?")) {
            run.setString(1, provenance);
            run.setLong(2, runId);
            database.commit(connection, run::executeUpdate);
        } catch (SQLException e) {
            throw database.failure(e);
        }
    }

    /**
     * Ends the run. Trials without an outcome are taken to be interrupted.
     *
     * @param interrupted whether it ended before its time
     */
    public void finish(boolean interrupted) {
        OffsetDateTime now = Instant.now().atOffset(ZoneOffset.UTC);
        try (PreparedStatement run = connection.prepareStatement(
                        "UPDATE SWEEP4J.RUN SET FINISHED_AT = ?, INTERRUPTED = ? WHERE ID = ?");
                PreparedStatement trials = connection.prepareStatement("UPDATE SWEEP4J.TRIAL SET OUTCOME = ?,"
                        + " FINISHED_AT = ? WHERE RUN_ID = ? AND OUTCOME IS NULL AND STARTED_AT IS NOT NULL")) {
            run.setObject(1, now);
            run.setBoolean(2, interrupted);
            run.setLong(3, runId);
            trials.setString(1, TrialState.CANCELLED.name());
            trials.setObject(2, now);
            trials.setLong(3, runId);
            database.commit(connection, () -> {
                run.executeUpdate();
                trials.executeUpdate();
            });
        } catch (SQLException e) {
            throw database.failure(e);
        }
    }

    /** Closes the connection, not the database. */
    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw database.failure(e);
        }
    }
}
