package io.sweep4j.cli;

import io.sweep4j.report.CurveColumns;
import io.sweep4j.report.OutputNote;
import io.sweep4j.report.RankedTrial;
import io.sweep4j.report.ResultColumns;
import io.sweep4j.report.RowFormat;
import io.sweep4j.report.Sparkline;
import io.sweep4j.report.SweepComparison;
import io.sweep4j.store.StoredSweep;
import io.sweep4j.store.StoredTrial;
import io.sweep4j.store.SweepStore;
import io.sweep4j.store.TrialOrigin;
import io.sweep4j.sweep.Observation;
import io.sweep4j.sweep.Parameter;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.cli.Options;
import org.jspecify.annotations.Nullable;

/** Shows the trials of a sweep, or the epochs of a trial. */
final class ShowCommand implements Command {
    private static final String SPARKLINE = "cost_by_epoch";

    @Override
    public String name() {
        return "show";
    }

    @Override
    public String arguments() {
        return "SWEEP [TRIAL]";
    }

    @Override
    public String summary() {
        return "the trials of a sweep, or the epochs of one trial";
    }

    @Override
    public Options options() {
        Options options = RowOptions.options();
        TrialOrder.addTo(options);
        return options;
    }

    @Override
    public Arity arity() {
        return new Arity(1, 2);
    }

    @Override
    public int run(Context context) throws CliException, IOException {
        RowFormat format = RowOptions.format(context);
        if (context.arguments().size() > 1) {
            TrialOrder.refuse(context);
        }
        PrintWriter out = context.console().out();
        try (SweepStore store = context.openStoreToRead()) {
            StoredSweep sweep = context.sweep(store, context.arguments().get(0));
            if (context.arguments().size() == 1) {
                trials(context, format, SweepComparison.of(ReportInputs.of(store, sweep)), store.trials(sweep.name()));
            } else {
                StoredTrial trial = trial(store, sweep, context.arguments().get(1));
                epochs(out, format, store, sweep, trial);
            }
        }
        return ExitCode.DONE;
    }

    /** A trial that must be there. */
    static StoredTrial trial(SweepStore store, StoredSweep sweep, String number) throws CliException {
        List<StoredTrial> trials = store.trials(sweep.name());
        return trials.stream()
                .filter(trial -> Long.toString(trial.trial().number()).equals(number))
                .findFirst()
                .orElseThrow(() -> CliException.usage("sweep '" + sweep.name() + "' has no trial '" + number + "'"
                        + (trials.isEmpty()
                                ? ""
                                : "; its trials are numbered from "
                                        + trials.get(0).trial().number() + " to "
                                        + trials.get(trials.size() - 1).trial().number())));
    }

    private static void trials(Context context, RowFormat format, SweepComparison comparison, List<StoredTrial> stored)
            throws CliException, IOException {
        Map<Long, RankedTrial> ranked = new LinkedHashMap<>();
        comparison.ranking().forEach(trial -> ranked.put(trial.number(), trial));
        Map<Long, List<Observation>> curves = new HashMap<>();
        comparison.curves().forEach(curve -> curves.put(curve.trial().number(), curve.epochs()));
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        stored.stream()
                .sorted(Comparator.comparingLong(trial -> trial.trial().number()))
                .forEach(trial -> {
                    long number = trial.trial().number();
                    RankedTrial place = ranked.get(number);
                    rows.add(row(
                            comparison,
                            place != null
                                    ? place
                                    : RankedTrial.unranked(
                                            trial, comparison.sweep().metric()),
                            curves.getOrDefault(number, List.of())));
                });
        Set<String> known = new LinkedHashSet<>(List.of(metric(comparison)));
        known.addAll(ResultColumns.names());
        TrialOrder order = TrialOrder.of(context, known);
        List<String> columns = format == RowFormat.TABLE ? tableColumns(comparison) : ResultColumns.names();
        format.write(
                context.console().out(),
                columns,
                order.of(rows).stream()
                        .map(cells -> {
                            List<@Nullable Object> row = new ArrayList<>();
                            columns.forEach(column -> row.add(cells.get(column)));
                            return row;
                        })
                        .iterator());
    }

    private static Map<String, @Nullable Object> row(
            SweepComparison comparison, RankedTrial trial, List<Observation> curve) {
        Map<String, @Nullable Object> cells =
                ResultColumns.of(comparison.sweep().name(), trial);
        cells.put(metric(comparison), trial.best()); // as the table names it: of the best epoch
        cells.put(SPARKLINE, curve.isEmpty() ? null : costs(curve));
        return cells;
    }

    private static void sparklines(PrintWriter out, List<Observation> curve) {
        if (curve.size() < 2) {
            return;
        }
        out.println("cost                 " + costs(curve));
        String accuracies = Sparkline.ofAccuracies(
                curve.stream().map(Observation::validationAccuracy).toList());
        if (!accuracies.isEmpty()) {
            out.println("validation accuracy  " + accuracies);
        }
    }

    private static String costs(List<Observation> curve) {
        return Sparkline.ofCosts(curve.stream().map(Observation::cost).toList());
    }

    private static String metric(SweepComparison comparison) {
        return comparison.sweep().metric().name().yaml();
    }

    private static List<String> tableColumns(SweepComparison comparison) {
        List<String> columns = new ArrayList<>(List.of("trial", "state"));
        if (comparison.ranking().stream().anyMatch(trial -> !trial.stored().inPlan())) {
            columns.add("in_plan");
        }
        comparison.varying().forEach(parameter -> columns.add(parameter.yaml()));
        if (comparison.repeated() && !columns.contains(Parameter.SEED.yaml())) {
            columns.add(Parameter.SEED.yaml());
        }
        columns.addAll(List.of("rank", metric(comparison)));
        if (comparison.showsTest()) {
            columns.add("test_accuracy");
        }
        columns.addAll(
                List.of("best_epoch", "epochs_run", "final_cost", "diverged_epoch", "cause", "seconds", SPARKLINE));
        return columns;
    }

    private static void epochs(
            PrintWriter out, RowFormat format, SweepStore store, StoredSweep sweep, StoredTrial trial)
            throws IOException {
        List<Observation> curve = store.curve(sweep.name(), trial.trial().number());
        if (format == RowFormat.TABLE) {
            TrialOrigin origin = store.reused(sweep.name()).get(trial.trial().number());
            out.println("sweep " + sweep.name() + ", trial " + trial.trial().number() + ": " + trial.state()
                    + (origin == null ? "" : ", reused from " + origin));
            out.println(trial.trial().configuration());
            sparklines(out, curve);
            out.println();
        }
        List<String> columns = CurveColumns.names();
        format.write(
                out,
                columns,
                curve.stream()
                        .map(observation -> {
                            Map<String, @Nullable Object> cells = CurveColumns.of(observation);
                            List<@Nullable Object> row = new ArrayList<>();
                            columns.forEach(column -> row.add(cells.get(column)));
                            return row;
                        })
                        .iterator());
        Optional<String> note = OutputNote.of(curve);
        if (format == RowFormat.TABLE && note.isPresent()) {
            out.println();
            out.println("note: " + note.get());
        }
        if (format == RowFormat.TABLE && trial.divergence() != null) {
            out.println();
            out.println("diverged: " + trial.divergence().explanation());
        }
        if (format == RowFormat.TABLE && trial.error() != null) {
            out.println();
            out.println("failed: " + trial.error());
        }
    }
}
