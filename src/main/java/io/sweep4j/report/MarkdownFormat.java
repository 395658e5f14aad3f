package io.sweep4j.report;

import io.sweep4j.definition.RecordedSource;
import io.sweep4j.store.StoredSweep;
import io.sweep4j.sweep.Metric;
import io.sweep4j.sweep.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A summary for pull requests and notes, in {@code report.md}: GitHub's Markdown, tables cut to the first rows. */
final class MarkdownFormat implements ReportFormat {
    @Override
    public String name() {
        return "md";
    }

    @Override
    public List<ReportFile> render(Comparison comparison) {
        StringBuilder text = new StringBuilder();
        boolean several = comparison.sweeps().size() > 1;
        if (several) {
            text.append("# Comparison of ").append(comparison.sweeps().size()).append(" sweeps\n\n");
            comparison.matching().ifPresent(matching -> new MarkdownMatching(text, comparison, matching).write());
            text.append("## All trials\n\n");
            combined(text, comparison);
        }
        List<ReportFile> pictures = new ArrayList<>();
        for (int i = 0; i < comparison.sweeps().size(); i++) {
            SweepComparison sweep = comparison.sweeps().get(i);
            MarkdownPictures own = MarkdownPictures.of(sweep, several ? "-" + (i + 1) : "");
            sweep(text, sweep, own, several ? "##" : "#");
            pictures.addAll(own.files());
        }
        return Stream.concat(Stream.of(new ReportFile("report.md", text.toString())), pictures.stream())
                .toList();
    }

    private static void combined(StringBuilder text, Comparison comparison) {
        if (comparison.combined().isEmpty()) {
            text.append("The sweeps have different metrics, so there is no ranking over all of them.\n\n");
            return;
        }
        comparison
                .matching()
                .map(MatchWording::beforeRanking)
                .filter(caution -> !caution.isEmpty())
                .ifPresent(caution -> text.append(caution).append("\n\n"));
        MarkdownTable table =
                new MarkdownTable(List.of("Rank", "Sweep", "Trial", "State", "Values", "Best value"), "rlrllr");
        for (Comparison.Placed placed :
                comparison.combined().stream().limit(MarkdownTable.MOST_ROWS).toList()) {
            RankedTrial trial = placed.trial();
            table.row(
                    String.valueOf(trial.rank()),
                    escape(comparison.sweeps().get(placed.sweep()).sweep().name()),
                    String.valueOf(trial.number()),
                    state(trial),
                    escape(Wording.values(
                            trial, comparison.sweeps().get(placed.sweep()).varying())),
                    Wording.best(
                                    trial.best(),
                                    comparison
                                            .sweeps()
                                            .get(placed.sweep())
                                            .sweep()
                                            .metric())
                            + warnings(trial));
        }
        table.appendTo(text);
        MarkdownTable.leftOut(text, comparison.combined().size(), "report.csv");
    }

    private static void sweep(StringBuilder text, SweepComparison comparison, MarkdownPictures pictures, String level) {
        StoredSweep sweep = comparison.sweep();
        text.append(level).append(" Sweep ").append(escape(sweep.name())).append("\n\n");
        if (!sweep.description().isEmpty()) {
            text.append(escape(sweep.description())).append("\n\n");
        }
        headline(text, comparison);
        text.append(pictures.markdown());
        if (!comparison.ranking().isEmpty()) {
            text.append(level).append("# Ranking\n\n");
            ranking(text, comparison);
        }
        if (!comparison.diverged().isEmpty()) {
            new MarkdownDivergence(text, comparison, level + "#").write();
        }
        if (!comparison.failed().isEmpty()) {
            text.append(level).append("# Failed\n\n");
            MarkdownTable table = new MarkdownTable(List.of("Trial", "Error"), "rl");
            comparison
                    .failed()
                    .forEach(trial -> table.row(
                            String.valueOf(trial.number()),
                            escape(
                                    trial.stored().error() == null
                                            ? ""
                                            : trial.stored().error())));
            table.appendTo(text);
        }
        if (!comparison.fixed().isEmpty()) {
            text.append(level).append("# Fixed parameters\n\n");
            MarkdownTable table = new MarkdownTable(List.of("Parameter", "Value"), "ll");
            comparison.fixed().stream()
                    .filter(FixedParameter::used)
                    .forEach(fixed -> table.row("`" + fixed.parameter().yaml() + "`", escape(fixed.text())));
            table.appendTo(text);
        }
        RecordedSource source = RecordedSource.of(sweep.definition());
        text.append(level).append("# How to reproduce\n\nSave the definition as `sweep.yaml` and run:\n\n");
        fenced(
                text,
                "sh",
                Stream.concat(
                                Stream.of("sweep4j run sweep.yaml"),
                                source.overrides().stream().map(Texts::shellWord))
                        .collect(Collectors.joining(" ")));
        text.append("<details><summary>Definition</summary>\n\n");
        fenced(text, "yaml", sweep.definition());
        text.append("</details>\n\n<details><summary>Provenance</summary>\n\n");
        MarkdownTable table = new MarkdownTable(List.of("Fact", "Value"), "ll");
        Provenance.facts(sweep.provenance()).forEach((fact, value) -> table.row(escape(fact), escape(value)));
        table.appendTo(text);
        text.append("</details>\n\n");
    }

    private static void headline(StringBuilder text, SweepComparison comparison) {
        text.append("- **")
                .append(Wording.counts(comparison))
                .append("**, trained for ")
                .append(Numbers.duration(comparison.seconds()))
                .append(" in all\n- Metric: ")
                .append(Wording.metric(comparison))
                .append('\n');
        comparison
                .best()
                .ifPresentOrElse(
                        best -> text.append("- Best: **trial ")
                                .append(best.number())
                                .append("** with **")
                                .append(Wording.best(
                                        best.best(), comparison.sweep().metric()))
                                .append("** at epoch ")
                                .append(best.bestEpoch())
                                .append(comparison.varying().isEmpty() ? "" : ": ")
                                .append(escape(Wording.values(best, comparison.varying())))
                                .append(bestWarnings(best))
                                .append('\n'),
                        () -> text.append("- No trial has a finite result.\n"));
        for (CauseGroup group : comparison.map().causes()) {
            text.append("- ⚠️ ").append(Wording.plural(group.trials().size(), "trial"));
            text.append(" diverged: `").append(group.cause()).append("`. ");
            text.append(group.advice()).append('\n');
        }
        text.append('\n');
    }

    private static String bestWarnings(RankedTrial best) {
        return best.stored().warnings().stream()
                .map(code -> "\n  - ⚠️ " + code(code) + " " + Wording.meaning(code))
                .collect(Collectors.joining());
    }

    /** A mark and the codes, to stand behind a value; empty for none. */
    static String warnings(RankedTrial trial) {
        return trial.stored().warnings().isEmpty() ? "" : " ⚠️ " + codes(trial);
    }

    private static String codes(RankedTrial trial) {
        return trial.stored().warnings().stream().map(MarkdownFormat::code).collect(Collectors.joining(", "));
    }

    /** A code that this program stored, or whatever else stands in its place. */
    private static String code(String code) {
        return code.matches("[A-Z_]+") ? "`" + code + "`" : escape(code);
    }

    private static void ranking(StringBuilder text, SweepComparison comparison) {
        Metric.Name metric = comparison.sweep().metric().name();
        List<String> header = new ArrayList<>(List.of("Rank", "Trial", "State"));
        comparison.varying().stream().map(Parameter::yaml).forEach(header::add);
        List<RankedTrial> shown =
                comparison.ranking().stream().limit(MarkdownTable.MOST_ROWS).toList();
        boolean warned =
                shown.stream().anyMatch(trial -> !trial.stored().warnings().isEmpty());
        header.add("Best " + metric.yaml());
        if (comparison.showsTest()) {
            header.add("Test accuracy");
        }
        header.add("Epoch");
        if (warned) {
            header.add("Warnings");
        }
        header.addAll(List.of("Final cost", "Seconds"));
        String alignments = "rrl"
                + "l".repeat(comparison.varying().size())
                + (comparison.showsTest() ? "rrr" : "rr")
                + (warned ? "lrr" : "rr");
        MarkdownTable table = new MarkdownTable(header, alignments);
        for (RankedTrial trial : shown) {
            List<String> row = new ArrayList<>(List.of(
                    trial.rank() == null ? "–" : trial.rank().toString(),
                    String.valueOf(trial.number()),
                    state(trial)));
            comparison.varying().forEach(parameter -> row.add(escape(Wording.value(trial.value(parameter)))));
            Double cost = trial.finalCost();
            row.add(Wording.best(trial.best(), comparison.sweep().metric()));
            if (comparison.showsTest()) {
                row.add(Wording.accuracy(trial.testAccuracy()));
            }
            row.add(trial.bestEpoch() == null ? "–" : trial.bestEpoch().toString());
            if (warned) {
                row.add(codes(trial));
            }
            row.add(cost == null || Double.isFinite(cost) ? Wording.number(cost) : "**" + Wording.number(cost) + "**");
            row.add(seconds(trial.stored().seconds()));
            table.row(row.toArray(new String[0]));
        }
        table.appendTo(text);
        MarkdownTable.leftOut(text, comparison.ranking().size(), "report.csv");
    }

    private static String seconds(@Nullable Double seconds) {
        return seconds == null ? "–" : Numbers.compact(seconds, 3);
    }

    private static String state(RankedTrial trial) {
        String name = trial.stored().state().name();
        return switch (trial.stored().state()) {
                    case DIVERGED, FAILED -> "❌ " + name;
                    case COMPLETED, RUNNING, WAITING, PRUNED, CANCELLED -> name;
                }
                + (trial.stored().inPlan() ? "" : " (not in plan)");
    }

    /** A fence longer than any run of backticks inside, so that nothing in the text can close it. */
    private static void fenced(StringBuilder text, String language, String content) {
        int longest = 2;
        int run = 0;
        for (int i = 0; i < content.length(); i++) {
            run = content.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        String fence = "`".repeat(longest + 1);
        text.append(fence).append(language).append('\n');
        content.replace("\r\n", "\n").replace('\r', '\n').codePoints().forEach(c -> {
            if (c == '\n' || c == '\t' || !Texts.unprintable(c)) {
                text.appendCodePoint(c);
            } else {
                text.append(Texts.escape(c));
            }
        });
        text.append(content.endsWith("\n") ? "" : "\n").append(fence).append("\n\n");
    }

    /** Text on one line in which Markdown and HTML see nothing of theirs. */
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '|', '`', '*', '[', ']', '\\', '#', '~', '$' ->
                    escaped.append('\\').appendCodePoint(c);
                case '_' -> escaped.append(insideWord(text, i) ? "_" : "\\_");
                case '-', '+', '=' -> escaped.append(i == 0 ? "\\" : "").appendCodePoint(c);
                case '\n', '\r', '\t' -> escaped.append(' ');
                default -> {
                    if (Texts.unprintable(c)) {
                        escaped.append('\\').append(Texts.escape(c));
                    } else {
                        escaped.appendCodePoint(c);
                    }
                }
            }
        }
        return escaped.toString();
    }

    /** Where an underscore is only an underscore. */
    private static boolean insideWord(String text, int at) {
        return at > 0
                && at + 1 < text.length()
                && Character.isLetterOrDigit(text.charAt(at - 1))
                && Character.isLetterOrDigit(text.charAt(at + 1));
    }
}
