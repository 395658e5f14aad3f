package io.sweep4j.definition;

import java.util.Locale;

/** Puts what a user wrote into a message without letting it break the line, flood the screen or move the cursor. */
final class Quote {
    private static final int LONGEST = 60;

    private Quote() {}

    static String of(String text) {
        StringBuilder quoted = new StringBuilder("'");
        text.codePoints().limit(LONGEST).forEach(c -> append(quoted, c));
        return quoted.append(text.codePointCount(0, text.length()) > LONGEST ? "…'" : "'")
                .toString();
    }

    private static void append(StringBuilder quoted, int c) {
        if (SourceText.printable(c) && c != '\n' && c != '\r' && c != '\t') {
            quoted.appendCodePoint(c);
        } else {
            quoted.append(name(c));
        }
    }

    /** The character by its number, such as {@code U+001B}. */
    static String name(int codePoint) {
        return String.format(Locale.ROOT, "U+%04X", codePoint);
    }
}
