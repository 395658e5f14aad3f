package io.sweep4j.store;

import java.sql.Connection;
import java.sql.SQLException;

/** Several statements that take effect together or not at all. */
final class Transaction {

    /** The statements. */
    interface Work {
        void run() throws SQLException;
    }

    private Transaction() {}

    /** Runs and commits the work, or undoes it; the connection must not commit by itself. */
    static void run(Connection connection, Work work) throws SQLException {
        try {
            work.run();
            connection.commit();
        } catch (SQLException | RuntimeException | Error e) {
            undo(connection, e);
            throw e;
        }
    }

    private static void undo(Connection connection, Throwable failure) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }
}
