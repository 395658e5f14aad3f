package io.sweep4j.report;

import java.util.List;

/** A table of cells that are Markdown already. */
final class MarkdownTable {
    /** Rows of a table at most; the other formats have all. */
    static final int MOST_ROWS = 20;

    private final StringBuilder lines = new StringBuilder();

    /** @param alignments a letter a column: {@code l} or {@code r} */
    MarkdownTable(List<String> header, String alignments) {
        row(header.stream().map(MarkdownFormat::escape).toArray(String[]::new));
        for (int i = 0; i < alignments.length(); i++) {
            lines.append(alignments.charAt(i) == 'r' ? "|--:" : "|---");
        }
        lines.append("|\n");
    }

    void row(String... cells) {
        for (String cell : cells) {
            lines.append("| ").append(cell).append(' ');
        }
        lines.append("|\n");
    }

    void appendTo(StringBuilder text) {
        text.append(lines).append('\n');
    }

    /** Says under a table of so many rows that it was cut, and where the others are; nothing if it wasn't. */
    static void leftOut(StringBuilder text, int rows, String file) {
        if (rows > MOST_ROWS) {
            text.append("The first ").append(MOST_ROWS).append(" of ").append(rows);
            text.append("; all are in `").append(file).append("`.\n\n");
        }
    }
}
