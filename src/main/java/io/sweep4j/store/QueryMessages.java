package io.sweep4j.store;

import io.sweep4j.sweep.Spelling;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.h2.api.ErrorCode;

/** What H2 has to say of a user's query, with what the user may have meant. */
final class QueryMessages {
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]+)\"");
    /** What H2 expects in place of what it found: a few words are a help, its whole grammar is none. */
    private static final Pattern EXPECTED = Pattern.compile("; expected \"(.*)\"$");

    private static final int FEW = 3;

    private final Connection connection;
    private final String sql;

    QueryMessages(Connection connection, String sql) {
        this.connection = connection;
        this.sql = sql;
    }

    /** One line. */
    String of(SQLException e) {
        String line = shorten(SqlMessages.brief(e));
        return switch (e.getErrorCode()) {
            case ErrorCode.COLUMN_NOT_FOUND_1 -> line + hint(line, "COLUMN");
            case ErrorCode.TABLE_OR_VIEW_NOT_FOUND_1,
                    ErrorCode.TABLE_OR_VIEW_NOT_FOUND_DATABASE_EMPTY_1,
                    ErrorCode.TABLE_OR_VIEW_NOT_FOUND_WITH_CANDIDATES_2 ->
                line.replaceFirst(" \\(.*\\)$", "") + hint(line, "TABLE");
            default -> line;
        };
    }

    private static String shorten(String line) {
        Matcher expected = EXPECTED.matcher(line);
        return expected.find() && expected.group(1).split(", ", -1).length > FEW
                ? line.substring(0, expected.start())
                : line;
    }

    /** @param kind TABLE or COLUMN */
    private String hint(String line, String kind) {
        Matcher quoted = QUOTED.matcher(line);
        if (!quoted.find()) {
            return "";
        }
        String name = quoted.group(1);
        String bare = name.substring(name.lastIndexOf('.') + 1);
        if (kind.equals("COLUMN") && sql.contains('"' + name + '"')) {
            return ": a text stands in single quotes, '" + name + "'";
        }
        List<String> names = names(kind);
        return Spelling.hint(bare, names, kind.equals("TABLE") ? ": the views are " + String.join(", ", names) : "");
    }

    /** Of the views or their columns, in lower case; none if that can't be told. */
    private List<String> names(String kind) {
        List<String> names = new ArrayList<>();
        try (ResultSet rows = kind.equals("TABLE")
                ? connection.getMetaData().getTables(null, "PUBLIC", null, null)
                : connection.getMetaData().getColumns(null, "PUBLIC", null, null)) {
            while (rows.next()) {
                names.add(rows.getString(kind + "_NAME").toLowerCase(Locale.ROOT));
            }
        } catch (SQLException e) {
            return List.of(); // the message does without
        }
        return names.stream().distinct().toList();
    }
}
