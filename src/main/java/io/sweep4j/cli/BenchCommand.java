package io.sweep4j.cli;

import io.sweep4j.data.Dataset;
import io.sweep4j.data.DatasetException;
import io.sweep4j.data.DatasetOptionException;
import io.sweep4j.engine.fused.FusedEngine;
import io.sweep4j.report.RowFormat;
import io.sweep4j.sweep.DatasetKind;
import io.sweep4j.sweep.DatasetOption;
import io.sweep4j.sweep.DatasetSpec;
import io.sweep4j.sweep.Spelling;
import io.sweep4j.sweep.Value;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.jspecify.annotations.Nullable;

/** Measures what detection costs, how fast the engines are, or how much a run takes in from a cluster, on this machine. */
final class BenchCommand implements Command {
    static final List<String> SUBJECTS = List.of("detection", "engines", "widths", "fleet");
    static final String ARGUMENTS = "[" + String.join(" | ", SUBJECTS) + "]";

    /** Each has threads in both processes. */
    private static final long MOST_WORKERS = 10_000;

    private static final int SAMPLES = 10_000;

    @Override
    public String name() {
        return "bench";
    }

    @Override
    public String arguments() {
        return ARGUMENTS;
    }

    @Override
    public String summary() {
        return "what divergence detection costs on this machine, how fast the engines are, or a run with a large cluster";
    }

    @Override
    public Options options() {
        Options options = RowOptions.options();
        options.addOption(Option.builder()
                .longOpt("rounds")
                .hasArg()
                .argName("N")
                .desc("trainings each way (default 10), or rounds of all engines (default 5)")
                .get());
        options.addOption(Option.builder()
                .longOpt("threads")
                .hasArg()
                .argName("N")
                .desc("of the engines (default: one a core)")
                .get());
        options.addOption(Option.builder()
                .longOpt("mnist")
                .desc("measure the engines on mnist instead of digits")
                .get());
        options.addOption(Option.builder()
                .longOpt("raw")
                .desc("every figure of the engines in the order it was taken, instead of medians")
                .get());
        options.addOption(Option.builder()
                .longOpt("workers")
                .hasArg()
                .argName("N")
                .desc("of the simulated fleet (default 1000)")
                .get());
        options.addOption(Option.builder()
                .longOpt("rate")
                .hasArg()
                .argName("N")
                .desc("epochs a second that the fleet reports (default 0: as many as it can)")
                .get());
        options.addOption(Option.builder()
                .longOpt("seconds")
                .hasArg()
                .argName("N")
                .desc("how long the fleet reports (default 60)")
                .get());
        return options;
    }

    @Override
    public Arity arity() {
        return new Arity(0, 1);
    }

    @Override
    public int run(Context context) throws CliException, IOException {
        RowFormat format = RowOptions.format(context);
        String subject = context.arguments().isEmpty()
                ? SUBJECTS.get(0)
                : context.arguments().get(0);
        if (!SUBJECTS.contains(subject)) {
            throw CliException.usage("bench takes one of " + String.join(", ", SUBJECTS) + ", not '" + subject + "'"
                    + Spelling.hint(subject, SUBJECTS));
        }
        if (subject.equals("fleet")) {
            return fleet(context, format);
        }
        return subject.equals("detection") ? detection(context, format) : engines(context, format, subject);
    }

    private static int detection(Context context, RowFormat format) throws CliException, IOException {
        long rounds = context.whole("rounds", 1, 10);
        DetectionBench.Figures figures = DetectionBench.measure(digits(context), rounds);
        format.write(
                context.console().out(),
                List.of("benchmark", "rounds", "off_ms", "on_ms", "ratio"),
                List.of(List.of(
                        "detection",
                        rounds,
                        figures.offMillis(),
                        figures.onMillis(),
                        figures.onMillis() / figures.offMillis())));
        return ExitCode.DONE;
    }

    private static int fleet(Context context, RowFormat format) throws CliException, IOException {
        long workers = context.whole("workers", 1, 1_000);
        if (workers > MOST_WORKERS) {
            throw CliException.usage("--workers takes at most " + MOST_WORKERS + ", not '" + workers + "'");
        }
        Duration duration = Duration.ofSeconds(context.whole("seconds", 1, 60));
        FleetBench.Figures figures =
                new FleetBench((int) workers, duration, context.whole("rate", 0, 0), context.console()::note).measure();
        List<Long> live = figures.liveMegabytes();
        format.write(
                context.console().out(),
                List.of(
                        "benchmark",
                        "workers",
                        "seconds",
                        "reported",
                        "recorded",
                        "epochs_per_second",
                        "live_mb_first",
                        "live_mb_last",
                        "database_mb"),
                List.of(List.of(
                        "fleet",
                        workers,
                        figures.seconds(),
                        figures.reported(),
                        figures.recorded(),
                        figures.recorded() / figures.seconds(),
                        live.get(0),
                        live.get(live.size() - 1),
                        figures.databaseMegabytes())));
        return figures.reported() == figures.recorded() ? ExitCode.DONE : ExitCode.FAILED;
    }

    private static int engines(Context context, RowFormat format, String subject) throws CliException, IOException {
        if (!FusedEngine.available()) {
            throw CliException.unavailable(Engines.LACKING, null);
        }
        Dataset data =
                context.has("mnist") ? load(context, new DatasetSpec(DatasetKind.MNIST, Map.of())) : digits(context);
        int threads = (int) context.whole("threads", 1, Runtime.getRuntime().availableProcessors());
        int rounds = (int) context.whole("rounds", 1, 5);
        EngineBench bench = new EngineBench(data, threads);
        List<EngineBench.Figure> figures = subject.equals("engines") ? bench.engines(rounds) : bench.widths(rounds);
        if (context.has("raw")) {
            format.write(
                    context.console().out(),
                    List.of("round", "benchmark", "trial_epochs_per_second"),
                    figures.stream()
                            .<List<@Nullable Object>>map(
                                    figure -> List.of((long) figure.round(), figure.name(), figure.rate()))
                            .toList());
            return ExitCode.DONE;
        }
        Map<String, Double> medians = EngineBench.medians(figures);
        double ceiling = Objects.requireNonNull(medians.get(EngineBench.CEILING));
        List<List<@Nullable Object>> rows = new ArrayList<>();
        medians.forEach((name, rate) -> rows.add(List.of(name, rate, rate / ceiling)));
        format.write(
                context.console().out(), List.of("benchmark", "trial_epochs_per_second", "share_of_ceiling"), rows);
        return ExitCode.DONE;
    }

    private static Dataset digits(Context context) throws CliException {
        return load(
                context,
                new DatasetSpec(
                        DatasetKind.DIGITS,
                        Map.of(
                                DatasetOption.TRAIN, new Value.Whole(SAMPLES),
                                DatasetOption.VALIDATION, new Value.Whole(0),
                                DatasetOption.TEST, new Value.Whole(0))));
    }

    private static Dataset load(Context context, DatasetSpec spec) throws CliException {
        try {
            return context.datasets().load(spec);
        } catch (DatasetException | DatasetOptionException e) {
            throw CliException.unavailable(String.valueOf(e.getMessage()), e);
        }
    }
}
