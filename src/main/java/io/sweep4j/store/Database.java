package io.sweep4j.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.h2.api.ErrorCode;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;

/**
 * One H2 database file, held open by this process until closed. Connections may be asked for by any thread; each is for
 * one thread at a time.
 */
final class Database implements AutoCloseable {
    static final int SCHEMA = 3;
    private static final String OWNER = "SWEEP4J";
    private static final String READER = "READER";
    private static final String SUFFIX = ".mv.db";
    /** Bytes in the two headers that every file of H2 begins with. */
    private static final long SMALLEST = 8_192;

    /** H2 opens a file whose content it can't make out as if it were new; but a new one is small. */
    private static final long LARGEST_BLANK = 100 * 1_024;
    /** No tables: a new database. */
    private static final int NONE = 0;
    /** Left by a process that was killed while it made the schema: there is nothing in it to lose. */
    private static final int HALF_MADE = -1;

    private static final String DAMAGED = "the file is damaged or no H2 database; move it away or choose another --db";
    /** What closing a database meets that H2 has closed already, because its disk was full say. */
    private static final Set<Integer> GONE =
            Set.of(ErrorCode.DATABASE_IS_CLOSED, ErrorCode.OBJECT_CLOSED, ErrorCode.DATABASE_CALLED_AT_SHUTDOWN);

    /** H2 would let a process open its own file twice, and the second opening would cancel what the first trains. */
    private static final Set<Path> OPEN_FILES = ConcurrentHashMap.newKeySet();

    private final String url;
    private final String settings;
    private final String shownAs;
    private final @Nullable Path file;
    private final Connection keeper;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Database(String url, String settings, String shownAs, @Nullable Path file, long sizeBefore) {
        this.url = url;
        this.settings = settings;
        this.shownAs = shownAs;
        this.file = file;
        this.keeper = connect();
        try {
            prepareSchema(sizeBefore);
        } catch (SQLException e) {
            throw closeAfter(failure(e));
        } catch (StoreException e) {
            throw closeAfter(e);
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

    /** The file behind a database path: H2 adds its own suffix. */
    static Path file(Path path) {
        return path.resolveSibling(bareName(path) + SUFFIX);
    }

    private static String bareName(Path path) {
        String name = Objects.requireNonNull(path.getFileName(), "a database path names a file")
                .toString();
        return name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
    }

    /** Opens the database, which is made, folders included, if there is none. */
    static Database open(Path path) {
        Path bare = path.toAbsolutePath().normalize().resolveSibling(bareName(path));
        if (bare.toString().contains(";")) {
            throw new StoreException(path + ": a database path can't contain ';'");
        }
        if (bareName(path).isEmpty()) {
            throw new StoreException(path + ": a database needs a name before " + SUFFIX);
        }
        Path file = realFile(path, file(bare));
        long size = checkedSize(path, file);
        if (!OPEN_FILES.add(file)) {
            throw new StoreException(path + ": the database is already open in this process");
        }
        try {
            // WRITE_DELAY=0: a commit has left the process when it returns, so that kill -9 loses nothing acknowledged.
            // No trace: H2 would leave a file with stack traces beside the database for every refused query.
            return new Database(
                    "jdbc:h2:file:" + bare,
                    ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0",
                    path.toString(),
                    file,
                    size);
        } catch (StoreException e) {
            OPEN_FILES.remove(file);
            throw e;
        }
    }

    /** The file without symbolic links; its folder is made. */
    private static Path realFile(Path shown, Path file) {
        try {
            Path folder = Files.createDirectories(Objects.requireNonNull(file.getParent()));
            return Files.exists(file)
                    ? file.toRealPath()
                    : folder.toRealPath().resolve(Objects.requireNonNull(file.getFileName()));
        } catch (IOException e) {
            throw new StoreException(
                    shown + ": can't make the folder " + file.getParent() + " of the database: " + reason(e), e);
        }
    }

    private static String reason(IOException e) {
        if (e instanceof FileAlreadyExistsException) {
            return "there is a file of that name";
        }
        return e instanceof AccessDeniedException ? "no permission" : String.valueOf(e.getMessage());
    }

    /** The file's bytes, 0 if there is none; refuses what H2 would call an input or output error of its own making. */
    private static long checkedSize(Path shown, Path file) {
        if (!Files.exists(file)) {
            return 0;
        }
        if (Files.isDirectory(file)) {
            throw new StoreException(shown + ": " + file.getFileName() + " is a folder; choose another --db");
        }
        if (!Files.isReadable(file) || !Files.isWritable(file)) {
            throw new StoreException(shown + ": no permission to read and write " + file.getFileName());
        }
        try {
            long size = Files.size(file);
            if (size > 0 && size < SMALLEST) {
                throw new StoreException(shown + ": " + DAMAGED);
            }
            return size;
        } catch (IOException e) {
            throw new StoreException(shown + ": can't read " + file.getFileName() + " (" + e + ")", e);
        }
    }

    /** An empty database in memory, for questions asked before there is any. */
    static Database inMemory() {
        return new Database("jdbc:h2:mem:" + UUID.randomUUID(), "", "memory", null, 0);
    }

    Connection connect() {
        try {
            return inUtc(DriverManager.getConnection(url + settings, OWNER, ""));
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** A connection that may select from the views and do nothing else. */
    synchronized Connection connectReader() {
        // The user may change its own password, so it gets a new one each time.
        String password = UUID.randomUUID().toString();
        try (Statement statement = keeper.createStatement()) {
            statement.execute("CREATE USER IF NOT EXISTS " + READER + " PASSWORD ''");
            statement.execute("ALTER USER " + READER + " SET PASSWORD '" + password + "'");
            statement.execute("GRANT SELECT ON SCHEMA PUBLIC TO " + READER);
            return inUtc(DriverManager.getConnection(url, READER, password)); // settings would need an administrator
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

    private void prepareSchema(long sizeBefore) throws SQLException {
        try (Statement statement = keeper.createStatement()) {
            int found = schemaNumber(statement);
            if (found == NONE && sizeBefore > LARGEST_BLANK) {
                throw new StoreException(shownAs + ": " + DAMAGED);
            } else if (found > SCHEMA) {
                throw new StoreException(shownAs + ": the database has schema " + found + ", this Sweep4j knows schema "
                        + SCHEMA + "; use the version that wrote it, or another --db");
            } else if (found == NONE || found == HALF_MADE) {
                if (found == HALF_MADE) {
                    statement.execute("DROP ALL OBJECTS");
                }
                statement.execute(resource("schema-1.sql"));
                upgrade(statement, 1);
            } else if (found < SCHEMA) {
                backUp(statement, found);
                upgrade(statement, found);
            }
        }
    }

    private static void upgrade(Statement statement, int from) throws SQLException {
        for (int number = from + 1; number <= SCHEMA; number++) {
            statement.execute(resource("upgrade-" + number + ".sql"));
        }
    }

    /** Keeps what an older Sweep4j can still read, beside the file: {@code sweep4j.schema-1.zip}. */
    private void backUp(Statement statement, int found) throws SQLException {
        if (file == null) {
            return;
        }
        Path backup = file.resolveSibling(bareName(file) + ".schema-" + found + ".zip");
        Path part = file.resolveSibling(backup.getFileName() + ".part");
        try {
            statement.execute("BACKUP TO '" + part.toString().replace("'", "''") + "'");
            Files.move(part, backup, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new StoreException(
                    shownAs + ": can't back up the database to " + backup + " before bringing it to schema " + SCHEMA
                            + " (" + reason(e) + ")",
                    e);
        }
    }

    /** The number recorded, or {@link #NONE}, or {@link #HALF_MADE}. */
    private int schemaNumber(Statement statement) throws SQLException {
        try (ResultSet tables = statement.executeQuery("SELECT TABLE_SCHEMA, TABLE_NAME FROM INFORMATION_SCHEMA.TABLES"
                + " WHERE TABLE_SCHEMA IN ('PUBLIC', 'SWEEP4J')")) {
            boolean any = false;
            boolean ours = false;
            while (tables.next()) {
                any = true;
                ours |= tables.getString(1).equals("SWEEP4J")
                        && tables.getString(2).equals("VERSION");
            }
            if (!any) {
                return NONE;
            }
            if (!ours) {
                throw new StoreException(
                        shownAs + ": this H2 database holds other tables than Sweep4j's; choose another --db");
            }
        }
        try (ResultSet version = statement.executeQuery("SELECT SCHEMA_NUMBER FROM SWEEP4J.VERSION")) {
            return version.next() ? version.getInt(1) : HALF_MADE;
        }
    }

    private static String resource(String name) {
        try (InputStream stream = Objects.requireNonNull(Database.class.getResourceAsStream(name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("unreadable: " + name, e);
        }
    }

    StoreException failure(SQLException e) {
        String what = switch (e.getErrorCode()) {
            case ErrorCode.DATABASE_ALREADY_OPEN_1 ->
                "the database is in use by another process, a running"
                        + " sweep perhaps; wait for it or choose another --db";
            case ErrorCode.FILE_CORRUPTED_1 -> DAMAGED;
            case ErrorCode.GENERAL_ERROR_1 -> e.getCause() instanceof MVStoreException ? DAMAGED : SqlMessages.brief(e);
            case ErrorCode.WRONG_USER_OR_PASSWORD ->
                "the file is an H2 database but not Sweep4j's; choose" + " another --db";
            default -> SqlMessages.brief(e);
        };
        return new StoreException(shownAs + ": " + what, e);
    }

    /**
     * Closes the file, whatever connections are still open; what they had not committed is undone. With {@code compact}
     * it gives back the room that many small commits took. Idempotent.
     */
    void close(boolean compact) {
        if (closed.getAndSet(true)) {
            return;
        }
        try (keeper;
                Statement statement = keeper.createStatement()) {
            statement.execute(compact && file != null ? "SHUTDOWN COMPACT" : "SHUTDOWN");
        } catch (SQLException e) {
            if (!GONE.contains(e.getErrorCode())) {
                throw failure(e);
            }
        } finally {
            if (file != null) {
                OPEN_FILES.remove(file);
            }
        }
    }

    @Override
    public void close() {
        close(false);
    }
}
