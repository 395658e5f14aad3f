package io.sweep4j.store;

/** Tells how many statements a text of SQL holds, as H2 reads it. */
final class Statements {
    private Statements() {}

    /**
     * Whether anything but space and comments follows a semicolon. In doubt it says yes: H2 has quotes beyond SQL's own
     * whose rules are not worth retracing.
     */
    static boolean several(String sql) {
        if (sql.indexOf(';') < 0) {
            return false;
        }
        boolean oddQuotes = sql.contains("$$") || sql.contains("`");
        return oddQuotes || afterSemicolon(sql);
    }

    private static boolean afterSemicolon(String sql) {
        boolean ended = false;
        int i = 0;
        while (i < sql.length()) {
            int after = afterComment(sql, i);
            if (after > i) {
                i = after;
                continue;
            }
            char c = sql.charAt(i);
            if (c == ';') {
                ended = true;
            } else if (ended && !Character.isWhitespace(c)) {
                return true;
            }
            i = afterQuoted(sql, i);
        }
        return false;
    }

    /** The index behind a comment that begins here; the index itself if none does. */
    private static int afterComment(String sql, int from) {
        if (sql.startsWith("--", from) || sql.startsWith("//", from)) {
            int end = from;
            while (end < sql.length() && sql.charAt(end) != '\n' && sql.charAt(end) != '\r') {
                end++;
            }
            return end;
        }
        if (!sql.startsWith("/*", from)) {
            return from;
        }
        int depth = 1;
        int i = from + 2;
        while (i < sql.length() && depth > 0) {
            if (sql.startsWith("*/", i)) {
                depth--;
                i += 2;
            } else if (sql.startsWith("/*", i)) {
                depth++;
                i += 2;
            } else {
                i++;
            }
        }
        return i;
    }

    /** The index behind the text or quoted name that begins here, else behind the one character. */
    private static int afterQuoted(String sql, int from) {
        char quote = sql.charAt(from);
        int end = quote == '\'' || quote == '"' ? sql.indexOf(quote, from + 1) : from;
        return end < 0 ? sql.length() : end + 1;
    }
}
