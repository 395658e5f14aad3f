package io.sweep4j.store;

import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.h2.api.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a user's query, which ran as a database user that may select from the views and do nothing else. H2 keeps
 * a large answer in a temporary file, so it costs little memory however many rows it has. For one thread; to be closed.
 */
public final class ReadOnlyQuery implements AutoCloseable {

    /** The query is wrong, asks for what a reader may not do, or takes too much; the message is one line for people. */
    public static final class BadQueryException extends RuntimeException {
        private static final long serialVersionUID = 1;

        BadQueryException(String message, Throwable cause) {
            super(message, cause);
        }

        BadQueryException(String message) {
            super(message);
        }
    }

    private static final Duration GRACE = Duration.ofSeconds(2);
    /** The one function that tells a reader of the machine, and the one way to disguise its name. */
    private static final Pattern PATH = Pattern.compile("DATABASE_PATH|U&\\s*\"", Pattern.CASE_INSENSITIVE);

    private static final int RESERVE = 2 << 20;

    private final Connection connection;
    private final Limits limits;
    private final QueryMessages messages;
    private final ResultSet rows;
    private final List<String> columns = new ArrayList<>();
    private final List<Integer> types = new ArrayList<>();
    /** Given up when memory runs out, so that there is some to say so. */
    @SuppressWarnings("UnusedVariable")
    private volatile byte @Nullable [] reserve = new byte[RESERVE];

    private ReadOnlyQuery(Connection connection, String sql, Limits limits) {
        this.connection = connection;
        this.limits = limits;
        this.messages = new QueryMessages(connection, sql);
        try {
            // H2's own limit comes first and lets it tidy up.
            rows = Patience.call(() -> execute(sql), limits.time().plus(GRACE));
            ResultSetMetaData meta = rows.getMetaData();
            for (int i = 1; i <= meta.getColumnCount(); i++) {
                columns.add(meta.getColumnLabel(i).toLowerCase(Locale.ROOT));
                types.add(meta.getColumnType(i));
            }
        } catch (TimeoutException e) {
            throw tookLonger(e); // the connection is busy: to close it would be to wait for it
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BadQueryException("SQL: the query was interrupted", e);
        } catch (ExecutionException e) {
            throw closeAfter(
                    e.getCause() instanceof BadQueryException bad
                            ? bad
                            : failure(Objects.requireNonNull(e.getCause())));
        } catch (SQLException e) {
            throw closeAfter(failure(e));
        }
    }

    private ResultSet execute(String sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        if (statement.getMetaData() == null) {
            throw new BadQueryException(
                    "only queries can be run here: SELECT … FROM sweeps, results, curves, divergences, ranking, outputs or"
                            + " reused");
        }
        statement.setQueryTimeout(Math.toIntExact(limits.time().toSeconds()));
        statement.setMaxRows(limits.rows());
        try {
            return statement.executeQuery();
        } finally {
            reserve = null; // the connection holds on to what fills the memory until it is closed, which takes some
        }
    }

    /**
     * What a query may take.
     *
     * @param time in whole seconds, for finding the answer, not for reading it
     * @param rows at most, of which later ones are left out; 0 is no limit
     */
    record Limits(Duration time, int rows) {}

    /**
     * Runs a query.
     *
     * @param reader gives a connection of a user that may only select; closed with the query
     */
    static ReadOnlyQuery run(Supplier<Connection> reader, String sql, Limits limits) {
        // What follows a first statement would escape both the time limit and the check that it is a query.
        if (Statements.several(sql)) {
            throw new BadQueryException("SQL: one query at a time; nothing may follow the ';'");
        }
        if (PATH.matcher(sql).find()) {
            throw new BadQueryException("SQL: DATABASE_PATH and names with Unicode escapes are not available here");
        }
        return new ReadOnlyQuery(reader.get(), sql, limits);
    }

    private BadQueryException closeAfter(BadQueryException failure) {
        try {
            connection.close();
        } catch (SQLException | OutOfMemoryError e) {
            failure.addSuppressed(e);
        }
        return failure;
    }

    private BadQueryException tookLonger(Throwable e) {
        return new BadQueryException(
                "SQL: the query took longer than " + limits.time().toSeconds() + " s", e);
    }

    private BadQueryException failure(Throwable e) {
        if (e instanceof StackOverflowError) {
            return new BadQueryException("SQL: the query is nested too deeply", e);
        }
        if (!(e instanceof SQLException sql)) {
            return e instanceof OutOfMemoryError
                    ? new BadQueryException("SQL: the query needs more memory than there is", e)
                    : new BadQueryException("SQL: the query can't be answered: " + e, e);
        }
        if (sql.getErrorCode() == ErrorCode.STATEMENT_WAS_CANCELED) {
            return tookLonger(e);
        }
        return new BadQueryException(
                switch (sql.getErrorCode()) {
                    case ErrorCode.SERIALIZATION_FAILED_1, ErrorCode.DESERIALIZATION_FAILED_1 ->
                        "SQL: Java objects are not supported";
                    case ErrorCode.OUT_OF_MEMORY -> "SQL: the query needs more memory than there is";
                    case ErrorCode.PARAMETER_NOT_SET_1 -> "SQL: there is nothing to put in the place of '?'";
                    default -> "SQL: " + messages.of(sql);
                },
                e);
    }

    /** Lower-case column labels, which may repeat. */
    public List<String> columns() {
        return List.copyOf(columns);
    }

    /**
     * The rows, each as long as {@link #columns}; to be walked once, while the query is open. {@link BadQueryException} if
     * the query fails on the way. A cell is null, a number, a boolean, a text, a value of {@code java.time}, bytes, or a
     * list of cells.
     */
    public Iterator<List<@Nullable Object>> rows() {
        return new Iterator<>() {
            private boolean fetched;
            private boolean more;

            @Override
            public boolean hasNext() {
                if (!fetched) {
                    try {
                        more = rows.next();
                        fetched = true;
                    } catch (SQLException | OutOfMemoryError e) {
                        throw failure(e);
                    }
                }
                return more;
            }

            @Override
            public List<@Nullable Object> next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                fetched = false;
                try {
                    List<@Nullable Object> row = new ArrayList<>(columns.size());
                    for (int i = 1; i <= columns.size(); i++) {
                        row.add(cell(i));
                    }
                    return row;
                } catch (SQLException | OutOfMemoryError e) {
                    throw failure(e);
                }
            }
        };
    }

    private @Nullable Object cell(int column) throws SQLException {
        return switch (types.get(column - 1)) {
            // The classes of java.sql would shift these by the machine's time zone.
            case Types.TIMESTAMP -> rows.getObject(column, LocalDateTime.class);
            case Types.DATE -> rows.getObject(column, LocalDate.class);
            case Types.TIME -> rows.getObject(column, LocalTime.class);
            default -> plain(rows.getObject(column));
        };
    }

    private static @Nullable Object plain(@Nullable Object value) throws SQLException {
        if (value instanceof Clob text) {
            return text.getSubString(1, (int) Math.min(Integer.MAX_VALUE, text.length()));
        } else if (value instanceof Blob bytes) {
            return bytes.getBytes(1, (int) Math.min(Integer.MAX_VALUE, bytes.length()));
        } else if (value instanceof Array array) {
            return plain(array.getArray());
        } else if (value instanceof Object[] elements) {
            List<@Nullable Object> list = new ArrayList<>(elements.length);
            for (Object element : elements) {
                list.add(plain(element));
            }
            return list;
        }
        return value;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw failure(e);
        }
    }
}
