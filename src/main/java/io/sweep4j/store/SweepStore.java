package io.sweep4j.store;

import io.sweep4j.sweep.Observation;
import io.sweep4j.sweep.Sweep;
import io.sweep4j.sweep.Trial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The database of sweeps. One process holds it at a time; in it, all methods may be called from any thread. Every method
 * throws {@link StoreException} when the database fails.
 */
public final class SweepStore implements AutoCloseable {
    private final Database database;
    private final Connection connection;

    private SweepStore(Database database) {
        this.database = database;
        this.connection = database.connect();
        settleDeadRuns();
    }

    /** Opens the database at a path (without H2's suffix), made if there is none. */
    public static SweepStore open(Path path) {
        return new SweepStore(Database.open(path));
    }

    /** An empty store that leaves no trace. */
    public static SweepStore inMemory() {
        return new SweepStore(Database.inMemory());
    }

    /** Whether there is a database at that path. */
    public static boolean exists(Path path) {
        return Files.exists(Database.file(path.toAbsolutePath()));
    }

    /** This process holds the file alone, so a run without an end belongs to a process that died. */
    private void settleDeadRuns() {
        update("UPDATE SWEEP4J.TRIAL SET OUTCOME = 'CANCELLED', FINISHED_AT = CURRENT_TIMESTAMP(3)"
                + " WHERE STARTED_AT IS NOT NULL AND OUTCOME IS NULL");
        update("UPDATE SWEEP4J.RUN R SET INTERRUPTED = TRUE, FINISHED_AT = COALESCE((SELECT MAX(T.FINISHED_AT)"
                + " FROM SWEEP4J.TRIAL T WHERE T.RUN_ID = R.ID), STARTED_AT) WHERE FINISHED_AT IS NULL");
    }

    private synchronized int update(String sql, Object... arguments) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            set(statement, arguments);
            return statement.executeUpdate();
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

    private static void set(PreparedStatement statement, Object... arguments) throws SQLException {
        for (int i = 0; i < arguments.length; i++) {
            statement.setObject(i + 1, arguments[i]);
        }
    }

    /** Records the definition of a sweep, new or edited, and the size of its plan. */
    public void define(Sweep sweep, long trials) {
        String axes = sweep.axes().map(axis -> axis.parameter().yaml()).collect(Collectors.joining(","));
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
                    "INSERT INTO SWEEP4J.SWEEP (DESCRIPTION, METRIC, GOAL, AXES, TRIALS, DEFINITION, NAME, CREATED_AT)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    sweep.description(),
                    sweep.metric().name().yaml(),
                    sweep.metric().goal().yaml(),
                    axes,
                    trials,
                    sweep.source(),
                    sweep.name(),
                    Instant.now().atOffset(ZoneOffset.UTC));
        }
    }

    /** Gives trials their rows, numbers and keys; they are waiting from then on. All or none. */
    public synchronized void register(String sweep, Collection<Trial> trials) {
        long sweepId = sweepId(sweep);
        try (PreparedStatement insert = connection.prepareStatement(TrialRows.INSERT)) {
            connection.setAutoCommit(false);
            for (Trial trial : trials) {
                TrialRows.bind(insert, sweepId, trial);
                insert.addBatch();
            }
            insert.executeBatch();
            connection.commit();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            throw database.failure(e);
        }
    }

    /** Marks which registered trials the sweep file still asks for. */
    public void markPlanned(String sweep, Predicate<Trial> planned) {
        long sweepId = sweepId(sweep);
        for (StoredTrial stored : trials(sweep)) {
            boolean inPlan = planned.test(stored.trial());
            if (inPlan != stored.inPlan()) {
                update(
                        "UPDATE SWEEP4J.TRIAL SET IN_PLAN = ? WHERE SWEEP_ID = ? AND NUMBER = ?",
                        inPlan,
                        sweepId,
                        stored.trial().number());
            }
        }
    }

    /**
     * Begins a run of a sweep that is defined.
     *
     * @param provenance a JSON object
     */
    public RunWriter beginRun(String sweep, String provenance) {
        long sweepId = sweepId(sweep);
        update(
                "INSERT INTO SWEEP4J.RUN (SWEEP_ID, STARTED_AT, PROVENANCE) VALUES (?, ?, ?)",
                sweepId,
                Instant.now().atOffset(ZoneOffset.UTC),
                provenance);
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

    /** The trials of a sweep that have a number, by number; empty for an unknown sweep. */
    public List<StoredTrial> trials(String sweep) {
        return select(TrialRows.SELECT, TrialRows::read, sweep);
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

    /** Forgets a sweep and all that came of it; false if there is none of that name. */
    public boolean delete(String sweep) {
        return update("DELETE FROM SWEEP4J.SWEEP WHERE NAME = ?", sweep) > 0;
    }

    /** Seconds that an epoch took at the median over the sweep's trials so far; empty before the first. */
    public Optional<Double> medianEpochSeconds(String sweep) {
        return select(
                        "SELECT MEDIAN(SECONDS) FROM PUBLIC.CURVES WHERE SWEEP = ?",
                        row -> Optional.ofNullable((Double) row.getObject(1)),
                        sweep)
                .get(0);
    }

    /**
     * Asks a user's question of the views; {@link ReadOnlyQuery.BadQueryException} if it is no query, or a wrong one.
     */
    public ReadOnlyQuery query(String sql) {
        return new ReadOnlyQuery(database.connectReader(), sql);
    }

    /** Gives back the room that many small commits took, then closes. */
    public void closeCompact() {
        database.close(true);
    }

    @Override
    public void close() {
        database.close();
    }
}
