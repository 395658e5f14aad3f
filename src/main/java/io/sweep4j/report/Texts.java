package io.sweep4j.report;

/** What texts of unknown origin may not do to a reader. */
public final class Texts {
    private Texts() {}

    /** Control characters, line separators, lone surrogates and characters that change the direction of writing. */
    static boolean unprintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                true;
            case Character.FORMAT -> codePoint != 0x200D && codePoint != 0x200C; // joiners are part of words and emoji
            default -> false;
        };
    }

    /** The code point by its number. */
    static String escape(int codePoint) {
        StringBuilder digits = new StringBuilder(Integer.toHexString(codePoint));
        while (digits.length() < 4) {
            digits.insert(0, '0');
        }
        return "\\u" + digits;
    }

    /** A text as a POSIX shell takes it for one word. */
    public static String shellWord(String text) {
        return text.matches("[A-Za-z0-9._/:=+@%,-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
