package io.sweep4j.cli;

import io.sweep4j.report.CurveColumns;
import io.sweep4j.report.OutputNote;
import io.sweep4j.report.RankedTrial;
import io.sweep4j.report.ResultColumns;
import io.sweep4j.report.RowFormat;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.cli.Options;
import org.jspecify.annotations.Nullable;

/** Shows the trials of a sweep, or the epochs of a trial. */
final class ShowCommand implements Command {
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
        return RowOptions.options();
    }

    @Override
    public Arity arity() {
        return new Arity(1, 2);
    }

    @Override
    public int run(Context context) throws CliException, IOException {
        RowFormat format = RowOptions.format(context);
        PrintWriter out = context.console().out();
        try (SweepStore store = context.openStoreToRead()) {
            StoredSweep sweep = context.sweep(store, context.arguments().get(0));
            if (context.arguments().size() == 1) {
                trials(out, format, SweepComparison.of(ReportInputs.of(store, sweep)), store.trials(sweep.name()));
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

    private static void trials(PrintWriter out, RowFormat format, SweepComparison comparison, List<StoredTrial> stored)
            throws IOException {
        Map<Long, RankedTrial> ranked = new LinkedHashMap<>();
        comparison.ranking().forEach(trial -> ranked.put(trial.number(), trial));
        List<RankedTrial> byNumber = new ArrayList<>();
        for (StoredTrial trial : stored) {
            RankedTrial place = ranked.get(trial.trial().number());
            byNumber.add(
                    place != null
                            ? place
                            : RankedTrial.unranked(trial, comparison.sweep().metric()));
        }
        byNumber.sort(Comparator.comparingLong(RankedTrial::number));
        List<String> columns = format == RowFormat.TABLE ? tableColumns(comparison) : ResultColumns.names();
        format.write(
                out,
                columns,
                byNumber.stream().map(trial -> row(comparison, trial, columns)).iterator());
    }

    private static List<@Nullable Object> row(SweepComparison comparison, RankedTrial trial, List<String> columns) {
        Map<String, @Nullable Object> cells =
                ResultColumns.of(comparison.sweep().name(), trial);
        cells.put(metric(comparison), trial.best()); // as the table names it: of the best epoch
        List<@Nullable Object> row = new ArrayList<>();
        columns.forEach(column -> row.add(cells.get(column)));
        return row;
    }

    private static String metric(SweepComparison comparison) {
        return comparison.sweep().metric().name().yaml();
    }

    private static List<String> tableColumns(SweepComparison comparison) {
        List<String> columns = new ArrayList<>(List.of("trial", "state"));
        comparison.varying().forEach(parameter -> columns.add(parameter.yaml()));
        if (comparison.repeated() && !columns.contains(Parameter.SEED.yaml())) {
            columns.add(Parameter.SEED.yaml());
        }
        columns.addAll(List.of("rank", metric(comparison)));
        if (comparison.showsTest()) {
            columns.add("test_accuracy");
        }
        columns.addAll(List.of("best_epoch", "epochs_run", "final_cost", "diverged_epoch", "cause", "seconds"));
        return columns;
    }

    private static void epochs(
            PrintWriter out, RowFormat format, SweepStore store, StoredSweep sweep, StoredTrial trial)
            throws IOException {
        if (format == RowFormat.TABLE) {
            TrialOrigin origin = store.reused(sweep.name()).get(trial.trial().number());
            out.println("sweep " + sweep.name() + ", trial " + trial.trial().number() + ": " + trial.state()
                    + (origin == null ? "" : ", reused from " + origin));
            out.println(trial.trial().configuration());
            out.println();
        }
        List<String> columns = CurveColumns.names();
        List<Observation> curve = store.curve(sweep.name(), trial.trial().number());
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
