package io.sweep4j.cli;

import io.sweep4j.execution.Numbering;
import io.sweep4j.plan.Alias;
import io.sweep4j.plan.Plan;
import io.sweep4j.report.ResultColumns;
import io.sweep4j.report.RowFormat;
import io.sweep4j.store.StoredTrial;
import io.sweep4j.store.SweepStore;
import io.sweep4j.sweep.Axis;
import io.sweep4j.sweep.Parameter;
import io.sweep4j.sweep.Sweep;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.cli.Options;
import org.jspecify.annotations.Nullable;

/** Shows what a run would train, without training. */
final class PlanCommand implements Command {
    /** A table is for reading; csv and json hold every trial. */
    private static final int TABLE_ROWS = 100;

    private static final int ALIASES = 20;
    /** In larger grids the cells that train alike are counted by nobody: finding them means walking all. */
    private static final long LARGEST_SEARCHED = 100_000;

    @Override
    public String name() {
        return "plan";
    }

    @Override
    public String arguments() {
        return "FILE [key=value …]";
    }

    @Override
    public String summary() {
        return "the trials of a sweep file, what is done, and what is left";
    }

    @Override
    public Options options() {
        return RowOptions.options();
    }

    @Override
    public Arity arity() {
        return new Arity(1, Integer.MAX_VALUE);
    }

    @Override
    public int run(Context context) throws CliException, IOException {
        RowFormat format = RowOptions.format(context);
        SweepFile file = SweepFile.load(
                context,
                context.path(context.arguments().get(0)),
                context.arguments().subList(1, context.arguments().size()));
        file.note(context);
        Plan plan = file.plan();
        try (SweepStore store = context.openStoreToRead()) {
            List<StoredTrial> stored = store.trials(plan.sweep().name());
            PrintWriter out = context.console().out();
            if (format == RowFormat.TABLE) {
                table(out, plan, stored, store.medianEpochSeconds(plan.sweep().name()));
            } else {
                Stream<List<@Nullable Object>> rows =
                        new Numbering(stored).number(plan).map(planned -> row(planned, List.of(Parameter.values())));
                format.write(out, columns(List.of(Parameter.values())), rows.iterator());
            }
        }
        return ExitCode.DONE;
    }

    private static List<String> columns(List<Parameter> parameters) {
        List<String> columns = new ArrayList<>(List.of("trial", "repeat", "state"));
        parameters.forEach(parameter -> columns.add(parameter.yaml()));
        columns.add("key");
        return columns;
    }

    private static List<@Nullable Object> row(Numbering.Planned planned, List<Parameter> parameters) {
        List<@Nullable Object> row = new ArrayList<>();
        row.add(planned.trial().number());
        row.add(planned.trial().repeat());
        row.add(planned.state().name());
        for (Parameter parameter : parameters) {
            row.add(ResultColumns.cell(
                    planned.trial().configuration().value(parameter).orElse(null)));
        }
        row.add(planned.trial().key());
        return row;
    }

    private static void table(PrintWriter out, Plan plan, List<StoredTrial> stored, Optional<Double> epochSeconds)
            throws IOException {
        Sweep sweep = plan.sweep();
        List<Parameter> axes = new ArrayList<>(sweep.axes().map(Axis::parameter).toList());
        if (sweep.repeats() > 1 && !axes.contains(Parameter.SEED)) {
            axes.add(Parameter.SEED);
        }
        List<List<@Nullable Object>> rows = new ArrayList<>();
        Iterator<Numbering.Planned> trials = new Numbering(stored).number(plan).iterator();
        while (rows.size() < TABLE_ROWS && trials.hasNext()) {
            List<@Nullable Object> row = row(trials.next(), axes);
            row.set(row.size() - 1, String.valueOf(row.get(row.size() - 1)).substring(0, 12));
            rows.add(row);
        }
        RowFormat.TABLE.write(out, columns(axes), rows);
        long size = plan.size();
        if (size > rows.size()) {
            out.println("… and " + (size - rows.size()) + " more (--format csv lists all)");
        }
        aliases(out, plan, stored);
        List<StoredTrial> done = stored.stream()
                .filter(trial -> trial.state().finished())
                .filter(trial -> plan.find(
                                trial.trial().configuration(), trial.trial().key())
                        .isPresent())
                .toList();
        long pending = size - done.size();
        out.println();
        out.println(sweep.name() + ": " + size + (size == 1 ? " trial, " : " trials, ") + done.size() + " done, "
                + pending + " to be trained" + estimate(plan, done.size(), size, epochSeconds));
    }

    private static void aliases(PrintWriter out, Plan plan, List<StoredTrial> stored) {
        if (plan.size() > LARGEST_SEARCHED) {
            return;
        }
        List<Alias> aliases = plan.aliases().limit(ALIASES + 1L).toList();
        if (aliases.isEmpty()) {
            return;
        }
        out.println();
        out.println("Cells that train as another does, and are trained once:");
        List<Numbering.Planned> trials = new Numbering(stored).number(plan).toList();
        for (Alias alias : aliases.subList(0, Math.min(ALIASES, aliases.size()))) {
            long number = trials.stream()
                    .filter(planned -> planned.trial().key().equals(alias.original()))
                    .mapToLong(planned -> planned.trial().number())
                    .findFirst()
                    .orElseThrow();
            String values = plan.sweep()
                    .axes()
                    .map(axis -> axis.parameter().yaml() + " "
                            + alias.configuration()
                                    .value(axis.parameter())
                                    .map(value -> value.text())
                                    .orElse("-"))
                    .reduce((a, b) -> a + ", " + b)
                    .orElse("");
            out.println("  " + values + ": as trial " + number);
        }
        if (aliases.size() > ALIASES) {
            out.println("  … and more");
        }
    }

    /** Known once an epoch of this sweep has been measured: its median time, shared by the cores. */
    private static String estimate(Plan plan, long done, long size, Optional<Double> epochSeconds) {
        if (epochSeconds.isEmpty() || done == size) {
            return "";
        }
        double meanEpochs = plan.trials()
                .limit(TABLE_ROWS)
                .mapToInt(candidate -> candidate.configuration().epochs())
                .average()
                .orElse(0);
        double seconds = epochSeconds.get()
                * meanEpochs
                * (size - done)
                / Runtime.getRuntime().availableProcessors();
        Duration time = Duration.ofSeconds(Math.max(1, Math.round(seconds)));
        return ", about " + (time.toHours() > 0 ? time.toHours() + " h " : "")
                + (time.toMinutes() > 0 ? time.toMinutesPart() + " min " : "") + time.toSecondsPart()
                + " s on this machine";
    }
}
