package io.sweep4j.store;

import java.sql.SQLException;
import java.util.Objects;

/** What H2 has to say, cut down to a line for people. */
final class SqlMessages {
    /** A message quotes the user's statement, which can be of any length. */
    private static final int LONGEST = 300;

    private SqlMessages() {}

    /** One line of bounded length, without the error number and without the statement that H2 repeats at the end. */
    static String brief(SQLException e) {
        String message = Objects.requireNonNullElse(e.getMessage(), "unknown error");
        int repeated = message.indexOf("; SQL statement:");
        String first = repeated < 0 ? message : message.substring(0, repeated);
        // Within the quotation H2 writes line breaks and tabs as \000a and the like.
        String line = first.replaceAll("(\\s|\\\\000[9aAdD])+", " ")
                .replaceFirst(" ?\\[\\d+-\\d+]$", "")
                .strip();
        if (line.length() <= LONGEST) {
            return line;
        }
        // H2 marks the spot of a syntax error with [*]: that is the part to keep.
        int mark = Math.max(0, line.indexOf("[*]"));
        int from = Math.max(0, Math.min(mark - LONGEST / 2, line.length() - LONGEST));
        return (from > 0 ? "…" : "") + line.substring(from, Math.min(line.length(), from + LONGEST)) + "…";
    }
}
