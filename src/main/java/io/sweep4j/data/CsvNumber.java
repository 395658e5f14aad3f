package io.sweep4j.data;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Numbers in cells: decimal with a point, with or without exponent, finite as float32. */
final class CsvNumber {
    private static final int LONGEST_SHOWN = 40;
    /** A number has no more characters: reading millions of digits takes for ever. */
    static final int LONGEST = 1_000;

    private static final Set<String> NOT_FINITE =
            Set.of("nan", "na", "n/a", "null", "inf", "+inf", "-inf", "infinity", "+infinity", "-infinity");

    private CsvNumber() {}

    /** The cell's number, or NaN where it has none that can be trained on. */
    static double parse(String cell) {
        if (cell.length() > LONGEST) {
            return Double.NaN;
        }
        for (int i = 0; i < cell.length(); i++) {
            // keeps out what Java's own parser takes beyond numbers: NaN, 0x1p3, 1f, surrounding spaces
            if ("0123456789+-.eE".indexOf(cell.charAt(i)) < 0) {
                return Double.NaN;
            }
        }
        try {
            double number = Double.parseDouble(cell);
            return Float.isFinite((float) number) ? number + 0.0 : Double.NaN;
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** What is wrong with a cell, null if it holds a number. */
    static @Nullable String fault(String cell) {
        if (!Double.isNaN(parse(cell))) {
            return null;
        }
        if (cell.isEmpty()) {
            return "the cell is empty; every feature needs a number";
        }
        String shown = shown(cell);
        if (cell.length() > LONGEST) {
            return shown + " has " + cell.length() + " characters; there may be " + LONGEST + " at most";
        }
        if (NOT_FINITE.contains(cell.toLowerCase(Locale.ROOT))) {
            return shown + " is not a finite number";
        }
        if (cell.chars().allMatch(c -> "0123456789+-.eE".indexOf(c) >= 0) && isNumber(cell)) {
            return shown + " is beyond float32 (at most 3.4e38)";
        }
        if (isNumber(cell.replace(',', '.'))) {
            return shown + " is not a number; write a decimal point, not a comma";
        }
        return shown + " is not a number";
    }

    /** A cell in quotes, shortened, with a dot for what a terminal would obey or could not show. */
    static String shown(String cell) {
        StringBuilder shown = new StringBuilder("'");
        cell.codePoints().limit(LONGEST_SHOWN).forEach(c -> shown.appendCodePoint(printable(c) ? c : '·'));
        return shown.append(cell.codePointCount(0, cell.length()) > LONGEST_SHOWN ? "…'" : "'")
                .toString();
    }

    private static boolean printable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> false;
            default -> true;
        };
    }

    private static boolean isNumber(String cell) {
        try {
            return !Double.isNaN(Double.parseDouble(cell));
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
