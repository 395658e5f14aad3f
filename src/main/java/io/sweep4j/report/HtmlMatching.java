package io.sweep4j.report;

import io.sweep4j.sweep.Metric;
import io.sweep4j.sweep.Parameter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The part of a page that lays sweeps side by side: cards, what differs, figures, cells. Used once. */
final class HtmlMatching {
    private static final int MOST_ROWS = 50;
    private static final String ID = "side";

    private final Html html;
    private final Comparison comparison;
    private final Matching matching;
    private final MatchWording words;
    private final HtmlSections sections;

    HtmlMatching(Html html, Comparison comparison, Matching matching) {
        this.html = html;
        this.comparison = comparison;
        this.matching = matching;
        this.words = new MatchWording(comparison, matching);
        this.sections = new HtmlSections(html, ID, false);
    }

    void write() {
        html.start("div", "id", ID, "data-matching", ID);
        if (matching.pairings().size() == 1 && matching.metric() != null) {
            cards(matching.metric(), matching.pairings().get(0));
        }
        summary();
        sections.pair();
        settings();
        if (!matching.axes().isEmpty()) {
            axes();
        }
        sections.endPair();
        if (FigureMatching.drawn(comparison)) {
            figures();
        }
        if (!matching.cells().isEmpty()) {
            cells();
        }
        html.end();
    }

    private void cards(Metric metric, Pairing pairing) {
        html.start("div", "class", "cards");
        card("Best " + metric.name().yaml());
        html.start("p", "class", "big");
        for (int sweep = 0; sweep < 2; sweep++) {
            RankedTrial best = comparison.sweeps().get(sweep).best().orElse(null);
            html.text(sweep == 0 ? "" : " → ");
            html.text(best == null ? "none" : Wording.best(best.best(), metric));
        }
        html.end().start("p", "class", "note");
        for (int sweep = 0; sweep < 2; sweep++) {
            RankedTrial best = comparison.sweeps().get(sweep).best().orElse(null);
            html.text(sweep == 0 ? "" : " → ").element("bdi", words.sweep(sweep));
            if (best != null) {
                html.text(" ").element("a", "trial " + best.number(), "href", link(sweep, best));
            }
        }
        html.end().end();
        if (pairing.median() != null) {
            card("Median difference");
            // Without a colour: how good it is depends on the cells that diverge, and on what else differs.
            html.element("p", MatchWording.difference(pairing.median(), metric), "class", "big");
            html.element("p", MatchWording.tally(pairing) + " with a value in both.", "class", "note");
            if (!matching.settings().isEmpty()) {
                html.element("p", MatchWording.beside(matching), "class", "note");
            }
            html.end();
        }
        int before = pairing.surviving() + pairing.bothDiverged();
        int after = pairing.diverging() + pairing.bothDiverged();
        if (before + after > 0) {
            card("Cells that diverge");
            html.element("p", before + " → " + after, "class", "big");
            html.element(
                            "p",
                            pairing.surviving() + " survive now, " + pairing.diverging() + " diverge now, "
                                    + pairing.bothDiverged() + " do in both.",
                            "class",
                            "note")
                    .end();
        }
        html.end();
    }

    private void card(String label) {
        html.start("div", "class", "card").element("p", label, "class", "label");
    }

    private void summary() {
        sections.start("summary", "Side by side");
        html.element("p", words.intro());
        html.start("ul", "class", "outcomes");
        for (int sweep = 0; sweep < comparison.sweeps().size(); sweep++) {
            SweepComparison each = comparison.sweeps().get(sweep);
            RankedTrial best = each.best().orElse(null);
            html.start("li").start("b").element("bdi", words.sweep(sweep)).end();
            html.text(": best ");
            if (best == null) {
                html.text("none");
            } else {
                html.element("a", Wording.best(best.best(), each.sweep().metric()), "href", link(sweep, best));
                HtmlParts.warnings(html, best);
            }
            html.text(".");
            if (sweep > 0 && !matching.cells().isEmpty()) {
                html.text(" "
                        + String.join(" ", words.outcomes(matching.pairings().get(sweep - 1))));
            }
            html.end();
        }
        html.end().end();
    }

    private void settings() {
        sections.start("settings", "What differs");
        sections.note(MatchWording.differing(matching));
        if (!matching.settings().isEmpty()) {
            sections.table("What differs", matching.settings().size());
            html.start("thead").start("tr");
            html.element("th", "What", "scope", "col").element("th", "Name", "scope", "col");
            sweepHeadings(null);
            html.end().end().start("tbody");
            for (Setting setting : matching.settings()) {
                html.start("tr").element("td", MatchWording.kind(setting), "class", "none");
                html.element("th", setting.name(), "scope", "row");
                for (String value : setting.values()) {
                    html.element("td", value == null ? "–" : value, "class", value == null ? "none" : null);
                }
                html.end();
            }
            sections.endTable();
        }
        html.end();
    }

    private void sweepHeadings(@Nullable String kind) {
        for (int sweep = 0; sweep < comparison.sweeps().size(); sweep++) {
            html.start("th", "scope", "col", "class", kind)
                    .element("bdi", words.sweep(sweep))
                    .end();
        }
    }

    private void axes() {
        sections.start("axes", "Shared axes");
        sections.note(
                "What varies in " + (comparison.sweeps().size() == 2 ? "both" : "all") + " sweeps, and its values.");
        sections.table(
                "Shared axes",
                matching.axes().size(),
                "Axis",
                comparison.sweeps().size() == 2 ? "In both" : "In all",
                "Only in some");
        for (SharedAxis axis : matching.axes()) {
            String some = words.uncommon(axis);
            html.start("tr").element("th", axis.parameter().yaml(), "scope", "row");
            html.element("td", words.common(axis));
            html.element("td", some.isEmpty() ? "–" : some, "class", some.isEmpty() ? "none" : null)
                    .end();
        }
        sections.endTable();
        html.end();
    }

    private void figures() {
        sections.pair();
        sections.start("versus", "Sweep against sweep");
        sections.note("A dot is a cell. On the dashed line both sweeps reach the same.");
        sections.figure(
                "versus",
                "Scatter plot of the best value of each cell in both sweeps; the table of cells has its numbers.",
                "tall");
        html.end();
        sections.start("differences", "Differences");
        sections.note("A bar is a cell with a value in both, from the greatest gain to the greatest loss.");
        sections.figure(
                "differences", "Bar chart of the difference in each cell; the table of cells has its numbers.", "tall");
        html.end();
        sections.endPair();
    }

    private void cells() {
        int rows = matching.cells().size();
        sections.start("cells", "Matched cells");
        sections.note(
                "Cells that diverged in one sweep and survived in another come first, then the largest differences."
                        + (rows > MOST_ROWS
                                ? " These are the first " + MOST_ROWS + " of " + rows
                                        + "; all are in report.json and cells.csv."
                                : ""));
        sections.table("Matched cells", Math.min(rows, MOST_ROWS));
        html.start("thead").start("tr");
        matching.axes().forEach(axis -> html.element("th", axis.parameter().yaml(), "scope", "col"));
        for (int sweep = 0; sweep < comparison.sweeps().size(); sweep++) {
            html.start("th", "scope", "col", "class", "n")
                    .element("bdi", words.sweep(sweep))
                    .end();
            if (sweep > 0) {
                html.element("th", "Difference", "scope", "col", "class", "n");
            }
        }
        html.end().end().start("tbody");
        matching.cells().stream().limit(MOST_ROWS).forEach(this::cell);
        sections.endTable();
        if (matching.metric() == null) {
            html.end();
        } else {
            List<Parameter> axes =
                    matching.axes().stream().map(SharedAxis::parameter).toList();
            sections.end(Sql.matched(comparison.sweeps(), axes));
        }
    }

    private void cell(MatchedCell cell) {
        html.start("tr");
        cell.values().forEach(value -> html.element("td", Wording.value(value)));
        for (int sweep = 0; sweep < cell.sides().size(); sweep++) {
            side(sweep, cell.sides().get(sweep));
            if (sweep > 0) {
                difference(cell, sweep);
            }
        }
        html.end();
    }

    private void side(int sweep, @Nullable CellSide side) {
        if (side == null) {
            html.element("td", "–", "class", "n none");
            return;
        }
        Double value = side.value();
        boolean diverged = side.cause() != null;
        html.start("td", "class", "n", "title", value == null ? null : Numbers.full(value));
        html.element("a", words.side(sweep, side), "href", link(sweep, side.best()), "class", diverged ? "lost" : null);
        String of = words.of(sweep, side);
        if (!of.isEmpty()) {
            html.text(" ").element("small", of);
        }
        HtmlParts.warnings(html, side.best());
        html.end();
    }

    private void difference(MatchedCell cell, int sweep) {
        Metric metric = matching.metric();
        Double difference = cell.differences().get(sweep);
        if (metric == null || difference == null) {
            String change = MatchWording.change(cell, sweep);
            html.element(
                    "td",
                    change.isEmpty() ? "–" : change,
                    "class",
                    change.isEmpty() ? "n none" : change.equals("survives") ? "n better" : "n lost");
            return;
        }
        String direction = MatchWording.direction(difference, metric);
        html.start("td", "class", "n " + direction, "title", Numbers.full(difference));
        html.text(MatchWording.difference(difference, metric));
        if (!direction.isEmpty()) {
            html.text(" ").element("small", direction);
        }
        html.end();
    }

    private static String link(int sweep, RankedTrial trial) {
        return "#s" + (sweep + 1) + "-t" + trial.number();
    }
}
