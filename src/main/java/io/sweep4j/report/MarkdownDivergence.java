package io.sweep4j.report;

import io.sweep4j.sweep.Cause;
import io.sweep4j.sweep.Metric;
import io.sweep4j.sweep.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a summary says about divergences: causes, frontier, survival, trials. */
final class MarkdownDivergence {
    private final StringBuilder text;
    private final SweepComparison comparison;
    private final String heading;

    /** @param heading the mark of its headings, such as {@code ##} */
    MarkdownDivergence(StringBuilder text, SweepComparison comparison, String heading) {
        this.text = text;
        this.comparison = comparison;
        this.heading = heading;
    }

    void write() {
        heading("Causes");
        causes();
        comparison.map().frontier().ifPresent(frontier -> {
            heading("Stability frontier");
            frontier(frontier);
        });
        heading("Survival");
        survival(comparison.map().survival());
        heading("Diverged");
        trials();
    }

    private void heading(String title) {
        text.append(heading).append(' ').append(title).append("\n\n");
    }

    private void causes() {
        MarkdownTable table =
                new MarkdownTable(List.of("Trials", "Cause", "What was found", "What to try", "Which trials"), "rllll");
        for (CauseGroup group : comparison.map().causes()) {
            Cause cause = group.cause();
            int more = group.trials().size() - MarkdownTable.MOST_ROWS;
            String which = group.trials().stream()
                    .limit(MarkdownTable.MOST_ROWS)
                    .map(trial -> String.valueOf(trial.trial().number()))
                    .collect(Collectors.joining(", "));
            table.row(
                    String.valueOf(group.trials().size()),
                    "`" + cause + "`",
                    MarkdownFormat.escape(cause.meaning()),
                    MarkdownFormat.escape(group.advice()),
                    which + (more > 0 ? " and " + more + " more" : ""));
        }
        table.appendTo(text);
    }

    private void frontier(Frontier frontier) {
        Metric metric = comparison.sweep().metric();
        text.append(MarkdownFormat.escape(DivergenceWording.frontier(frontier))).append("\n\n");
        List<String> header =
                new ArrayList<>(frontier.others().stream().map(Parameter::yaml).toList());
        header.addAll(List.of("Survives up to", "Best " + Wording.name(metric) + " there", "Diverges from", "Cause"));
        MarkdownTable table =
                new MarkdownTable(header, "l".repeat(frontier.others().size()) + "rrrl");
        for (FrontierLine line :
                frontier.lines().stream().limit(MarkdownTable.MOST_ROWS).toList()) {
            List<String> row = new ArrayList<>();
            frontier.others()
                    .forEach(parameter -> row.add(
                            MarkdownFormat.escape(Wording.value(line.cell().value(parameter)))));
            RateOutcome survives = line.survives();
            RateOutcome diverges = line.diverges();
            RankedTrial best = survives == null ? null : survives.best().orElse(null);
            row.add(survives == null ? "none" : Wording.value(survives.rate()));
            row.add(
                    best == null
                            ? "–"
                            : Wording.best(best.best(), metric) + " (trial " + best.number() + ")"
                                    + MarkdownFormat.warnings(best));
            row.add(diverges == null ? "none" : Wording.value(diverges.rate()));
            row.add(
                    diverges == null
                            ? "–"
                            : diverges.causes().stream()
                                    .map(cause -> "`" + cause + "`")
                                    .collect(Collectors.joining(", ")));
            table.row(row.toArray(new String[0]));
        }
        table.appendTo(text);
        MarkdownTable.leftOut(text, frontier.lines().size(), "report.json");
    }

    private void survival(Survival survival) {
        text.append("Trials still finite, of ").append(survival.started());
        text.append(" started; epochs between the rows change nothing.\n\n");
        MarkdownTable table = new MarkdownTable(List.of("After epoch", "Finite", "Share"), "rrr");
        List<Integer> steps = survival.steps();
        for (int i = 0; i < steps.size(); i++) {
            int epoch = steps.get(i);
            boolean shown = i < MarkdownTable.MOST_ROWS - 1 || i == steps.size() - 1;
            if (shown) {
                table.row(
                        String.valueOf(epoch),
                        String.valueOf(survival.finite().get(epoch)),
                        Wording.percent(survival.share(epoch)));
            }
        }
        table.appendTo(text);
        if (steps.size() > MarkdownTable.MOST_ROWS) {
            text.append("Some rows before the last are left out; `report.json` has every epoch.\n\n");
        }
    }

    private void trials() {
        MarkdownTable table = new MarkdownTable(
                List.of("Trial", "Values", "Where", "Kind", "Cause", "Why", "What survived"), "rllllll");
        for (DivergedTrial diverged :
                comparison.diverged().stream().limit(MarkdownTable.MOST_ROWS).toList()) {
            table.row(
                    String.valueOf(diverged.trial().number()),
                    MarkdownFormat.escape(Wording.values(diverged.trial(), comparison.varying())),
                    MarkdownFormat.escape(DivergenceWording.where(diverged.divergence())),
                    "**" + diverged.divergence().kind().symbol() + "**",
                    "`" + diverged.divergence().cause() + "`",
                    MarkdownFormat.escape(diverged.divergence().explanation()),
                    MarkdownFormat.escape(DivergenceWording.survived(
                            diverged, comparison.sweep().metric())));
        }
        table.appendTo(text);
        MarkdownTable.leftOut(text, comparison.diverged().size(), "report.csv");
    }
}
