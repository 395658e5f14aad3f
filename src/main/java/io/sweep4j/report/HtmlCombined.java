package io.sweep4j.report;

/** The head of a page on several sweeps: what they are, how they compare, and their trials in one ranking. */
final class HtmlCombined {
    private static final int MOST_ROWS = 50;

    private HtmlCombined() {}

    static void write(Html html, Comparison comparison, String title) {
        html.start("header", "class", "top").element("p", "Sweep4j report", "class", "eyebrow");
        html.element("h1", title);
        html.start("ul", "class", "jump");
        for (int i = 0; i < comparison.sweeps().size(); i++) {
            SweepComparison sweep = comparison.sweeps().get(i);
            html.start("li")
                    .start("a", "href", "#s" + (i + 1))
                    .element("bdi", sweep.sweep().name());
            html.end().text(" – " + Wording.counts(sweep)).end();
        }
        html.end().end();
        comparison.matching().ifPresent(matching -> new HtmlMatching(html, comparison, matching).write());
        html.start("section", "aria-labelledby", "combined").element("h2", "All trials", "id", "combined");
        if (comparison.combined().isEmpty()) {
            html.element("p", "The sweeps have different metrics, so there is no ranking over all of them.");
        } else {
            ranking(html, comparison);
        }
        html.end();
    }

    private static void ranking(Html html, Comparison comparison) {
        int rows = comparison.combined().size();
        String shown = rows > MOST_ROWS ? "The best " + MOST_ROWS + " of " + rows + " trials" : "All trials";
        String caution = comparison.matching().map(MatchWording::beforeRanking).orElse("");
        html.element(
                "p",
                (shown + " by " + Wording.metric(comparison.sweeps().get(0))
                                + "; diverged ones come last, by their best before that. " + caution)
                        .strip(),
                "class",
                "note");
        html.start("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", "All trials")
                .start("table");
        html.start("thead").start("tr");
        html.element("th", "Rank", "scope", "col", "class", "n").element("th", "Sweep", "scope", "col");
        html.element("th", "Trial", "scope", "col", "class", "n").element("th", "State", "scope", "col");
        html.element("th", "Values", "scope", "col").element("th", "Best", "scope", "col", "class", "n");
        html.end().end().start("tbody");
        for (Comparison.Placed placed :
                comparison.combined().stream().limit(MOST_ROWS).toList()) {
            SweepComparison sweep = comparison.sweeps().get(placed.sweep());
            RankedTrial trial = placed.trial();
            html.start("tr").element("td", String.valueOf(trial.rank()), "class", "n");
            html.start("td").element("bdi", sweep.sweep().name()).end();
            String target = "#s" + (placed.sweep() + 1) + "-t" + trial.number();
            html.start("td", "class", "n")
                    .element("a", String.valueOf(trial.number()), "href", target)
                    .end();
            html.start("td");
            HtmlParts.state(html, trial.stored().state());
            html.end().start("td").text(Wording.values(trial, sweep.varying()));
            HtmlParts.warnings(html, trial);
            html.end();
            HtmlParts.number(
                    html, trial.best(), Wording.best(trial.best(), sweep.sweep().metric()));
            html.end();
        }
        html.end().end().end();
    }
}
