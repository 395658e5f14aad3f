package io.sweep4j.report;

import io.sweep4j.store.StoredSweep;
import io.sweep4j.sweep.Observation;
import io.sweep4j.sweep.Parameter;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The part of a page that is about one sweep. Used once. */
final class HtmlSweep {
    private final Html html;
    private final SweepComparison comparison;
    private final StoredSweep sweep;
    private final List<Parameter> varying;
    private final Sql sql;
    private final String id;
    private final boolean nested;

    /**
     * @param id unique within the page
     * @param nested whether the page has a heading above this sweep's
     */
    HtmlSweep(Html html, SweepComparison comparison, String id, boolean nested) {
        this.html = html;
        this.comparison = comparison;
        this.sweep = comparison.sweep();
        this.varying = comparison.varying();
        this.sql = new Sql(comparison);
        this.id = id;
        this.nested = nested;
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
        if (!comparison.diverged().isEmpty()) {
            diverged();
        }
        if (!comparison.failed().isEmpty()) {
            failed();
        }
        if (varying.size() > 1) {
            heatMap();
        }
        fixed();
        definition();
        html.end();
    }

    private void curves() {
        section("curves", "Loss curves");
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
        figure("cost", "Line chart of cost by epoch; the ranking table has its numbers.", "tall");
        HtmlParts.sql(html, sql.curves("cost, cost_kind"));
        html.end();
        boolean validation = measured(Observation::validationAccuracy);
        if (validation || measured(Observation::testAccuracy)) {
            String split = validation ? "validation" : "test";
            section("accuracy", validation ? "Validation accuracy" : "Test accuracy");
            html.element(
                    "p",
                    "Share of " + split + " samples classified right after each epoch. A curve ends where its trial"
                            + " diverged: what is measured after that is recorded, but says nothing.",
                    "class",
                    "note");
            figure(split, "Line chart of accuracy by epoch; the ranking table has its numbers.", "tall");
            HtmlParts.sql(html, sql.curves(split + "_accuracy"));
            html.end();
        }
    }

    private boolean measured(Function<Observation, @Nullable Double> accuracy) {
        return comparison.drawn().curves().stream()
                .flatMap(curve -> curve.epochs().stream())
                .anyMatch(epoch -> accuracy.apply(epoch) != null);
    }

    /** An empty place that the page's script fills; without scripts it says why it is empty. */
    private void figure(String kind, String description, String size) {
        html.start("figure").start("div", "class", "tools", "data-tools", kind).end();
        html.start("div", "class", "plot " + size, "data-figure", kind, "role", "img", "aria-label", description);
        html.element("p", "This figure needs scripts; its numbers are in the tables.", "class", "note")
                .end();
        html.element("figcaption", "", "class", "note", "data-caption", kind).end();
    }

    private void ranking() {
        section("ranking", "Ranking");
        html.element(
                "p",
                "By " + Wording.metric(comparison)
                        + " at each trial's best epoch. Diverged trials come after every finite"
                        + " one. Accuracies in italics were measured on diverged parameters and say nothing. Click a"
                        + " heading to sort, a trial's number to link to it.",
                "class",
                "note");
        html.start("div", "class", "tools", "data-tools", "ranking").end();
        new HtmlRanking(html, comparison, id).write();
        HtmlParts.sql(html, sql.ranking());
        html.end();
    }

    private void diverged() {
        section("diverged", "What diverged, and why");
        html.start("ul", "class", "causes");
        comparison.causes().forEach((cause, count) -> {
            html.start("li").element("b", Wording.plural(count, "trial")).text(" ");
            html.element("code", cause.name())
                    .element("span", " " + cause.advice())
                    .end();
        });
        html.end();
        table(
                "Diverged trials",
                "Trial",
                varying.isEmpty() ? null : "Values",
                "Where",
                "Kind",
                "Cause",
                "Why, and what survived");
        for (DivergedTrial diverged : comparison.diverged()) {
            html.start("tr").start("td", "class", "n");
            html.element("a", String.valueOf(diverged.trial().number()), "href", "#" + row(diverged.trial()))
                    .end();
            if (!varying.isEmpty()) {
                html.element("td", Wording.values(diverged.trial(), varying));
            }
            html.element("td", Wording.where(diverged.divergence()));
            html.start("td")
                    .element("span", Wording.kind(diverged.divergence().kind()), "class", "nan")
                    .end();
            html.start("td")
                    .element("code", diverged.divergence().cause().name())
                    .end();
            html.start("td", "class", "wide").element("p", diverged.divergence().explanation());
            String survived = Wording.survived(diverged);
            if (!survived.isEmpty()) {
                html.element("p", survived, "class", "survived");
            }
            html.end().end();
        }
        endTable();
        HtmlParts.sql(html, sql.divergences());
        html.end();
    }

    private void failed() {
        section("failed", "What failed");
        table("Failed trials", "Trial", "Error");
        for (RankedTrial trial : comparison.failed()) {
            String error = trial.stored().error();
            html.start("tr").element("td", String.valueOf(trial.number()), "class", "n");
            html.element("td", error == null ? "" : error, "class", "wide error")
                    .end();
        }
        endTable();
        html.end();
    }

    private void heatMap() {
        section("cells", "Heat map");
        html.element(
                "p",
                "Best " + sweep.metric().name().yaml() + " over the trials of each cell. Hatched cells with a ✕ have no"
                        + " finite trial.",
                "class",
                "note");
        figure("cells", "Table of the best value for each pair of parameter values", "cells");
        HtmlParts.sql(html, sql.cells());
        html.end();
    }

    private void fixed() {
        if (comparison.fixed().isEmpty()) {
            return;
        }
        section("fixed", "Fixed parameters");
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
        section("definition", "Definition");
        html.start("pre", "tabindex", "0", "class", "definition")
                .element("code", sweep.definition())
                .end()
                .end();
        section("provenance", "Provenance");
        html.start("dl", "class", "facts long");
        Provenance.facts(sweep.provenance())
                .forEach((fact, value) -> html.start("div")
                        .element("dt", fact)
                        .element("dd", value)
                        .end());
        html.end().end();
    }

    private void section(String name, String title) {
        html.start("section", "aria-labelledby", id + "-" + name);
        html.element(nested ? "h3" : "h2", title, "id", id + "-" + name);
    }

    /** A table within a region that scrolls by itself; null headings are left out. */
    private void table(String label, @Nullable String... headings) {
        html.start("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", label);
        html.start("table").start("thead").start("tr");
        for (String heading : headings) {
            if (heading != null) {
                html.element("th", heading, "scope", "col", "class", heading.equals("Trial") ? "n" : null);
            }
        }
        html.end().end().start("tbody");
    }

    private void endTable() {
        html.end().end().end();
    }

    private String row(RankedTrial trial) {
        return id + "-t" + trial.number();
    }
}
