package io.sweep4j.definition;

import java.util.Locale;

/** Puts what a user wrote into a message without letting it break the line, flood the screen or move the cursor. */
final class Quote {
    private static final int LONGEST = 60;

    private Quote() {}

    static String of(String text) {
        StringBuilder quoted = new StringBuilder("'");
        int room = LONGEST;
        for (int c : text.codePoints().limit(LONGEST + 1L).toArray()) {
            String shown = shown(c);
            room -= shown.codePointCount(0, shown.length());
            if (room < 0) {
                return quoted.append("…'").toString();
            }
            quoted.append(shown);
        }
        return quoted.append('\'').toString();
    }

    private static String shown(int c) {
        boolean plain = SourceText.printable(c) && c != '\n' && c != '\r' && c != '\t';
        return plain ? Character.toString(c) : name(c);
    }

    /** The character by its number, such as {@code U+001B}. */
    static String name(int codePoint) {
        return String.format(Locale.ROOT, "U+%04X", codePoint);
    }
}
