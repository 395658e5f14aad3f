package io.sweep4j.report;

import io.sweep4j.store.StoredSweep;
import io.sweep4j.sweep.Observation;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The part of a page that is about one sweep. Used once. */
final class HtmlSweep {
    private final Html html;
    private final SweepComparison comparison;
    private final StoredSweep sweep;
    private final Sql sql;
    private final String id;
    private final boolean nested;
    private final HtmlSections sections;

    /**
     * @param id unique within the page
     * @param nested whether the page has a heading above this sweep's
     */
    HtmlSweep(Html html, SweepComparison comparison, String id, boolean nested) {
        this.html = html;
        this.comparison = comparison;
        this.sweep = comparison.sweep();
        this.sql = new Sql(comparison);
        this.id = id;
        this.nested = nested;
        this.sections = new HtmlSections(html, id, nested);
    }

    void write() {
        html.start("div", "class", "sweep", "id", id, "data-sweep", id);
        new HtmlHeadline(html, comparison, id, nested).write();
        boolean drawn = !comparison.drawn().curves().isEmpty();
        if (drawn) {
            curves();
        }
        if (!comparison.ranking().isEmpty()) {
            ranking();
        }
        divergence();
        if (!comparison.failed().isEmpty()) {
            failed();
        }
        fixed();
        definition();
        html.end();
    }

    private void curves() {
        sections.start("curves", "Loss curves");
        String who = comparison.drawn().leftOut() == 0
                ? "Every trial's cost by epoch."
                : "Cost by epoch of " + comparison.drawn().curves().size()
                        + " trials: the best, the worst and diverged ones. "
                        + comparison.drawn().leftOut()
                        + " trials are not drawn; all are in the table and in curves.csv.";
        String thin = comparison.drawn().thinned()
                ? " Long curves are drawn with " + DrawnCurves.MOST_POINTS + " points at most."
                : "";
        html.element("p", who + thin, "class", "note");
        sections.figure("cost", "Line chart of cost by epoch; the ranking table has its numbers.", "tall");
        HtmlParts.sql(html, sql.curves("cost, cost_kind"));
        html.end();
        boolean validation = measured(Observation::validationAccuracy);
        if (validation || measured(Observation::testAccuracy)) {
            String split = validation ? "validation" : "test";
            sections.start("accuracy", validation ? "Validation accuracy" : "Test accuracy");
            html.element(
                    "p",
                    "Share of " + split + " samples classified right after each epoch. A curve ends where its trial"
                            + " diverged: what is measured after that is recorded, but says nothing.",
                    "class",
                    "note");
            sections.figure(split, "Line chart of accuracy by epoch; the ranking table has its numbers.", "tall");
            HtmlParts.sql(html, sql.curves(split + "_accuracy"));
            html.end();
        }
    }

    private boolean measured(Function<Observation, @Nullable Double> accuracy) {
        return comparison.drawn().curves().stream()
                .flatMap(curve -> curve.epochs().stream())
                .anyMatch(epoch -> accuracy.apply(epoch) != null);
    }

    private void ranking() {
        sections.start("ranking", "Ranking");
        html.element(
                "p",
                "By " + Wording.metric(comparison)
                        + " at each trial's best epoch"
                        + (comparison.showsTest() ? ", with the test accuracy of that epoch. Diverged" : ". Diverged")
                        + " trials come after every finite"
                        + " one. Click a heading to sort, a trial's number to link to it.",
                "class",
                "note");
        html.start("div", "class", "tools", "data-tools", "ranking").end();
        new HtmlRanking(html, comparison, id).write();
        HtmlParts.sql(html, sql.ranking());
        html.end();
    }

    private void failed() {
        sections.start("failed", "What failed");
        sections.table("Failed trials", comparison.failed().size(), "Trial", "Error");
        for (RankedTrial trial : comparison.failed()) {
            String error = trial.stored().error();
            html.start("tr").element("td", String.valueOf(trial.number()), "class", "n");
            html.element("td", error == null ? "" : error, "class", "wide error")
                    .end();
        }
        sections.endTable();
        html.end();
    }

    private void divergence() {
        HtmlDiverged diverged = new HtmlDiverged(html, sections, comparison);
        boolean any = !comparison.diverged().isEmpty();
        if (any) {
            diverged.causes();
        }
        if (!comparison.map().heatMaps().isEmpty()) {
            heatMap(any);
        }
        if (any) {
            comparison
                    .map()
                    .frontier()
                    .ifPresent(frontier ->
                            new HtmlFrontier(html, sections, frontier, sweep.metric()).write(sql.frontier(frontier)));
            diverged.survival();
            diverged.trials();
        }
    }

    private void heatMap(boolean diverged) {
        sections.start("cells", diverged ? "Divergence map" : "Heat map");
        List<String> longer = comparison.axes().stream()
                .filter(axis -> !HeatMap.shows(axis))
                .map(axis -> axis.parameter().yaml())
                .toList();
        sections.note("Best " + Wording.name(sweep.metric()) + " over the trials of each cell."
                + (diverged
                        ? " Hatching is divergence: a cell all over it has no finite trial, a band says how many of its"
                                + " trials diverged."
                        : "")
                + (longer.isEmpty()
                        ? ""
                        : " Axes of more than " + HeatMap.MOST_VALUES + " values are left out: " + Wording.list(longer)
                                + "."));
        sections.figure("cells", "Table of the best value for each pair of parameter values", "cells");
        sections.end(sql.cells());
    }

    private void fixed() {
        if (comparison.fixed().isEmpty()) {
            return;
        }
        sections.start("fixed", "Fixed parameters");
        html.start("dl", "class", "facts");
        for (FixedParameter fixed : comparison.fixed()) {
            html.start("div", "class", fixed.used() ? null : "unused");
            html.element("dt", fixed.parameter().yaml());
            html.element("dd", fixed.text() + (fixed.used() ? "" : " (not used)"))
                    .end();
        }
        html.end().end();
    }

    private void definition() {
        sections.start("definition", "Definition");
        html.start("pre", "tabindex", "0", "class", "definition")
                .element("code", sweep.definition())
                .end()
                .end();
        sections.start("provenance", "Provenance");
        html.start("dl", "class", "facts long");
        Provenance.facts(sweep.provenance())
                .forEach((fact, value) -> html.start("div")
                        .element("dt", fact)
                        .element("dd", value)
                        .end());
        html.end().end();
    }
}
