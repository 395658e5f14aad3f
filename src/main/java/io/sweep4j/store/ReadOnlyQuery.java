package io.sweep4j.store;

import java.sql.Clob;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a user's query, which ran as a database user that may select from the views and do nothing else. For one
 * thread; to be closed.
 */
public final class ReadOnlyQuery implements AutoCloseable {
    private static final int SECONDS = 60;

    /** The query is wrong or asks for what a reader may not do. */
    public static final class BadQueryException extends RuntimeException {
        private static final long serialVersionUID = 1;

        BadQueryException(String message, SQLException cause) {
            super(message, cause);
        }

        BadQueryException(String message) {
            super(message);
        }
    }

    private final Connection connection;
    private final PreparedStatement statement;
    private final ResultSet rows;
    private final List<String> columns = new ArrayList<>();

    ReadOnlyQuery(Connection connection, String sql) {
        this.connection = connection;
        try {
            statement = connection.prepareStatement(sql);
            if (statement.getMetaData() == null) {
                throw new BadQueryException(
                        "only queries can be run here: SELECT … FROM sweeps, results, curves or" + " divergences");
            }
            statement.setQueryTimeout(SECONDS);
            rows = statement.executeQuery();
            ResultSetMetaData meta = rows.getMetaData();
            for (int i = 1; i <= meta.getColumnCount(); i++) {
                columns.add(meta.getColumnLabel(i).toLowerCase(Locale.ROOT));
            }
        } catch (SQLException e) {
            closeAfterFailure(e);
            throw failure(e);
        } catch (BadQueryException e) {
            closeAfterFailure(e);
            throw e;
        }
    }

    private void closeAfterFailure(Exception failure) {
        try {
            connection.close();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    private static BadQueryException failure(SQLException e) {
        // H2 repeats the statement behind the first line of its message.
        String message = Objects.requireNonNullElse(e.getMessage(), "unknown error");
        int repeated = message.indexOf("; SQL statement:");
        return new BadQueryException("SQL: " + (repeated < 0 ? message : message.substring(0, repeated)), e);
    }

    /** Lower-case column labels. */
    public List<String> columns() {
        return List.copyOf(columns);
    }

    /**
     * The rows, each as long as {@link #columns}; to be walked once, while the query is open. {@link BadQueryException} if
     * the query fails on the way.
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
                    } catch (SQLException e) {
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
                        row.add(cell(rows.getObject(i)));
                    }
                    return row;
                } catch (SQLException e) {
                    throw failure(e);
                }
            }
        };
    }

    private static @Nullable Object cell(@Nullable Object value) throws SQLException {
        return value instanceof Clob text
                ? text.getSubString(1, (int) Math.min(Integer.MAX_VALUE, text.length()))
                : value;
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
