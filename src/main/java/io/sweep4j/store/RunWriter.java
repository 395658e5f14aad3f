package io.sweep4j.store;

import io.sweep4j.sweep.Divergence;
import io.sweep4j.sweep.Observation;
import io.sweep4j.sweep.TrialState;
import io.sweep4j.sweep.Warning;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Records the events of one run. For one thread at a time. */
public final class RunWriter implements AutoCloseable {
    /**
     * A trial that this run has begun and not ended.
     *
     * @param id its row
     * @param before whether epochs of an attempt before this run's may be recorded
     */
    private record Begun(long id, boolean before) {}

    private final Database database;
    private final Connection connection;
    private final long sweepId;
    private final long runId;
    private final PreparedStatement find;
    private final PreparedStatement forgetDivergence;
    private final PreparedStatement start;
    private final PreparedStatement startAgain;
    private final PreparedStatement resume;
    private final PreparedStatement end;
    private final PreparedStatement diverge;
    private final EpochWriter epochs;
    private final CheckpointRows checkpoints;
    private final Map<Long, Begun> begun = new HashMap<>();

    RunWriter(Database database, long sweepId, long runId) {
        this.database = database;
        this.connection = database.connect();
        this.sweepId = sweepId;
        this.runId = runId;
        try {
            connection.setAutoCommit(false);
            find = connection.prepareStatement("SELECT ID FROM SWEEP4J.TRIAL WHERE SWEEP_ID = ? AND NUMBER = ?");
            forgetDivergence = connection.prepareStatement("DELETE FROM SWEEP4J.DIVERGENCE WHERE TRIAL_ID = ?");
            start = connection.prepareStatement("UPDATE SWEEP4J.TRIAL SET RUN_ID = ?, ENGINE = ?, WORKER = ?,"
                    + " STARTED_AT = ?, CONTENT_KEY = ?, SEMANTICS = ?,"
                    + " CRASHES = CASE WHEN OUTCOME <> 'CANCELLED' THEN 0 ELSE CRASHES END,"
                    + " REUSED_SWEEP = NULL, REUSED_TRIAL = NULL, FINISHED_AT = NULL, OUTCOME = NULL, ERROR = NULL,"
                    + " WARNINGS = NULL WHERE ID = ?");
            startAgain = connection.prepareStatement("UPDATE SWEEP4J.TRIAL SET RUN_ID = ?, ENGINE = ?, WORKER = ?,"
                    + " STARTED_AT = ?, FINISHED_AT = NULL, OUTCOME = NULL, ERROR = NULL, WARNINGS = NULL"
                    + " WHERE CONTENT_KEY = ? AND SEMANTICS = ? AND ID = ? AND STARTED_AT IS NOT NULL"
                    + " AND REUSED_TRIAL IS NULL AND (OUTCOME IS NULL OR OUTCOME = 'CANCELLED')");
            resume = connection.prepareStatement("UPDATE SWEEP4J.TRIAL SET RUN_ID = ?, ENGINE = ?, WORKER = ?,"
                    + " FINISHED_AT = NULL, OUTCOME = NULL, ERROR = NULL, WARNINGS = NULL"
                    + " WHERE ID = ? AND STARTED_AT IS NOT NULL");
            end = connection.prepareStatement("UPDATE SWEEP4J.TRIAL T SET OUTCOME = ?, ERROR = ?, WARNINGS = ?,"
                    + " FINISHED_AT = ?, " + TrialSums.SET + " WHERE ID = ?");
            diverge =
                    connection.prepareStatement("INSERT INTO SWEEP4J.DIVERGENCE (TRIAL_ID, EPOCH, ITERATION, QUANTITY,"
                            + " KIND, LAYER, CAUSE, EXPLANATION, EVIDENCE) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
            epochs = new EpochWriter(connection);
            checkpoints = new CheckpointRows(connection);
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

    /** The row of a registered trial. */
    private long find(TrialEvent event) throws SQLException {
        find.setLong(1, sweepId);
        find.setLong(2, event.trial().number());
        try (ResultSet row = find.executeQuery()) {
            if (!row.next()) {
                throw missing(event);
            }
            return row.getLong(1);
        }
    }

    private Begun begun(TrialEvent event) {
        Begun trial = begun.get(event.trial().number());
        if (trial == null) {
            throw missing(event);
        }
        return trial;
    }

    private static IllegalStateException missing(TrialEvent event) {
        return new IllegalStateException(
                "no such trial, or not started: " + event.trial().number());
    }

    private void forgetDivergence(long trialId) throws SQLException {
        forgetDivergence.setLong(1, trialId);
        forgetDivergence.executeUpdate();
    }

    private void forget(long trialId) throws SQLException {
        epochs.forget(trialId);
        forgetDivergence(trialId);
        checkpoints.forget(trialId);
    }

    private void write(TrialEvent.Reused event) throws SQLException {
        long id = find(event);
        forget(id);
        ReuseRows.copy(connection, id, runId, event);
    }

    private void write(TrialEvent.Started event) throws SQLException {
        long id = find(event);
        boolean again = begin(startAgain, id, event) == 1;
        if (again) {
            forgetDivergence(id);
            checkpoints.forget(id);
        } else {
            forget(id);
            begin(start, id, event);
        }
        begun.put(event.trial().number(), new Begun(id, again));
    }

    private int begin(PreparedStatement start, long id, TrialEvent.Started event) throws SQLException {
        start.setLong(1, runId);
        start.setString(2, event.engine());
        start.setString(3, event.worker());
        start.setObject(4, event.at().atOffset(ZoneOffset.UTC));
        start.setString(5, event.trial().key());
        start.setInt(6, event.trial().semantics());
        start.setLong(7, id);
        return start.executeUpdate();
    }

    private void write(TrialEvent.Resumed event) throws SQLException {
        long id = find(event);
        resume.setLong(1, runId);
        resume.setString(2, event.engine());
        resume.setString(3, event.worker());
        resume.setLong(4, id);
        if (resume.executeUpdate() != 1) {
            throw missing(event);
        }
        forgetDivergence(id);
        begun.put(event.trial().number(), new Begun(id, true));
    }

    private void write(TrialEvent.Checkpointed event) throws SQLException {
        checkpoints.replace(begun(event).id(), event.checkpoint());
    }

    /** An epoch that an earlier attempt recorded stays: what was told of as recorded is never missing, not even for a while. */
    private void write(TrialEvent.Observed event) throws SQLException {
        Begun trial = begun(event);
        Observation observation = event.observation();
        if (trial.before()) {
            if (epochs.holds(trial.id(), observation)) {
                return;
            }
            epochs.forgetFrom(trial.id(), observation.epoch());
        }
        epochs.insert(trial.id(), observation);
    }

    private void write(TrialEvent.Ended event) throws SQLException {
        long id = begun(event).id();
        end.setString(1, event.outcome().name());
        end.setString(2, event.error());
        String warnings = event.warnings().stream().map(Warning::name).collect(Collectors.joining(","));
        end.setString(3, warnings.isEmpty() ? null : warnings);
        end.setObject(4, event.at().atOffset(ZoneOffset.UTC));
        end.setLong(5, id);
        end.executeUpdate();
        if (event.outcome().finished()) {
            checkpoints.forget(id);
        }
        Divergence divergence = event.divergence();
        if (divergence != null) {
            diverge.setLong(1, id);
            diverge.setInt(2, divergence.epoch());
            diverge.setLong(3, divergence.iteration());
            diverge.setString(4, divergence.quantity().label());
            diverge.setString(5, divergence.kind().label());
            diverge.setString(6, divergence.layer());
            diverge.setString(7, divergence.cause().name());
            diverge.setString(8, divergence.explanation());
            diverge.setString(9, Evidence.toJson(divergence.evidence()));
            diverge.executeUpdate();
        }
        begun.remove(event.trial().number());
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
                PreparedStatement trials =
                        connection.prepareStatement("UPDATE SWEEP4J.TRIAL T SET OUTCOME = ?," + " FINISHED_AT = ?, "
                                + TrialSums.SET + " WHERE RUN_ID = ? AND OUTCOME IS NULL AND STARTED_AT IS NOT NULL")) {
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
