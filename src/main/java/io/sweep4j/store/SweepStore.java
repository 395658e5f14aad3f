package io.sweep4j.store;

import io.sweep4j.crash.ErrorFile;
import io.sweep4j.sweep.Checkpoint;
import io.sweep4j.sweep.Observation;
import io.sweep4j.sweep.Sweep;
import io.sweep4j.sweep.Trial;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The database of sweeps. One process writes to it at a time, others read copies; all methods may be called from any thread. Every method
 * throws {@link StoreException} when the database fails.
 */
public final class SweepStore implements AutoCloseable {
    /** The number of the schema that this version writes; older databases are brought up to it. */
    public static final int SCHEMA = Schema.NEWEST;

    private static final Duration QUERY_TIME = Duration.ofSeconds(60);
    /** Fewer say little of how long the others will take. */
    private static final int ENOUGH_EPOCHS = 10;

    private final Database database;
    private final Connection connection;
    private final boolean view;
    private final List<TrialCrash> crashes = new ArrayList<>();

    /** A view of the database of another store, which stays open when this is closed. */
    private SweepStore(Database database, Connection connection) {
        this.database = database;
        this.connection = connection;
        this.view = true;
    }

    private SweepStore(Database database) {
        this.database = database;
        this.view = false;
        try {
            this.connection = database.connect();
            if (!database.live()) {
                settleDeadRuns();
            }
        } catch (StoreException e) {
            database.close();
            throw e;
        }
    }

    /** Opens the database at a path (without H2's suffix), made if there is none. */
    public static SweepStore open(Path path) {
        return new SweepStore(Database.open(path));
    }

    /**
     * Opens a copy of the database at a path, as it is at this moment, to read: it works while another process writes to
     * the file, and nothing done to it reaches the file.
     */
    public static SweepStore openCopy(Path path) {
        return new SweepStore(Database.openCopy(path));
    }

    /**
     * Opens the database as {@link #open} does, but puts a damaged file aside; a sound one, one of a newer Sweep4j or of another program, and one in use
     * are as to {@link #open}.
     *
     * @param aside is told the damaged file's new path
     */
    public static SweepStore openAnew(Path path, Clock clock, Consumer<Path> aside) {
        try {
            return open(path);
        } catch (DamagedException e) {
            aside.accept(Aside.move(DatabaseFile.at(path), clock.instant()));
            return open(path);
        }
    }

    /** An empty store that leaves no trace. */
    public static SweepStore inMemory() {
        return new SweepStore(Database.inMemory());
    }

    /**
     * This store as it is at its first question, to read while others write: what is committed later does not show. What it shows
     * takes room until it is closed, so that should be soon. It only reads; closing it leaves this store open.
     */
    public SweepStore view() {
        return new SweepStore(database, database.connectFrozen());
    }

    /** What tells one state of the database at a path from another, without opening it; quick, and throws nothing. */
    public static FileState state(Path path) {
        return FileState.of(path);
    }

    /** Whether there is a database at that path. */
    public static boolean exists(Path path) {
        return DatabaseFile.at(path).exists();
    }

    /** Bytes of the database file at that path; 0 if there is none. */
    public static long size(Path path) {
        return DatabaseFile.at(path).checkedSize(false);
    }

    /** Nobody writes to the file, so a run without an end belongs to a process that died: no earlier than its last epoch. */
    private void settleDeadRuns() {
        transaction(() -> {
            crashes.addAll(CrashRows.charge(connection));
            update("UPDATE SWEEP4J.TRIAL T SET OUTCOME = 'CANCELLED', FINISHED_AT = DATEADD(MILLISECOND,"
                    + " CAST(1000 * (SELECT V.SECONDS FROM SWEEP4J.TRIALS V WHERE V.ID = T.ID) AS BIGINT), STARTED_AT), "
                    + TrialSums.SET + " WHERE STARTED_AT IS NOT NULL AND OUTCOME IS NULL");
            update("UPDATE SWEEP4J.RUN R SET INTERRUPTED = TRUE, FINISHED_AT = COALESCE((SELECT MAX(T.FINISHED_AT)"
                    + " FROM SWEEP4J.TRIAL T WHERE T.RUN_ID = R.ID), STARTED_AT) WHERE FINISHED_AT IS NULL");
        });
    }

    private synchronized void transaction(Transaction.Work work) {
        try {
            connection.setAutoCommit(false);
            try {
                database.commit(connection, work);
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw database.failure(e);
        }
    }

    private synchronized int update(String sql, @Nullable Object... arguments) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            set(statement, arguments);
            return database.write(statement::executeUpdate);
        } catch (SQLException e) {
            throw database.failure(e);
        }
    }

    private interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private synchronized <T> List<T> select(String sql, RowReader<T> reader, Object... arguments) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            set(statement, arguments);
            List<T> rows = new ArrayList<>();
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    rows.add(reader.read(found));
                }
            }
            return rows;
        } catch (SQLException e) {
            throw database.failure(e);
        }
    }

    private static void set(PreparedStatement statement, @Nullable Object... arguments) throws SQLException {
        for (int i = 0; i < arguments.length; i++) {
            statement.setObject(i + 1, arguments[i]);
        }
    }

    /** The crashes of earlier processes that came to light as the database was opened. */
    public List<TrialCrash> crashes() {
        return List.copyOf(crashes);
    }

    /** Records the definition of a sweep, new or edited, and the size of its plan. */
    public void define(Sweep sweep, long trials) {
        String axes = sweep.axes().map(axis -> axis.parameter().yaml()).collect(Collectors.joining(","));
        transaction(() -> {
            int known = update(
                    "UPDATE SWEEP4J.SWEEP SET DESCRIPTION = ?, METRIC = ?, GOAL = ?, AXES = ?, TRIALS = ?, DEFINITION = ?"
                            + " WHERE NAME = ?",
                    sweep.description(),
                    sweep.metric().name().yaml(),
                    sweep.metric().goal().yaml(),
                    axes,
                    trials,
                    sweep.source(),
                    sweep.name());
            if (known == 0) {
                update(
                        "INSERT INTO SWEEP4J.SWEEP (DESCRIPTION, METRIC, GOAL, AXES, TRIALS, DEFINITION, NAME,"
                                + " CREATED_AT) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                        sweep.description(),
                        sweep.metric().name().yaml(),
                        sweep.metric().goal().yaml(),
                        axes,
                        trials,
                        sweep.source(),
                        sweep.name(),
                        Instant.now().atOffset(ZoneOffset.UTC));
            } else {
                chooseBestEpochs(sweep);
            }
        });
    }

    /** An edit may have changed the metric, which decides what epoch of each recorded trial is its best. */
    private void chooseBestEpochs(Sweep sweep) {
        update(
                "UPDATE SWEEP4J.TRIAL T SET " + TrialSums.SET_BEST_EPOCH
                        + " WHERE SWEEP_ID = (SELECT ID FROM SWEEP4J.SWEEP WHERE NAME = ?)",
                sweep.name());
    }

    /** Gives trials their rows, numbers and keys; they are waiting from then on. All or none. */
    public void register(String sweep, Collection<Trial> trials) {
        long sweepId = sweepId(sweep);
        transaction(() -> {
            try (PreparedStatement insert = connection.prepareStatement(TrialRows.INSERT)) {
                for (Trial trial : trials) {
                    TrialRows.bind(insert, sweepId, trial);
                    insert.addBatch();
                }
                insert.executeBatch();
            }
        });
    }

    /** Gives registered trials the repeat and the parameters that the sweep file now states them with. All or none. */
    public void restate(String sweep, Collection<Trial> trials) {
        long sweepId = sweepId(sweep);
        transaction(() -> {
            try (PreparedStatement restate = connection.prepareStatement(TrialRows.RESTATE)) {
                for (Trial trial : trials) {
                    TrialRows.bindRestated(restate, sweepId, trial);
                    restate.addBatch();
                }
                restate.executeBatch();
            }
        });
    }

    /** Marks registered trials as asked for by the sweep file, or as no longer so. All or none. */
    public void markPlanned(String sweep, Collection<Long> numbers, boolean planned) {
        long sweepId = sweepId(sweep);
        transaction(() -> {
            try (PreparedStatement mark = connection.prepareStatement(
                    "UPDATE SWEEP4J.TRIAL SET IN_PLAN = ? WHERE SWEEP_ID = ? AND NUMBER = ?")) {
                for (long number : numbers) {
                    set(mark, planned, sweepId, number);
                    mark.addBatch();
                }
                mark.executeBatch();
            }
        });
    }

    /**
     * Begins a run of a sweep that is defined.
     *
     * @param provenance a JSON object
     */
    public RunWriter beginRun(String sweep, String provenance) {
        long sweepId = sweepId(sweep);
        update(
                "INSERT INTO SWEEP4J.RUN (SWEEP_ID, STARTED_AT, PROVENANCE, PID, PROCESS_STARTED_AT, HOST, CRASH_REPORT)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                sweepId,
                Instant.now().atOffset(ZoneOffset.UTC),
                provenance,
                ProcessHandle.current().pid(),
                Owner.startOfThisProcess().atOffset(ZoneOffset.UTC),
                Owner.hostName(),
                ErrorFile.ofThisProcess().map(Path::toString).orElse(null));
        long runId = select("SELECT MAX(ID) FROM SWEEP4J.RUN WHERE SWEEP_ID = ?", row -> row.getLong(1), sweepId)
                .get(0);
        return new RunWriter(database, sweepId, runId);
    }

    private long sweepId(String name) {
        List<Long> ids = select("SELECT ID FROM SWEEP4J.SWEEP WHERE NAME = ?", row -> row.getLong(1), name);
        if (ids.isEmpty()) {
            throw new IllegalStateException("sweep not defined: " + name);
        }
        return ids.get(0);
    }

    /** All sweeps, by name. */
    public List<StoredSweep> sweeps() {
        return select(SweepRows.SELECT + " ORDER BY S.NAME", SweepRows::read);
    }

    /** The sweep of that name. */
    public Optional<StoredSweep> sweep(String name) {
        return select(SweepRows.SELECT + " WHERE S.NAME = ?", SweepRows::read, name).stream()
                .findFirst();
    }

    /** How far each sweep is, by name. */
    public List<SweepProgress> progress() {
        return select(SweepProgress.SELECT, SweepProgress::read);
    }

    /** The trials of a sweep that have a number, by number; empty for an unknown sweep. */
    public List<StoredTrial> trials(String sweep) {
        return select(TrialRows.SELECT, TrialRows::read, sweep);
    }

    /**
     * The COMPLETED and DIVERGED trials of other sweeps that have one of the keys, by key. Of several, one that was trained
     * there is preferred to one that reuses results.
     *
     * @param trainAccuracy whether every epoch has to have its training accuracy
     */
    public Map<String, ReusableTrial> reusable(String sweep, Set<String> keys, boolean trainAccuracy) {
        Map<String, ReusableTrial> found = new HashMap<>();
        select(
                ReuseRows.SELECT,
                row -> keys.contains(row.getString("CONTENT_KEY"))
                        && found.putIfAbsent(row.getString("CONTENT_KEY"), ReuseRows.read(row)) == null,
                sweep,
                trainAccuracy);
        return found;
    }

    /** Where the results that trials of a sweep reuse were trained, by the trials' numbers. */
    public Map<Long, TrialOrigin> reused(String sweep) {
        Map<Long, TrialOrigin> origins = new HashMap<>();
        select(
                "SELECT TRIAL, FROM_SWEEP, FROM_TRIAL FROM PUBLIC.REUSED WHERE SWEEP = ?",
                row -> origins.put(row.getLong(1), new TrialOrigin(row.getString(2), row.getLong(3))),
                sweep);
        return origins;
    }

    /** A trial's recorded epochs, in order; empty for an unknown trial. */
    public List<Observation> curve(String sweep, long trial) {
        return select(EpochRows.SELECT, EpochRows::read, sweep, trial);
    }

    /** The recorded epochs of all trials of a sweep, in order, by trial number. */
    public Map<Long, List<Observation>> curves(String sweep) {
        Map<Long, List<Observation>> curves = new HashMap<>();
        select(
                EpochRows.SELECT_ALL,
                row -> curves.computeIfAbsent(row.getLong("TRIAL"), trial -> new ArrayList<>())
                        .add(EpochRows.read(row)),
                sweep);
        return curves;
    }

    /** The epochs of the checkpoints of a sweep's trials, by trial number; those whose epochs are not all recorded left out. */
    public Map<Long, Integer> checkpointEpochs(String sweep) {
        Map<Long, Integer> epochs = new HashMap<>();
        select(CheckpointRows.SELECT_EPOCHS, row -> epochs.put(row.getLong("NUMBER"), row.getInt("EPOCH")), sweep);
        return epochs;
    }

    /** What a trial can go on from; empty for most. */
    public Optional<Checkpoint> checkpoint(String sweep, long trial) {
        return CheckpointRows.join(select(CheckpointRows.SELECT, CheckpointRows::readPart, sweep, trial));
    }

    /** Forgets a sweep and all that came of it; false if there is none of that name. */
    public boolean delete(String sweep) {
        int[] deleted = {0};
        transaction(() -> {
            // Trials first: they refer to runs, which go with the sweep.
            update("DELETE FROM SWEEP4J.TRIAL WHERE SWEEP_ID = (SELECT ID FROM SWEEP4J.SWEEP WHERE NAME = ?)", sweep);
            deleted[0] = update("DELETE FROM SWEEP4J.SWEEP WHERE NAME = ?", sweep);
        });
        return deleted[0] > 0;
    }

    /** The numbers of the trials of a sweep that are charged with a crash of Java, and not forgiven. */
    public Set<Long> crashedBefore(String sweep) {
        return Set.copyOf(select(
                "SELECT NUMBER FROM SWEEP4J.TRIAL WHERE CRASHES > 0"
                        + " AND SWEEP_ID = (SELECT ID FROM SWEEP4J.SWEEP WHERE NAME = ?)",
                row -> row.getLong(1),
                sweep));
    }

    /** How long the runs of a sweep took together, those that ended; 0 for an unknown sweep. */
    public Duration timeSpent(String sweep) {
        return select(
                        "SELECT COALESCE(SUM(GREATEST(0, DATEDIFF(MILLISECOND, R.STARTED_AT, R.FINISHED_AT))), 0)"
                                + " FROM SWEEP4J.RUN R JOIN SWEEP4J.SWEEP S ON S.ID = R.SWEEP_ID"
                                + " WHERE S.NAME = ? AND R.FINISHED_AT IS NOT NULL",
                        row -> Duration.ofMillis(row.getLong(1)),
                        sweep)
                .get(0);
    }

    /**
     * Seconds that an epoch took at the median over the sweep's trials so far. First epochs, in which Java warms up, don't
     * count; empty before there are {@value #ENOUGH_EPOCHS} others.
     */
    public Optional<Double> medianEpochSeconds(String sweep) {
        return select(
                        "SELECT MEDIAN(SECONDS) FROM PUBLIC.CURVES WHERE SWEEP = ? AND EPOCH > 1 HAVING COUNT(*) >= ?",
                        row -> row.getDouble(1),
                        sweep,
                        ENOUGH_EPOCHS)
                .stream()
                .findFirst();
    }

    /**
     * Asks a user's question of the views; {@link ReadOnlyQuery.BadQueryException} if it is no query, a wrong one, or one
     * that takes too much time or memory. A query that runs out of memory may end the database for this process; the file
     * comes to no harm.
     */
    public ReadOnlyQuery query(String sql) {
        return query(sql, QUERY_TIME, 0);
    }

    /**
     * Likewise, with limits of the caller's own.
     *
     * @param time in whole seconds, for finding the answer
     * @param rows that are answered at most, 0 for any number
     */
    public ReadOnlyQuery query(String sql, Duration time, int rows) {
        return ReadOnlyQuery.run(database::connectReader, sql, new ReadOnlyQuery.Limits(time, rows));
    }

    /** Gives back the room that many small commits took, then closes as {@link #close} does. */
    public void closeCompact() {
        database.close(true);
    }

    /** Closes the file; connections still open, those of queries and runs, end with it. Idempotent. */
    @Override
    public void close() {
        if (!view) {
            database.close();
            return;
        }
        try {
            connection.close();
        } catch (SQLException e) {
            throw database.failure(e);
        }
    }
}
