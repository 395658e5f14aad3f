package io.sweep4j.report;

import io.sweep4j.sweep.Metric;
import io.sweep4j.sweep.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The stability frontier as a table: a line a combination, a mark a learning rate. */
final class HtmlFrontier {
    /** Learning rates up to which each has a column. */
    private static final int MOST_RATES = 16;

    private final Html html;
    private final HtmlSections sections;
    private final Frontier frontier;
    private final Metric metric;

    HtmlFrontier(Html html, HtmlSections sections, Frontier frontier, Metric metric) {
        this.html = html;
        this.sections = sections;
        this.frontier = frontier;
        this.metric = metric;
    }

    void write(String statement) {
        boolean marks = frontier.rates().size() <= MOST_RATES;
        sections.start("frontier", "Stability frontier");
        sections.note(DivergenceWording.frontier(frontier)
                + (marks ? " ✓ all finite, ✕ all diverged, 1/2 one of two diverged, · no outcome." : ""));
        sections.table("Stability frontier", frontier.lines().size());
        head(marks);
        html.start("tbody");
        frontier.lines().forEach(line -> line(line, marks));
        sections.endTable();
        sections.end(statement);
    }

    private void head(boolean marks) {
        html.start("thead").start("tr");
        frontier.others().forEach(parameter -> html.element("th", parameter.yaml(), "scope", "col"));
        html.element("th", "Survives up to", "scope", "col", "class", "n");
        html.element("th", "Best " + Wording.name(metric) + " there", "scope", "col", "class", "n");
        html.element("th", "Diverges from", "scope", "col", "class", "n");
        html.element("th", "Cause", "scope", "col");
        if (marks) {
            for (Value rate : frontier.rates()) {
                html.start("th", "scope", "col", "class", "rate", "title", "learning_rate " + rate.text());
                html.element("span", Wording.value(rate)).end();
            }
        }
        html.end().end();
    }

    private void line(FrontierLine line, boolean marks) {
        html.start("tr");
        frontier.others()
                .forEach(parameter ->
                        html.element("td", Wording.value(line.cell().value(parameter))));
        RateOutcome survives = line.survives();
        html.element(
                "td",
                survives == null ? "none" : Wording.value(survives.rate()),
                "class",
                survives == null ? "n none" : "n edge");
        html.start("td", "class", "n");
        RankedTrial best = survives == null ? null : survives.best().orElse(null);
        if (best == null) {
            html.text("–");
        } else {
            sections.link(best, Wording.best(best.best(), metric));
            HtmlParts.warnings(html, best);
        }
        html.end();
        RateOutcome diverges = line.diverges();
        html.element(
                "td",
                diverges == null ? "none" : Wording.value(diverges.rate()),
                "class",
                diverges == null ? "n none" : "n");
        html.element("td", diverges == null ? "–" : causes(diverges));
        if (marks) {
            Map<Integer, RateOutcome> outcomes = new HashMap<>();
            line.rates().forEach(outcome -> outcomes.put(outcome.place(), outcome));
            for (int place = 0; place < frontier.rates().size(); place++) {
                mark(outcomes.get(place));
            }
        }
        html.end();
    }

    private void mark(@Nullable RateOutcome outcome) {
        if (outcome == null) {
            html.element("td", "·", "class", "rate none");
            return;
        }
        int bad = outcome.diverged().size();
        int all = bad + outcome.survived().size();
        String kind = outcome.stable() ? "stable" : bad == all ? "dead" : "mixed";
        String title = "learning_rate " + Wording.value(outcome.rate()) + ": " + bad + " of " + all + " diverged";
        html.start("td", "class", "rate " + kind, "title", bad == 0 ? title : title + ", " + causes(outcome));
        List<RankedTrial> trials = outcome.stable() ? outcome.survived() : outcome.diverged();
        sections.link(trials.get(0), outcome.stable() ? "✓" : bad == all ? "✕" : bad + "/" + all);
        html.end();
    }

    private static String causes(RateOutcome outcome) {
        return outcome.causes().stream().map(DivergenceWording::label).collect(Collectors.joining(", "));
    }
}
