package io.sweep4j.cli;

import io.sweep4j.data.DatasetException;
import io.sweep4j.data.DatasetInfo;
import io.sweep4j.data.DatasetOptionException;
import io.sweep4j.data.Datasets;
import io.sweep4j.definition.Definition;
import io.sweep4j.definition.Definitions;
import io.sweep4j.definition.Problem;
import io.sweep4j.definition.Reading;
import io.sweep4j.plan.GridCheck;
import io.sweep4j.plan.Plan;
import io.sweep4j.sweep.Axis;
import io.sweep4j.sweep.Configuration;
import io.sweep4j.sweep.DatasetSpec;
import io.sweep4j.sweep.Metric;
import io.sweep4j.sweep.Parameter;
import io.sweep4j.sweep.SplitSizes;
import io.sweep4j.sweep.Value;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A sweep file that has passed every check there is, together with its plan.
 *
 * @param data what its dataset holds
 */
record SweepFile(Definition definition, DatasetInfo data, Plan plan) {
    private static final Comparator<Problem> BY_POSITION =
            Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column);

    /** Reads and checks a file; all of its problems come in one exception. Warnings are printed. */
    static SweepFile load(Context context, Path file, List<String> overrides) throws CliException {
        if (Files.isDirectory(file)) {
            throw CliException.usage(file + ": is a folder, not a sweep file");
        }
        try {
            return check(context, Definitions.read(file, overrides));
        } catch (AccessDeniedException e) {
            throw CliException.usage(file + ": may not be read", e);
        } catch (IOException e) {
            throw CliException.usage(
                    Files.exists(file) ? file + ": can't be read (" + e.getMessage() + ")" : missing(file), e);
        }
    }

    private static String missing(Path file) {
        for (Path likely : List.of(
                Path.of(file + ".yaml"),
                Path.of("sweeps", file + ".yaml"),
                Path.of("sweeps").resolve(file))) {
            if (Files.isRegularFile(likely)) {
                return file + ": no such file, did you mean '" + likely + "'?";
            }
        }
        return file + ": no such file"
                + (file.isAbsolute()
                        ? ""
                        : "; looked for " + file.toAbsolutePath().normalize());
    }

    /** Checks a definition that was recorded in a database. */
    static SweepFile load(Context context, String source, String text, List<String> overrides) throws CliException {
        return check(context, Definitions.read(source, text, overrides));
    }

    private static SweepFile check(Context context, Reading reading) throws CliException {
        List<Problem> problems = new ArrayList<>(reading.problems());
        List<Problem> warnings = new ArrayList<>();
        reading.definition().ifPresent(definition -> {
            warnings.addAll(definition.warnings());
            for (GridCheck.Finding finding :
                    GridCheck.of(definition.sweep(), reading.invalid(), reading.exclusionsInvalid())) {
                (finding.error() ? problems : warnings).add(definition.at(finding.path(), finding.message()));
            }
        });
        throwIfAny(problems);
        Definition definition = reading.definition().orElseThrow();
        DatasetInfo data = describe(context.datasets(), definition);
        problems.addAll(oversizedBatches(definition, data));
        boolean measured = measures(data.sizes(), definition.sweep().metric().name());
        if (!measured && definition.namesMetric()) {
            problems.add(unmeasured(definition));
        }
        throwIfAny(problems);
        warnings.forEach(warning -> context.console().warn(warning.toString()));
        Definition ranked =
                measured ? definition : definition.rankedBy(new Metric(Metric.Name.COST, Metric.Name.COST.usualGoal()));
        return new SweepFile(ranked, data, new Plan(ranked.sweep(), data.fingerprint()));
    }

    /** Notes what is sound and easily overlooked, for commands that look before a run. */
    void note(Context context) {
        GridCheck.note(plan.sweep())
                .map(finding -> definition.at(finding.path(), finding.message()))
                .ifPresent(problem -> context.console().note("note: " + problem));
    }

    private static void throwIfAny(List<Problem> problems) throws CliException {
        if (!problems.isEmpty()) {
            Stream<Problem> inFile = problems.stream().filter(p -> p.line() > 0).sorted(BY_POSITION);
            Stream<Problem> onCommandLine = problems.stream().filter(p -> p.line() <= 0);
            throw CliException.usage(Stream.concat(inFile, onCommandLine)
                    .map(Problem::toString)
                    .distinct()
                    .collect(Collectors.joining("\n")));
        }
    }

    private static DatasetInfo describe(Datasets datasets, Definition definition) throws CliException {
        DatasetSpec spec = definition.sweep().dataset();
        try {
            return datasets.describe(spec);
        } catch (DatasetOptionException e) {
            throw optionProblem(definition, e);
        } catch (DatasetException e) {
            throw CliException.unavailable(String.valueOf(e.getMessage()), e);
        }
    }

    static CliException optionProblem(Definition definition, DatasetOptionException e) {
        return CliException.usage(
                definition
                        .at("dataset." + e.option().yaml(), String.valueOf(e.getMessage()))
                        .toString(),
                e);
    }

    /** Whether there are samples to measure the metric on; a share of a small file can round to none. */
    private static boolean measures(SplitSizes sizes, Metric.Name metric) {
        return switch (metric) {
            case COST, TRAIN_ACCURACY -> true;
            case VALIDATION_ACCURACY -> sizes.validation() > 0;
            case TEST_ACCURACY -> sizes.test() > 0;
        };
    }

    private static Problem unmeasured(Definition definition) {
        String metric = definition.sweep().metric().name().yaml();
        return definition.at(
                "metric.name",
                "'metric' cannot be '" + metric + "': the dataset's " + metric.replace("_accuracy", "")
                        + " split comes to 0 rows; ask for more, or use cost");
    }

    /** Datasets made of files tell their size only once described. */
    private static List<Problem> oversizedBatches(Definition definition, DatasetInfo data) {
        int rows = data.sizes().train();
        List<Problem> problems = new ArrayList<>();
        Map<Parameter, Value> constants = definition.sweep().constants();
        boolean axis = false;
        for (Axis a : definition.sweep().axes().toList()) {
            if (a.parameter() == Parameter.BATCH_SIZE) {
                axis = true;
                a.values().forEach(value -> addIfOversized(problems, definition, value, rows));
            }
        }
        if (!axis) {
            Value value =
                    Configuration.of(constants).value(Parameter.BATCH_SIZE).orElseThrow();
            addIfOversized(problems, definition, value, rows);
        }
        return problems;
    }

    private static void addIfOversized(List<Problem> problems, Definition definition, Value value, int rows) {
        if (value instanceof Value.Whole size && size.number() > rows) {
            problems.add(definition.at(
                    "parameters.batch_size",
                    "batch_size " + size.number() + " is more than the " + rows + " training rows of dataset "
                            + definition.sweep().dataset().kind().yaml()));
        }
    }
}
