package io.sweep4j.report;

import io.sweep4j.sweep.Metric;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a summary says about sweeps side by side: what differs, the axes, how each compares, and the cells. */
final class MarkdownMatching {
    private final StringBuilder text;
    private final Comparison comparison;
    private final Matching matching;
    private final MatchWording words;

    MarkdownMatching(StringBuilder text, Comparison comparison, Matching matching) {
        this.text = text;
        this.comparison = comparison;
        this.matching = matching;
        this.words = new MatchWording(comparison, matching);
    }

    void write() {
        text.append("## Side by side\n\n").append(escape(words.intro())).append("\n\n");
        summary();
        text.append("### What differs\n\n");
        settings();
        if (!matching.axes().isEmpty()) {
            text.append("### Shared axes\n\n");
            axes();
        }
        if (!matching.cells().isEmpty()) {
            text.append("### Matched cells\n\n");
            cells();
        }
    }

    private void summary() {
        for (int i = 0; i < comparison.sweeps().size(); i++) {
            SweepComparison sweep = comparison.sweeps().get(i);
            text.append("- **").append(escape(sweep.sweep().name())).append("**: best ");
            RankedTrial best = sweep.best().orElse(null);
            text.append(
                    best == null
                            ? "none"
                            : Wording.best(best.best(), sweep.sweep().metric()) + " (trial " + best.number() + ")"
                                    + MarkdownFormat.warnings(best));
            text.append(".");
            if (i > 0 && !matching.cells().isEmpty()) {
                words.outcomes(matching.pairings().get(i - 1))
                        .forEach(sentence -> text.append(' ').append(escape(sentence)));
            }
            text.append('\n');
        }
        text.append('\n');
    }

    private List<String> names() {
        return comparison.sweeps().stream().map(sweep -> sweep.sweep().name()).toList();
    }

    private void settings() {
        text.append(escape(MatchWording.differing(matching))).append("\n\n");
        if (matching.settings().isEmpty()) {
            return;
        }
        List<String> header = new ArrayList<>(List.of("What", "Name"));
        header.addAll(names());
        MarkdownTable table = new MarkdownTable(header, "l".repeat(header.size()));
        for (Setting setting : matching.settings()) {
            List<String> row = new ArrayList<>(List.of(MatchWording.kind(setting), "`" + setting.name() + "`"));
            for (String value : setting.values()) {
                row.add(value == null ? "–" : escape(value));
            }
            table.row(row.toArray(String[]::new));
        }
        table.appendTo(text);
    }

    private void axes() {
        MarkdownTable table = new MarkdownTable(
                List.of("Axis", comparison.sweeps().size() == 2 ? "In both" : "In all", "Only in some"), "lll");
        for (SharedAxis axis : matching.axes()) {
            String some = words.uncommon(axis);
            table.row(
                    "`" + axis.parameter().yaml() + "`",
                    escape(words.common(axis)),
                    some.isEmpty() ? "–" : escape(some));
        }
        table.appendTo(text);
    }

    private void cells() {
        Metric metric = matching.metric();
        int sweeps = comparison.sweeps().size();
        List<String> header = new ArrayList<>();
        matching.axes().forEach(axis -> header.add(axis.parameter().yaml()));
        StringBuilder alignments = new StringBuilder("l".repeat(header.size()));
        for (int sweep = 0; sweep < sweeps; sweep++) {
            header.add(words.sweep(sweep));
            alignments.append('r');
            if (sweep > 0) {
                header.add(sweeps == 2 ? "Difference" : "Difference of " + words.sweep(sweep));
                alignments.append('r');
            }
        }
        MarkdownTable table = new MarkdownTable(header, alignments.toString());
        for (MatchedCell cell :
                matching.cells().stream().limit(MarkdownTable.MOST_ROWS).toList()) {
            List<String> row = new ArrayList<>();
            cell.values().forEach(value -> row.add(escape(Wording.value(value))));
            for (int sweep = 0; sweep < sweeps; sweep++) {
                CellSide side = cell.sides().get(sweep);
                String of = words.of(sweep, side);
                row.add(value(sweep, side)
                        + (of.isEmpty() ? "" : " (" + escape(of) + ")")
                        + (side == null ? "" : MarkdownFormat.warnings(side.best())));
                if (sweep > 0) {
                    row.add(difference(cell, sweep, metric));
                }
            }
            table.row(row.toArray(String[]::new));
        }
        table.appendTo(text);
        MarkdownTable.leftOut(text, matching.cells().size(), "cells.csv");
    }

    private String value(int sweep, @Nullable CellSide side) {
        String shown = escape(words.side(sweep, side));
        return side != null && side.cause() != null ? "❌ " + shown : shown;
    }

    private static String difference(MatchedCell cell, int sweep, @Nullable Metric metric) {
        Double difference = cell.differences().get(sweep);
        if (metric == null || difference == null) {
            String change = MatchWording.change(cell, sweep);
            return change.isEmpty() ? "–" : "**" + change + "**";
        }
        String direction = MatchWording.direction(difference, metric);
        return MatchWording.difference(difference, metric) + (direction.isEmpty() ? "" : " " + direction);
    }

    private static String escape(String text) {
        return MarkdownFormat.escape(text);
    }
}
