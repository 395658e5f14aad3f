package io.sweep4j.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A table in plain text: columns aligned, numbers to the right. */
public final class TextTable {
    /** Characters of a cell that are shown at most, but for the last column's; the other row formats show all. */
    public static final int WIDEST_CELL = 120;

    private static final int DIGITS = 6;
    private static final String GAP = "  ";
    private static final String NULL = "-";

    private TextTable() {}

    /**
     * Writes a header, a rule and a line a row. Floating-point numbers are rounded to six significant digits, null is a
     * hyphen, control characters and line breaks are shown as escapes, lines have no trailing blanks. The last column, which
     * pushes no other aside, is shown in full.
     *
     * @param rows each as long as {@code columns}
     */
    public static void write(
            Appendable out, List<String> columns, List<? extends List<? extends @Nullable Object>> rows)
            throws IOException {
        List<List<String>> lines = new ArrayList<>();
        lines.add(shown(columns));
        boolean[] right = new boolean[columns.size()];
        for (int i = 0; i < right.length; i++) {
            right[i] = numeric(rows, i);
        }
        for (List<? extends @Nullable Object> row : rows) {
            lines.add(shown(row));
        }
        int[] widths = new int[columns.size()];
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], Math.min(WIDEST_CELL, length(line.get(i))));
            }
        }
        line(out, lines.get(0), widths, right);
        List<String> rule = new ArrayList<>();
        for (int width : widths) {
            rule.add("-".repeat(width));
        }
        line(out, rule, widths, right);
        for (List<String> line : lines.subList(1, lines.size())) {
            line(out, line, widths, right);
        }
    }

    private static List<String> shown(List<? extends @Nullable Object> row) {
        List<String> line = new ArrayList<>();
        for (Object cell : row) {
            int widest = line.size() == row.size() - 1 ? Integer.MAX_VALUE : WIDEST_CELL;
            line.add(cell == null ? NULL : visible(Cells.compact(cell, DIGITS), widest));
        }
        return line;
    }

    private static boolean numeric(List<? extends List<? extends @Nullable Object>> rows, int column) {
        boolean any = false;
        for (List<? extends @Nullable Object> row : rows) {
            Object cell = row.get(column);
            if (cell != null && !(cell instanceof Number)) {
                return false;
            }
            any |= cell != null;
        }
        return any;
    }

    private static void line(Appendable out, List<String> cells, int[] widths, boolean[] right) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String padding = " ".repeat(Math.max(0, widths[i] - length(cells.get(i))));
            line.append(i == 0 ? "" : GAP).append(right[i] ? padding + cells.get(i) : cells.get(i) + padding);
        }
        out.append(line.toString().stripTrailing()).append('\n');
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** Nothing a terminal would obey: no control characters, no changes of writing direction. */
    private static String visible(String text, int widest) {
        StringBuilder visible = new StringBuilder();
        int shown = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            if (shown++ == widest - 1 && text.codePointCount(i, text.length()) > 1) {
                return visible.append('…').toString();
            }
            int c = text.codePointAt(i);
            switch (c) {
                case '\n' -> visible.append("\\n");
                case '\r' -> visible.append("\\r");
                case '\t' -> visible.append("\\t");
                default -> {
                    if (Texts.unprintable(c)) {
                        visible.append(Texts.escape(c));
                    } else {
                        visible.appendCodePoint(c);
                    }
                }
            }
        }
        return visible.toString();
    }
}
