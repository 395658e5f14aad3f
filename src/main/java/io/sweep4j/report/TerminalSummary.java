package io.sweep4j.report;

import io.sweep4j.sweep.Metric;
import io.sweep4j.sweep.TrialState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a terminal shows once a run is over: how it went, the best trials, what diverged and why. */
public final class TerminalSummary {
    private static final int BEST = 5;
    /** Trials that are named where many have the same to tell. */
    private static final int NAMED = 10;

    private static final String COST = Metric.Name.COST.yaml();
    private static final String TEST = Metric.Name.TEST_ACCURACY.yaml();

    private TerminalSummary() {}

    /**
     * Writes the summary, which ends with a line feed.
     *
     * @param explaining the command that explains the trial of a number
     */
    public static void write(Appendable out, SweepComparison comparison, LongFunction<String> explaining)
            throws IOException {
        out.append(comparison.sweep().name())
                .append(": ")
                .append(Wording.counts(comparison))
                .append('\n');
        best(out, comparison);
        diverged(out, comparison, explaining);
        failed(out, comparison);
    }

    private static void best(Appendable out, SweepComparison comparison) throws IOException {
        List<RankedTrial> finite = comparison.ranking().stream()
                .filter(trial -> trial.rank() != null && trial.stored().state() == TrialState.COMPLETED)
                .toList();
        if (finite.isEmpty()) {
            boolean none = comparison.ranking().stream().noneMatch(RankedTrial::survived);
            out.append(none && !comparison.diverged().isEmpty() ? "\nNo trial stayed finite to its end.\n" : "");
            return;
        }
        String metric = comparison.sweep().metric().name().yaml();
        List<String> columns = new ArrayList<>(List.of("trial"));
        comparison.varying().forEach(parameter -> columns.add(parameter.yaml()));
        columns.add(metric);
        if (comparison.showsTest()) {
            columns.add(TEST);
        }
        columns.add("epoch");
        boolean byCost = comparison.sweep().metric().name() == Metric.Name.COST;
        if (!byCost) {
            columns.add(COST);
        }
        List<RankedTrial> shown = finite.subList(0, Math.min(BEST, finite.size()));
        boolean warned =
                shown.stream().anyMatch(trial -> !trial.stored().warnings().isEmpty());
        if (warned) {
            columns.add("warnings");
        }
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (RankedTrial trial : shown) {
            List<@Nullable Object> row = new ArrayList<>();
            row.add(trial.number());
            comparison.varying().forEach(parameter -> row.add(Wording.value(trial.value(parameter))));
            row.add(trial.best());
            if (comparison.showsTest()) {
                row.add(trial.testAccuracy());
            }
            row.add(trial.bestEpoch());
            if (!byCost) {
                row.add(trial.bestEpochCost());
            }
            if (warned) {
                row.add(Wording.warnings(trial));
            }
            rows.add(row);
        }
        out.append("\nBest by ").append(Wording.metric(comparison)).append(":\n");
        TextTable.write(out, columns, rows);
        if (finite.size() > BEST) {
            out.append("… and ").append(Integer.toString(finite.size() - BEST)).append(" more\n");
        }
        alike(out, comparison, shown);
    }

    /** Tells which of the trials went the same way, since equal numbers look like a fault. */
    private static void alike(Appendable out, SweepComparison comparison, List<RankedTrial> shown) throws IOException {
        List<List<TrialCurve>> groups = new ArrayList<>();
        for (TrialCurve curve : comparison.curves()) {
            if (shown.contains(curve.trial())) {
                groups.stream()
                        .filter(group -> group.get(0).alike(curve))
                        .findFirst()
                        .orElseGet(() -> {
                            groups.add(new ArrayList<>());
                            return groups.get(groups.size() - 1);
                        })
                        .add(curve);
            }
        }
        String alike = groups.stream()
                .filter(group -> group.size() > 1)
                .map(group -> "trials "
                        + Wording.list(group.stream()
                                .map(curve -> String.valueOf(curve.trial().number()))
                                .toList()))
                .collect(Collectors.joining("; "));
        out.append(alike.isEmpty() ? "" : "The same curve but for rounding: " + alike + "\n");
    }

    private static void diverged(Appendable out, SweepComparison comparison, LongFunction<String> explaining)
            throws IOException {
        List<DivergedTrial> diverged = comparison.diverged();
        if (diverged.isEmpty()) {
            return;
        }
        out.append("\nDiverged, ")
                .append(Wording.plural(diverged.size(), "trial"))
                .append(":\n");
        for (CauseGroup group : comparison.map().causes()) {
            out.append("  ")
                    .append(Integer.toString(group.trials().size()))
                    .append(" × ")
                    .append(group.cause().name());
            out.append(": ").append(group.advice()).append('\n');
            DivergedTrial first = group.trials().get(0);
            String values = Wording.values(first.trial(), comparison.varying());
            out.append("    trial ").append(Long.toString(first.trial().number()));
            out.append(values.isEmpty() ? "" : " (" + values + ")").append(": ");
            out.append(DivergenceWording.where(first.divergence())).append('\n');
            String survived =
                    DivergenceWording.nearest(first, comparison.sweep().metric());
            out.append(survived.isEmpty() ? "" : "    " + survived + "\n");
        }
        long first = comparison.map().causes().get(0).trials().get(0).trial().number();
        out.append("  why: ").append(explaining.apply(first)).append('\n');
    }

    private static void failed(Appendable out, SweepComparison comparison) throws IOException {
        Map<String, List<RankedTrial>> byError = new LinkedHashMap<>();
        for (RankedTrial trial : comparison.failed()) {
            byError.computeIfAbsent(String.valueOf(trial.stored().error()), unknown -> new ArrayList<>())
                    .add(trial);
        }
        for (Map.Entry<String, List<RankedTrial>> group : byError.entrySet()) {
            out.append("\nFailed, ").append(numbers(group.getValue())).append(": ");
            out.append(group.getKey()).append('\n');
        }
    }

    /** {@code trial 3}, {@code trials 3, 4 and 5}; of many, the first and how many more. */
    private static String numbers(List<RankedTrial> trials) {
        List<String> named = new ArrayList<>(trials.stream()
                .limit(NAMED)
                .map(trial -> String.valueOf(trial.number()))
                .toList());
        if (trials.size() > NAMED) {
            named.add(trials.size() - NAMED + " more");
        }
        return (trials.size() == 1 ? "trial " : "trials ") + Wording.list(named);
    }
}
