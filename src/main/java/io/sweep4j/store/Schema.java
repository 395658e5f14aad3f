package io.sweep4j.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes the tables and views of a new database, and brings those of an older one up to date. */
final class Schema {
    /** The number of the newest schema. */
    static final int NEWEST = 6;

    /** Schemas that changed the tables of the one before; the others changed views alone. */
    static final List<Integer> CHANGED_TABLES = List.of(2, 3, 5);

    /** H2 opens a file whose content it can't make out as if it were new; but a new one is small. */
    private static final long LARGEST_BLANK = 100 * 1_024;
    /** No tables: a new database. */
    private static final int NONE = 0;
    /** Left by a process that was killed while it made the schema: there is nothing in it to lose. */
    private static final int HALF_MADE = -1;

    private final Statement statement;
    private final String shownAs;

    private Schema(Statement statement, String shownAs) {
        this.statement = statement;
        this.shownAs = shownAs;
    }

    /**
     * Sees to it that the database has the newest schema.
     *
     * @param sizeBefore the file's bytes before H2 opened it
     * @param original the file to be backed up before it is upgraded; null if nobody would miss it
     * @throws StoreException if the database is damaged, another program's, or a newer Sweep4j's
     */
    static void prepare(Statement statement, String shownAs, long sizeBefore, @Nullable DatabaseFile original)
            throws SQLException {
        Schema schema = new Schema(statement, shownAs);
        int found = schema.number();
        if (found == NONE && sizeBefore > LARGEST_BLANK) {
            throw new DamagedException(shownAs, null);
        } else if (found > NEWEST) {
            throw new StoreException(shownAs + ": the database has schema " + found + ", this Sweep4j knows schema "
                    + NEWEST + "; use the version that wrote it, or another --db");
        } else if (found == NONE || found == HALF_MADE) {
            if (found == HALF_MADE) {
                statement.execute("DROP ALL OBJECTS");
            }
            statement.execute(resource("tables.sql"));
            statement.execute(resource("views.sql"));
            // Last: without this row the schema counts as half made, because H2 commits each statement on its own.
            statement.execute("INSERT INTO SWEEP4J.VERSION VALUES (1, " + NEWEST + ")");
        } else if (found < NEWEST) {
            if (original != null) {
                schema.backUp(original, found);
            }
            schema.upgrade(found);
        }
    }

    private void upgrade(int from) throws SQLException {
        for (int number : CHANGED_TABLES) {
            if (number > from) {
                statement.execute(resource("upgrade-" + number + ".sql"));
            }
        }
        statement.execute(resource("views.sql"));
        statement.execute("UPDATE SWEEP4J.VERSION SET SCHEMA_NUMBER = " + NEWEST);
    }

    /** Keeps what an older Sweep4j can still read, beside the file: {@code sweep4j.schema-1.zip}. */
    private void backUp(DatabaseFile original, int found) throws SQLException {
        Path backup = original.beside(".schema-" + found + ".zip");
        Path part = backup.resolveSibling(backup.getFileName() + ".part");
        try {
            statement.execute("BACKUP TO '" + part.toString().replace("'", "''") + "'");
            Files.move(part, backup, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new StoreException(
                    shownAs + ": can't back up the database to " + backup + " before bringing it to schema " + NEWEST
                            + " (" + DatabaseFile.reason(e) + ")",
                    e);
        }
    }

    /** The number recorded, or {@link #NONE}, or {@link #HALF_MADE}. */
    private int number() throws SQLException {
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
        try (InputStream stream = Objects.requireNonNull(Schema.class.getResourceAsStream(name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("unreadable: " + name, e);
        }
    }
}
