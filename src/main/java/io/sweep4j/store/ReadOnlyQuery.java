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
import java.util.function.Supplier;
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

    private final Connection connection;
    private final Duration limit;
    private final ResultSet rows;
    private final List<String> columns = new ArrayList<>();
    private final List<Integer> types = new ArrayList<>();

    private ReadOnlyQuery(Connection connection, String sql, Duration limit) {
        this.connection = connection;
        this.limit = limit;
        try {
            PreparedStatement statement = connection.prepareStatement(sql);
            if (statement.getMetaData() == null) {
                throw new BadQueryException(
                        "only queries can be run here: SELECT … FROM sweeps, results, curves, divergences, ranking, outputs or"
                                + " reused");
            }
            statement.setQueryTimeout(Math.toIntExact(limit.toSeconds()));
            rows = statement.executeQuery();
            ResultSetMetaData meta = rows.getMetaData();
            for (int i = 1; i <= meta.getColumnCount(); i++) {
                columns.add(meta.getColumnLabel(i).toLowerCase(Locale.ROOT));
                types.add(meta.getColumnType(i));
            }
        } catch (SQLException | OutOfMemoryError e) {
            throw closeAfter(failure(e));
        } catch (BadQueryException e) {
            throw closeAfter(e);
        }
    }

    /**
     * Runs a query.
     *
     * @param reader gives a connection of a user that may only select; closed with the query
     * @param limit in whole seconds, for finding the answer, not for reading it
     */
    static ReadOnlyQuery run(Supplier<Connection> reader, String sql, Duration limit) {
        // What follows a first statement would escape both the time limit and the check that it is a query.
        if (Statements.several(sql)) {
            throw new BadQueryException("SQL: one query at a time; nothing may follow the ';'");
        }
        return new ReadOnlyQuery(reader.get(), sql, limit);
    }

    private BadQueryException closeAfter(BadQueryException failure) {
        try {
            connection.close();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
        return failure;
    }

    private BadQueryException failure(Throwable e) {
        if (!(e instanceof SQLException sql)) {
            return new BadQueryException("SQL: the query needs more memory than there is", e);
        }
        return new BadQueryException(
                switch (sql.getErrorCode()) {
                    case ErrorCode.STATEMENT_WAS_CANCELED ->
                        "SQL: the query took longer than " + limit.toSeconds() + " s";
                    case ErrorCode.OUT_OF_MEMORY -> "SQL: the query needs more memory than there is";
                    case ErrorCode.PARAMETER_NOT_SET_1 -> "SQL: there is nothing to put in the place of '?'";
                    default -> "SQL: " + SqlMessages.brief(sql);
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
