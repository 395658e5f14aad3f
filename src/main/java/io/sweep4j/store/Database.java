package io.sweep4j.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.UUID;
import org.h2.api.ErrorCode;

/**
 * One H2 database file, held open by this process until closed. Connections may be asked for by any thread; each is for
 * one thread at a time.
 */
final class Database implements AutoCloseable {
    static final int SCHEMA = 1;
    private static final String OWNER = "SWEEP4J";
    private static final String READER = "READER";
    private static final String SUFFIX = ".mv.db";

    private final String url;
    private final String shownAs;
    private final boolean inFile;
    private final Connection keeper;

    private Database(String url, String shownAs, boolean inFile) {
        this.url = url;
        this.shownAs = shownAs;
        this.inFile = inFile;
        this.keeper = connect();
        try {
            prepareSchema();
        } catch (SQLException | StoreException e) {
            closeQuietly();
            throw e instanceof StoreException s ? s : failure((SQLException) e);
        }
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
        try {
            Files.createDirectories(Objects.requireNonNull(bare.getParent()));
        } catch (IOException e) {
            throw new StoreException(path + ": can't make the folder of the database (" + e + ")", e);
        }
        // WRITE_DELAY=0: a commit has left the process when it returns, so that kill -9 loses nothing acknowledged.
        return new Database("jdbc:h2:file:" + bare + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE", path.toString(), true);
    }

    /** An empty database in memory, for questions asked before there is any. */
    static Database inMemory() {
        return new Database("jdbc:h2:mem:" + UUID.randomUUID(), "memory", false);
    }

    Connection connect() {
        try {
            Connection connection = DriverManager.getConnection(url, OWNER, "");
            inUtc(connection);
            return connection;
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** A connection that may select from the views and do nothing else. */
    Connection connectReader() {
        // The user may change its own password, so it gets a new one each time.
        String password = UUID.randomUUID().toString();
        try (Statement statement = keeper.createStatement()) {
            statement.execute("CREATE USER IF NOT EXISTS " + READER + " PASSWORD ''");
            statement.execute("ALTER USER " + READER + " SET PASSWORD '" + password + "'");
            statement.execute("GRANT SELECT ON SCHEMA PUBLIC TO " + READER);
            String plainUrl = inFile ? url.substring(0, url.indexOf(';')) : url;
            Connection connection = DriverManager.getConnection(plainUrl, READER, password);
            inUtc(connection);
            return connection;
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private static void inUtc(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TIME ZONE 'UTC'");
        }
    }

    private void prepareSchema() throws SQLException {
        try (Statement statement = keeper.createStatement()) {
            int found = schemaNumber(statement);
            if (found == 0) {
                keeper.setAutoCommit(false);
                statement.execute(resource("schema-" + SCHEMA + ".sql"));
                keeper.commit();
                keeper.setAutoCommit(true);
            } else if (found != SCHEMA) {
                throw new StoreException(shownAs + ": the database has schema " + found + ", this Sweep4j knows schema "
                        + SCHEMA + "; use the version that wrote it, or another --db");
            }
        }
    }

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
                return 0;
            }
            if (!ours) {
                throw new StoreException(
                        shownAs + ": this H2 database holds other tables than Sweep4j's; choose another --db");
            }
        }
        try (ResultSet version = statement.executeQuery("SELECT SCHEMA_NUMBER FROM SWEEP4J.VERSION")) {
            version.next();
            return version.getInt(1);
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
            case ErrorCode.FILE_CORRUPTED_1 ->
                "the file is damaged or no H2 database; move it away or choose" + " another --db";
            case ErrorCode.WRONG_USER_OR_PASSWORD ->
                "the file is an H2 database but not Sweep4j's; choose" + " another --db";
            default -> Objects.requireNonNullElse(e.getMessage(), "unknown error");
        };
        return new StoreException(shownAs + ": " + what, e);
    }

    /** Closes the file; with {@code compact} it gives back the room that many small commits took. Idempotent. */
    void close(boolean compact) {
        try (keeper) {
            if (!keeper.isClosed()) {
                if (compact && inFile) {
                    try (Statement statement = keeper.createStatement()) {
                        statement.execute("SHUTDOWN COMPACT");
                    }
                }
            }
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private void closeQuietly() {
        try {
            keeper.close();
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    @Override
    public void close() {
        close(false);
    }
}
