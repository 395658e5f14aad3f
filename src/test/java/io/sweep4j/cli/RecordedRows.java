package io.sweep4j.cli;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Changes what is recorded, as no command does: for states that take a rare accident to come about. */
final class RecordedRows {
    private RecordedRows() {}

    /** How many rows the statement changed in the database at the path, which nobody may have open. */
    static int update(Path database, String sql, Object... arguments) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:h2:file:" + database, "SWEEP4J", "");
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                statement.setObject(i + 1, arguments[i]);
            }
            return statement.executeUpdate();
        }
    }
}
