package io.sweep4j.cli;

import io.sweep4j.engine.fused.Coverage;
import io.sweep4j.execution.Numbering;
import io.sweep4j.execution.PlanMark;
import io.sweep4j.execution.Standing;
import io.sweep4j.plan.Alias;
import io.sweep4j.plan.Plan;
import io.sweep4j.report.ResultColumns;
import io.sweep4j.report.RowFormat;
import io.sweep4j.store.StoredTrial;
import io.sweep4j.store.SweepStore;
import io.sweep4j.sweep.Axis;
import io.sweep4j.sweep.Parameter;
import io.sweep4j.sweep.Sweep;
import io.sweep4j.sweep.Trial;
import io.sweep4j.sweep.TrialState;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.cli.Options;
import org.jspecify.annotations.Nullable;

/** Shows what a run would train, without training. */
final class PlanCommand implements Command {
    /** A table is for reading; csv and json hold every trial. */
    private static final int TABLE_ROWS = 100;
    /** Digits of a key in a table. */
    private static final int SHOWN_DIGITS = 12;

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
            Numbering numbering = new Numbering(store.trials(plan.sweep().name()));
            Standing standing = numbering.standing(plan);
            DataNote.of(store, file, standing).ifPresent(context.console()::note);
            PrintWriter out = context.console().out();
            if (format == RowFormat.TABLE) {
                table(out, plan, numbering, standing);
                aliases(out, plan, numbering);
                engines(out, file);
                out.println();
                out.println(plan.sweep().name() + ": "
                        + PlanSummary.of(
                                standing,
                                TimeEstimate.of(
                                        plan,
                                        standing.pending(),
                                        store.medianEpochSeconds(plan.sweep().name()))));
                LimitWording.of(plan.sweep()).ifPresent(out::println);
            } else {
                List<Parameter> all = List.of(Parameter.values());
                Stream<List<@Nullable Object>> planned =
                        numbering.number(plan).map(trial -> full(row(trial, all), trial.trial(), file));
                Stream<List<@Nullable Object>> orphans =
                        standing.orphans().stream().map(orphan -> full(row(orphan, all), orphan.trial(), file));
                List<String> columns = columns(all);
                columns.add("engine");
                format.write(out, columns, Stream.concat(planned, orphans).iterator());
            }
        }
        return ExitCode.DONE;
    }

    private static List<String> columns(List<Parameter> parameters) {
        List<String> columns = new ArrayList<>(List.of("trial", "repeat", "state", "mark"));
        parameters.forEach(parameter -> columns.add(parameter.yaml()));
        columns.add("key");
        return columns;
    }

    /** With the engine that would train it, which a table tells of only where it is not the usual one. */
    private static List<@Nullable Object> full(List<@Nullable Object> row, Trial trial, SweepFile file) {
        row.add(Coverage.engine(trial.configuration(), file.data()));
        return row;
    }

    private static void engines(PrintWriter out, SweepFile file) {
        Map<String, Long> obstacles = file.plan()
                .configurations()
                .limit(LARGEST_SEARCHED)
                .flatMap(configuration -> Coverage.obstacle(configuration, file.data()).stream())
                .collect(Collectors.groupingBy(obstacle -> obstacle, TreeMap::new, Collectors.counting()));
        if (!obstacles.isEmpty()) {
            out.println();
            out.println("Trained on dl4j, more slowly, because there is no fused kernel for: "
                    + obstacles.entrySet().stream()
                            .map(entry -> entry.getKey() + " (" + entry.getValue()
                                    + (entry.getValue() == 1 ? " trial)" : " trials)"))
                            .collect(Collectors.joining(", ")));
        }
    }

    private static List<@Nullable Object> row(Numbering.Planned planned, List<Parameter> parameters) {
        return row(planned.trial(), planned.state(), planned.mark(), parameters);
    }

    private static List<@Nullable Object> row(StoredTrial orphan, List<Parameter> parameters) {
        return row(orphan.trial(), orphan.state(), PlanMark.ORPHAN, parameters);
    }

    private static List<@Nullable Object> row(
            Trial trial, TrialState state, PlanMark mark, List<Parameter> parameters) {
        List<@Nullable Object> row = new ArrayList<>();
        row.add(trial.number());
        row.add(trial.repeat());
        row.add(state.name());
        row.add(mark.name());
        for (Parameter parameter : parameters) {
            row.add(ResultColumns.cell(trial.configuration().value(parameter).orElse(null)));
        }
        row.add(trial.key());
        return row;
    }

    private static void table(PrintWriter out, Plan plan, Numbering numbering, Standing standing) throws IOException {
        Sweep sweep = plan.sweep();
        List<Parameter> axes = new ArrayList<>(sweep.axes().map(Axis::parameter).toList());
        if (sweep.repeats() > 1 && !axes.contains(Parameter.SEED)) {
            axes.add(Parameter.SEED);
        }
        List<List<@Nullable Object>> rows = new ArrayList<>();
        numbering.number(plan).limit(TABLE_ROWS).forEach(trial -> rows.add(row(trial, axes)));
        standing.orphans().stream().limit(TABLE_ROWS).forEach(orphan -> rows.add(row(orphan, axes)));
        rows.forEach(row ->
                row.set(row.size() - 1, String.valueOf(row.get(row.size() - 1)).substring(0, SHOWN_DIGITS)));
        RowFormat.TABLE.write(out, columns(axes), rows);
        long all = plan.size() + standing.orphans().size();
        if (all > rows.size()) {
            out.println("… and " + (all - rows.size()) + " more (--format csv lists all)");
        }
    }

    private static void aliases(PrintWriter out, Plan plan, Numbering numbering) {
        if (plan.size() > LARGEST_SEARCHED) {
            return;
        }
        List<Alias> aliases = plan.aliases().limit(ALIASES + 1L).toList();
        if (aliases.isEmpty()) {
            return;
        }
        out.println();
        out.println("Cells that train as another does, and are trained once:");
        List<Numbering.Planned> trials = numbering.number(plan).toList();
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
}
