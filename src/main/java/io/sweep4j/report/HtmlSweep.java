package io.sweep4j.report;

import io.sweep4j.store.StoredSweep;
import io.sweep4j.sweep.Observation;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The part of a page that is about one sweep. Used once. */
final class HtmlSweep {
    private final Html page;
    private final Html html; // what stands below the head, whose table of contents tells what that is
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
    HtmlSweep(Html page, SweepComparison comparison, String id, boolean nested) {
        this.page = page;
        this.html = new Html();
        this.comparison = comparison;
        this.sweep = comparison.sweep();
        this.sql = new Sql(comparison);
        this.id = id;
        this.nested = nested;
        this.sections = new HtmlSections(html, id, nested);
    }

    void write() {
        boolean drawn = !comparison.drawn().curves().isEmpty();
        if (drawn) {
            curves();
        }
        if (!comparison.ranking().isEmpty()) {
            ranking();
        }
        HtmlDiverged diverged = new HtmlDiverged(html, sections, comparison);
        boolean any = !comparison.diverged().isEmpty();
        if (any) {
            diverged.causes();
        }
        explore(any);
        if (any) {
            comparison
                    .map()
                    .frontier()
                    .ifPresent(frontier ->
                            new HtmlFrontier(html, sections, frontier, sweep.metric()).write(sql.frontier(frontier)));
            diverged.survival();
            diverged.trials();
        }
        if (!comparison.failed().isEmpty()) {
            failed();
        }
        new HtmlExplore(sections, comparison).timeline();
        fixed();
        definition();
        page.start("div", "class", "sweep", "id", id, "data-sweep", id);
        new HtmlHeadline(page, comparison, id, nested).write(sections.contents());
        page.append(html).end();
    }

    private void explore(boolean diverged) {
        HtmlExplore explore = new HtmlExplore(sections, comparison);
        if (explore.any()) {
            explore.parallel();
            sections.pair();
            explore.importances();
            explore.edf();
            sections.endPair();
        }
        if (!comparison.map().heatMaps().isEmpty()) {
            heatMap(diverged);
        }
        if (explore.any()) {
            explore.slices();
            explore.contours();
        }
    }

    private void curves() {
        sections.pair();
        sections.start("curves", "Loss curves");
        sections.note("Cost by epoch." + carried());
        sections.figure("cost", "Line chart of cost by epoch; the ranking table has its numbers.", "tall");
        sections.end(sql.curves("cost, cost_kind"), sql.band("cost"));
        boolean validation = measured(Observation::validationAccuracy);
        if (validation || measured(Observation::testAccuracy)) {
            String split = validation ? "validation" : "test";
            sections.start("accuracy", validation ? "Validation accuracy" : "Test accuracy");
            sections.note("Share of " + split + " samples classified right after each epoch.");
            sections.figure(split, "Line chart of accuracy by epoch; the ranking table has its numbers.", "tall");
            sections.end(sql.curves(split + "_accuracy"), sql.band(split + "_accuracy"));
        }
        sections.endPair();
    }

    /** What the page has not got of the curves; empty if it has all. */
    private String carried() {
        int leftOut = comparison.drawn().leftOut();
        String left = leftOut == 0
                ? ""
                : " This page has the curves of " + comparison.drawn().curves().size()
                        + " trials: the best, the worst and diverged ones. The " + leftOut
                        + " others are in the table and in curves.csv.";
        return comparison.drawn().thinned()
                ? left + " Long curves are drawn with " + DrawnCurves.MOST_POINTS + " points at most."
                : left;
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
                        + " one. Click a heading to sort, a trial's number to link to it, the box beside it to mark it in"
                        + " every figure. A filter takes words and conditions such as learning_rate>=0.1.",
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

    private void heatMap(boolean diverged) {
        sections.start("cells", diverged ? "Divergence map" : "Heat map");
        List<String> longer = comparison.axes().stream()
                .filter(axis -> !HeatMap.shows(axis))
                .map(axis -> axis.parameter().yaml())
                .toList();
        sections.note("What the trials of each cell came to."
                + (diverged
                        ? " Hatching is divergence: a cell all over it has no finite trial, a band says how many of its"
                                + " trials diverged."
                        : "")
                + (longer.isEmpty()
                        ? ""
                        : " Axes of more than " + HeatMap.MOST_VALUES + " values are left out: " + Wording.list(longer)
                                + "."));
        sections.figure("cells", null, "cells");
        HeatMap first = comparison.map().heatMaps().get(0);
        sections.end(sql.cells(
                comparison.axes().get(first.down()).parameter(),
                comparison.axes().get(first.across()).parameter()));
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
