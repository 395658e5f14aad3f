package io.sweep4j.report;

import io.sweep4j.sweep.Cause;
import io.sweep4j.sweep.Divergence;
import io.sweep4j.sweep.Parameter;
import java.util.List;

/** What diverged and why: the trials by cause, the survival of the others, and each trial. */
final class HtmlDiverged {
    /** Trials named beside a cause at most. */
    private static final int MOST_NUMBERS = 60;

    private final Html html;
    private final HtmlSections sections;
    private final SweepComparison comparison;
    private final Sql sql;

    HtmlDiverged(Html html, HtmlSections sections, SweepComparison comparison) {
        this.html = html;
        this.sections = sections;
        this.comparison = comparison;
        this.sql = new Sql(comparison);
    }

    void causes() {
        sections.start("causes", "What diverged, and why");
        sections.table("Causes", 0, "Trials", "Cause", "What was found, and what to try", "Which trials");
        for (CauseGroup group : comparison.map().causes()) {
            Cause cause = group.cause();
            html.start("tr").element("td", String.valueOf(group.trials().size()), "class", "n");
            html.start("td").element("code", cause.name()).end();
            html.start("td", "class", "wide").element("p", cause.meaning());
            html.element("p", group.advice(), "class", "advice").end();
            html.start("td", "class", "numbers");
            List<DivergedTrial> named =
                    group.trials().stream().limit(MOST_NUMBERS).toList();
            for (DivergedTrial trial : named) {
                sections.link(trial.trial());
                html.text(" ");
            }
            int more = group.trials().size() - named.size();
            html.text(more > 0 ? "and " + more + " more" : "").end().end();
        }
        sections.endTable();
        sections.end(sql.causes());
    }

    void survival() {
        Survival survival = comparison.map().survival();
        sections.start("survival", "Survival");
        sections.note("Share of the " + Wording.plural(survival.started(), "trial")
                + " started that was still finite after each epoch: "
                + Wording.percent(survival.share(survival.epochs())) + " in the end. A trial that ended"
                + " earlier for another reason goes on counting as it ended.");
        sections.figure("survival", "Step chart of the share of trials that are still finite, by epoch.", "low");
        sections.end(sql.survival());
    }

    void trials() {
        List<Parameter> varying = comparison.varying();
        sections.start("diverged", "Diverged trials");
        sections.table(
                "Diverged trials",
                comparison.diverged().size(),
                "Trial",
                varying.isEmpty() ? null : "Values",
                "Where",
                "Kind",
                "Cause",
                "Why, and what survived");
        comparison.diverged().forEach(trial -> row(trial, varying));
        sections.endTable();
        sections.end(sql.divergences());
    }

    private void row(DivergedTrial diverged, List<Parameter> varying) {
        Divergence divergence = diverged.divergence();
        html.start("tr").start("td", "class", "n");
        sections.link(diverged.trial());
        html.end();
        if (!varying.isEmpty()) {
            html.element("td", Wording.values(diverged.trial(), varying));
        }
        html.element("td", DivergenceWording.where(divergence)).start("td");
        html.element("span", divergence.kind().symbol(), "class", "nan").end();
        html.start("td").element("code", divergence.cause().name()).end();
        html.start("td", "class", "wide").element("p", divergence.explanation());
        String survived =
                DivergenceWording.survived(diverged, comparison.sweep().metric());
        if (!survived.isEmpty()) {
            html.element("p", survived, "class", "survived");
        }
        html.end().end();
    }
}
