package io.sweep4j.report;

import io.sweep4j.sweep.TrialState;
import io.sweep4j.sweep.Value;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The ranking as a table; the page's script makes its headings sort and its rows filter. */
final class HtmlRanking {
    /** Rows up to which the table is shown whole; a longer one scrolls by itself. */
    static final int MOST_UNFOLDED = 40;

    private final Html html;
    private final SweepComparison comparison;
    private final String id;

    HtmlRanking(Html html, SweepComparison comparison, String id) {
        this.html = html;
        this.comparison = comparison;
        this.id = id;
    }

    void write() {
        int rows = comparison.ranking().size();
        html.start(
                "div",
                "class",
                rows > MOST_UNFOLDED ? "scroll long" : "scroll",
                "tabindex",
                "0",
                "role",
                "region",
                "aria-label",
                "Ranking of trials");
        html.start("table", "data-ranking", id).start("thead").start("tr");
        heading("Rank", true);
        heading("Trial", true);
        if (comparison.repeated()) {
            heading("Repeat", true);
        }
        heading("State", false);
        comparison
                .varying()
                .forEach(parameter ->
                        heading(parameter.yaml(), new VaryingAxis(parameter, comparison.ranking()).numeric()));
        heading("Best " + Wording.name(comparison.sweep().metric()), true);
        if (comparison.showsTest()) {
            heading("Test accuracy", true);
        }
        for (String measured : List.of("Best epoch", "Final cost", "Seconds")) {
            heading(measured, true);
        }
        html.end().end().start("tbody");
        comparison.ranking().forEach(this::row);
        html.end().end().end();
    }

    private void heading(String text, boolean numeric) {
        html.element("th", text, "scope", "col", "class", numeric ? "n" : null);
    }

    private void row(RankedTrial trial) {
        TrialState state = trial.stored().state();
        String number = String.valueOf(trial.number());
        String row = id + "-t" + number;
        html.start("tr", "id", row, "data-trial", number, "class", state.name().toLowerCase(Locale.ROOT));
        html.element("td", trial.rank() == null ? "–" : trial.rank().toString(), "class", "n");
        html.start("td", "class", "n", "data-number", "")
                .element("a", number, "href", "#" + row)
                .end();
        if (comparison.repeated()) {
            html.element("td", String.valueOf(trial.stored().trial().repeat()), "class", "n");
        }
        html.start("td");
        HtmlParts.state(html, state);
        if (!trial.stored().inPlan()) {
            html.element("span", "not in plan", "class", "orphan");
        }
        HtmlParts.warnings(html, trial);
        html.end();
        comparison.varying().forEach(parameter -> parameter(trial.value(parameter)));
        HtmlParts.number(
                html,
                trial.best(),
                Wording.best(trial.best(), comparison.sweep().metric()));
        if (comparison.showsTest()) {
            HtmlParts.number(html, trial.testAccuracy(), Wording.accuracy(trial.testAccuracy()));
        }
        html.element("td", trial.bestEpoch() == null ? "–" : trial.bestEpoch().toString(), "class", "n");
        HtmlParts.number(html, trial.finalCost(), Wording.number(trial.finalCost()));
        Double seconds = trial.stored().seconds();
        HtmlParts.number(html, seconds, seconds == null ? "" : Numbers.compact(seconds, 3));
        html.end();
    }

    private void parameter(@Nullable Value value) {
        String shown = Wording.value(value);
        boolean numeric = value instanceof Value.Real || value instanceof Value.Whole;
        String full = value == null || value.text().equals(shown) ? null : value.text();
        html.element("td", shown, "class", numeric ? "n" : null, "title", full);
    }
}
