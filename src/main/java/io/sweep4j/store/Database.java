package io.sweep4j.store;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.h2.api.ErrorCode;
import org.h2.util.JdbcUtils;
import org.jspecify.annotations.Nullable;

/**
 * An H2 database, held open by this process until closed: the file itself, to write to; a copy of it, to read; or one in
 * memory. Connections may be asked for by any thread; each is for one thread at a time.
 */
final class Database implements AutoCloseable {
    private static final String OWNER = "SWEEP4J";
    private static final String READER = "READER";
    private static final String FILE = "jdbc:h2:file:";
    // No trace: H2 would leave a file with stack traces beside the database for every refused query.
    private static final String QUIET = ";DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0";

    /** What closing a database meets that H2 has closed already, because its disk was full say. */
    private static final Set<Integer> GONE =
            Set.of(ErrorCode.DATABASE_IS_CLOSED, ErrorCode.OBJECT_CLOSED, ErrorCode.DATABASE_CALLED_AT_SHUTDOWN);

    /** Readers lock the file while they copy it, and a process that dies takes a moment to be gone. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final long RETRY_MILLIS = 100;

    /** H2 would let a process open its own file twice, and the second opening would cancel what the first trains. */
    private static final Set<Path> OPEN_FILES = ConcurrentHashMap.newKeySet();

    static {
        JdbcUtils.serializer = new NoJavaObjects();
    }

    private final String url;
    private final String settings;
    private final String shownAs;
    private final @Nullable DatabaseFile original;
    private final @Nullable Snapshot snapshot;
    private final WriteGate gate = new WriteGate();
    private final Connection keeper;
    private final @Nullable CopyServer copies;
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * @param original the file that others may want to read meanwhile; null for a copy or memory
     * @param snapshot what is to be deleted at the end; null for anything but a copy
     */
    private Database(
            String url,
            String settings,
            String shownAs,
            @Nullable DatabaseFile original,
            @Nullable Snapshot snapshot,
            long sizeBefore) {
        this.url = url;
        this.settings = settings;
        this.shownAs = shownAs;
        this.original = original;
        this.snapshot = snapshot;
        this.keeper = connect();
        try (Statement statement = keeper.createStatement()) {
            if (original != null) {
                refuseIfOwnedElsewhere(original);
            }
            Schema.prepare(statement, shownAs, sizeBefore, original);
            this.copies = original == null ? null : new CopyServer(original, gate);
        } catch (SQLException e) {
            throw closeAfter(failure(e));
        } catch (IOException e) {
            throw closeAfter(new StoreException(shownAs + ": can't let others read it (" + e.getMessage() + ")", e));
        } catch (StoreException e) {
            throw closeAfter(e);
        }
    }

    /** Some network file systems lock nothing. */
    private static void refuseIfOwnedElsewhere(DatabaseFile file) {
        if (Owner.live(file).filter(owner -> !owner.onThisHost()).isPresent()) {
            throw new StoreException(inUse(file));
        }
    }

    private StoreException closeAfter(StoreException failure) {
        try (keeper;
                Statement statement = keeper.createStatement()) {
            statement.execute("SHUTDOWN IMMEDIATELY"); // a file that is refused is not to be tidied up
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
        return failure;
    }

    /** Opens the database to write to it; it is made, folders included, if there is none. */
    static Database open(Path path) {
        DatabaseFile file = DatabaseFile.at(path).inFolder();
        file.checkFolder();
        long size = file.checkedSize(true);
        if (!OPEN_FILES.add(file.file())) {
            throw new StoreException(path + ": the database is already open in this process");
        }
        try {
            Soundness.check(file.file(), file.shownAs());
            return open(file, size);
        } catch (StoreException e) {
            OPEN_FILES.remove(file.file());
            throw e;
        }
    }

    private static Database open(DatabaseFile file, long size) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                // WRITE_DELAY=0: a commit has left the process when it returns, so that kill -9 loses nothing
                // acknowledged.
                return new Database(FILE + file.bare(), ";WRITE_DELAY=0" + QUIET, file.shownAs(), file, null, size);
            } catch (StoreException e) {
                if (!isLocked(e) || Owner.live(file).isPresent() || System.nanoTime() > end) {
                    throw e;
                }
            }
            try {
                Thread.sleep(RETRY_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StoreException(inUse(file), e);
            }
        }
    }

    private static boolean isLocked(StoreException failure) {
        return failure.getCause() instanceof SQLException e && e.getErrorCode() == ErrorCode.DATABASE_ALREADY_OPEN_1;
    }

    /** Opens a copy of the database, made for the purpose; {@link StoreException} if there is none. */
    static Database openCopy(Path path) {
        DatabaseFile file = DatabaseFile.at(path);
        long size = file.checkedSize(false);
        if (OPEN_FILES.contains(file.file())) { // even to look at it would loosen this process's lock on it
            throw new StoreException(path + ": the database is already open in this process");
        }
        Snapshot snapshot;
        try {
            snapshot = Snapshot.take(file);
        } catch (IOException e) {
            throw new StoreException(path + ": can't be read: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException(path + ": interrupted while waiting to read it", e);
        }
        try {
            if (!snapshot.live()) { // who writes to it has looked at it
                Soundness.check(snapshot.file(), file.shownAs());
            }
            // It is thrown away, so that H2 need not tidy it up meanwhile.
            return new Database(
                    FILE + snapshot.bare(), ";WRITE_DELAY=60000" + QUIET, file.shownAs(), null, snapshot, size);
        } catch (StoreException e) {
            snapshot.delete();
            throw e;
        }
    }

    /** An empty database in memory, for questions asked before there is any. */
    static Database inMemory() {
        return new Database("jdbc:h2:mem:" + UUID.randomUUID(), "", "memory", null, null, 0);
    }

    /** Whether what is running in it runs on, in the process that this is a copy of. */
    boolean live() {
        return snapshot != null && snapshot.live();
    }

    Connection connect() {
        try {
            return inUtc(DriverManager.getConnection(url + settings, OWNER, ""));
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** A connection that sees the database as it is at its first statement, whatever others commit. */
    Connection connectFrozen() {
        Connection frozen = connect();
        try {
            frozen.setAutoCommit(false);
            frozen.setReadOnly(true);
            try (Statement statement = frozen.createStatement()) {
                statement.execute("SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL SNAPSHOT");
            }
            return frozen;
        } catch (SQLException e) {
            StoreException failure = failure(e);
            try {
                frozen.close();
            } catch (SQLException suppressed) {
                failure.addSuppressed(suppressed);
            }
            throw failure;
        }
    }

    /** A connection that may select from the views and do nothing else. */
    synchronized Connection connectReader() {
        // The user may change its own password, so it gets a new one each time.
        String password = UUID.randomUUID().toString();
        try (Statement statement = keeper.createStatement()) {
            return gate.pass(() -> {
                statement.execute("CREATE USER IF NOT EXISTS " + READER + " PASSWORD ''");
                statement.execute("ALTER USER " + READER + " SET PASSWORD '" + password + "'");
                statement.execute("GRANT SELECT ON SCHEMA PUBLIC TO " + READER);
                return inUtc(DriverManager.getConnection(url, READER, password)); // settings need an administrator
            });
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private static Connection inUtc(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TIME ZONE 'UTC'");
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Does what may write to the file, while nobody copies it. */
    <T extends @Nullable Object> T write(WriteGate.Work<T> work) throws SQLException {
        return gate.pass(work);
    }

    /** Runs and commits the work, or undoes it, likewise. */
    void commit(Connection connection, Transaction.Work work) throws SQLException {
        gate.pass(() -> {
            Transaction.run(connection, work);
            return true;
        });
    }

    StoreException failure(SQLException e) {
        if (e.getErrorCode() == ErrorCode.DATABASE_ALREADY_OPEN_1 && original != null) {
            return new StoreException(inUse(original), e);
        }
        return Failures.of(shownAs, e);
    }

    private static String inUse(DatabaseFile file) {
        Optional<Owner> owner = Owner.live(file);
        return file.shownAs() + ": " + Owner.inUse(file)
                + owner.map(o -> "; wait for it, or stop it, or choose another --db")
                        .orElse("; wait for it or choose another --db");
    }

    /**
     * Closes the database, whatever connections are still open; what they had not committed is undone. With {@code compact}
     * the file gives back the room that many small commits took. Idempotent.
     */
    void close(boolean compact) {
        if (closed.getAndSet(true)) {
            return;
        }
        if (copies != null) {
            copies.close();
        }
        try (keeper;
                Statement statement = keeper.createStatement()) {
            String how = snapshot != null ? " IMMEDIATELY" : compact && original != null ? " COMPACT" : "";
            gate.pass(() -> statement.execute("SHUTDOWN" + how));
        } catch (SQLException e) {
            if (!GONE.contains(e.getErrorCode())) {
                throw failure(e);
            }
        } finally {
            if (original != null) {
                OPEN_FILES.remove(original.file());
            }
            if (snapshot != null) {
                snapshot.delete();
            }
        }
    }

    @Override
    public void close() {
        close(false);
    }
}
