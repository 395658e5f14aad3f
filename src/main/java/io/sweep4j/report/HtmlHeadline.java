package io.sweep4j.report;

import io.sweep4j.store.StoredSweep;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The head of a sweep's part of a page: what it is, its best trial, its states, its time. */
final class HtmlHeadline {
    private final Html html;
    private final SweepComparison comparison;
    private final StoredSweep sweep;
    private final String id;
    private final boolean nested;

    /**
     * @param id the sweep's, unique within the page
     * @param nested whether the page has a heading above this sweep's
     */
    HtmlHeadline(Html html, SweepComparison comparison, String id, boolean nested) {
        this.html = html;
        this.comparison = comparison;
        this.sweep = comparison.sweep();
        this.id = id;
        this.nested = nested;
    }

    /** @param contents titles of the sections below, by the id of their heading */
    void write(Map<String, String> contents) {
        html.start("header", "class", "top");
        if (!nested) {
            html.element("p", "Sweep4j report", "class", "eyebrow");
        }
        html.start(nested ? "h2" : "h1").element("bdi", sweep.name()).end();
        if (!sweep.description().isEmpty()) {
            html.start("p", "class", "lead").element("bdi", sweep.description()).end();
        }
        html.start("div", "class", "cards");
        bestCard();
        statesCard();
        timeCard();
        html.end();
        Sql sql = new Sql(comparison);
        List<String> statements = new ArrayList<>(List.of(sql.counts()));
        comparison.analysis().spread().ifPresent(spread -> statements.add(sql.spread()));
        comparison.analysis().speed().ifPresent(speed -> statements.add(sql.speed()));
        HtmlParts.sql(html, statements.toArray(String[]::new));
        html.end();
        contents(contents);
    }

    private void contents(Map<String, String> contents) {
        html.start("nav", "class", "contents", "aria-label", nested ? "Contents of " + sweep.name() : "Contents");
        html.start("ol");
        contents.forEach((heading, title) -> {
            html.start("li").element("a", title, "href", "#" + heading).end();
        });
        html.end().end();
    }

    private void bestCard() {
        html.start("div", "class", "card");
        html.element("p", "Best " + sweep.metric().name().yaml(), "class", "label");
        RankedTrial best = comparison.best().orElse(null);
        if (best == null) {
            html.element("p", "none", "class", "big none");
            html.element("p", "No trial has a finite result.", "class", "note");
        } else {
            Double value = best.best();
            html.element(
                    "p",
                    Wording.best(value, sweep.metric()),
                    "class",
                    "big",
                    "title",
                    value == null ? null : Numbers.full(value));
            html.start("p")
                    .text("trial ")
                    .element("a", String.valueOf(best.number()), "href", "#" + id + "-t" + best.number());
            html.text(", epoch " + best.bestEpoch()).end();
            comparison.analysis().spread().ifPresent(this::spread);
            html.start("p", "class", "chips");
            comparison
                    .varying()
                    .forEach(parameter -> html.start("span", "class", "chip")
                            .element("b", parameter.yaml())
                            .text(" " + Wording.value(best.value(parameter)))
                            .end());
            html.end();
            warnings(best);
        }
        html.end();
    }

    /** How far the repeats of the best trial's cell lie apart. */
    private void spread(RepeatSpread spread) {
        html.start("p", "class", "spread");
        String shown = spread.shown(sweep.metric());
        if (!shown.isEmpty()) {
            html.element("b", shown).text(" ");
        }
        html.text(spread.about()).end();
    }

    private void warnings(RankedTrial best) {
        for (String code : best.stored().warnings()) {
            html.start("p", "class", "note").element("span", code, "class", "warning");
            html.text(" " + Wording.meaning(code)).end();
        }
    }

    private void statesCard() {
        long trials =
                comparison.counts().values().stream().mapToLong(Long::longValue).sum();
        html.start("div", "class", "card");
        html.element("p", "Trials", "class", "label").element("p", String.valueOf(trials), "class", "big");
        html.start("div", "class", "bar", "aria-hidden", "true");
        comparison
                .counts()
                .forEach((state, count) -> html.element(
                        "span", "", "class", state.name().toLowerCase(Locale.ROOT), "style", "flex-grow:" + count));
        html.end().start("ul", "class", "states");
        comparison.counts().forEach((state, count) -> {
            html.start("li");
            HtmlParts.state(html, state);
            html.element("b", String.valueOf(count)).end();
        });
        html.end();
        causes();
        html.end();
    }

    private void causes() {
        List<CauseGroup> causes = comparison.map().causes();
        if (causes.isEmpty()) {
            return;
        }
        html.start("p", "class", "note why").text("Diverged: ");
        for (int i = 0; i < causes.size(); i++) {
            CauseGroup group = causes.get(i);
            html.text((i == 0 ? "" : ", ") + group.trials().size() + " ");
            html.element(
                    "a",
                    DivergenceWording.label(group.cause()),
                    "href",
                    "#" + id + "-causes",
                    "title",
                    group.cause().meaning());
        }
        html.end();
    }

    private void timeCard() {
        html.start("div", "class", "card");
        html.element("p", "Training time", "class", "label");
        html.element("p", Numbers.duration(comparison.seconds()), "class", "big");
        html.element("p", "summed over the trials", "class", "note");
        comparison
                .analysis()
                .speed()
                .ifPresent(speed -> html.start("p")
                        .element("b", Numbers.compact(speed.perSecond(), 3))
                        .text(" epochs a second: " + Wording.plural(speed.epochs(), "epoch") + " of all trials in "
                                + Numbers.duration(speed.seconds()) + " by the clock")
                        .end());
        html.start("p", "class", "note")
                .text("Started ")
                .element("time", time(sweep.createdAt()), "datetime", iso(sweep.createdAt()));
        if (sweep.finishedAt() == null) {
            html.text(", no run has ended yet");
        } else {
            html.text(", last run ended ")
                    .element("time", time(sweep.finishedAt()), "datetime", iso(sweep.finishedAt()));
        }
        html.end().end();
    }

    private static String iso(Instant time) {
        return Cells.text(time.truncatedTo(ChronoUnit.SECONDS));
    }

    private static String time(Instant time) {
        return iso(time).replace('T', ' ').replace("Z", " UTC");
    }
}
