package io.sweep4j.cli;

import io.sweep4j.data.Dataset;
import io.sweep4j.data.DatasetException;
import io.sweep4j.data.DatasetOptionException;
import io.sweep4j.engine.Ending;
import io.sweep4j.engine.TrainingEngine;
import io.sweep4j.engine.TrainingListener;
import io.sweep4j.engine.TrialTask;
import io.sweep4j.engine.dl4j.Dl4jEngine;
import io.sweep4j.engine.fused.FusedEngine;
import io.sweep4j.plan.ContentKey;
import io.sweep4j.report.RowFormat;
import io.sweep4j.sweep.Configuration;
import io.sweep4j.sweep.DatasetKind;
import io.sweep4j.sweep.DatasetOption;
import io.sweep4j.sweep.DatasetSpec;
import io.sweep4j.sweep.Observation;
import io.sweep4j.sweep.OnDivergence;
import io.sweep4j.sweep.Parameter;
import io.sweep4j.sweep.Trial;
import io.sweep4j.sweep.Value;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.jspecify.annotations.Nullable;

/**
 * Measures what looking for divergence costs a healthy trial: the same one is trained with and without, in turn. Of each way
 * the quickest epoch counts, in processor time of the training thread: whatever else the machine does can only add to it.
 */
final class BenchCommand implements Command {
    private static final int EPOCHS = 10;
    private static final int SAMPLES = 10_000;

    @Override
    public String name() {
        return "bench";
    }

    @Override
    public String arguments() {
        return "[detection | engines]";
    }

    @Override
    public String summary() {
        return "what divergence detection costs on this machine, or how fast the engines are";
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
        return options;
    }

    @Override
    public Arity arity() {
        return new Arity(0, 1);
    }

    @Override
    public int run(Context context) throws CliException, IOException {
        RowFormat format = RowOptions.format(context);
        String what = context.arguments().isEmpty()
                ? "detection"
                : context.arguments().get(0);
        if (what.equals("engines")) {
            return engines(context, format);
        }
        if (!what.equals("detection")) {
            throw CliException.usage("bench takes detection or engines, not '" + what + "'");
        }
        long rounds = context.whole("rounds", 1, 10);
        Dataset data = data(context);
        double with = Double.POSITIVE_INFINITY;
        double without = Double.POSITIVE_INFINITY;
        try (TrainingEngine detecting = new Dl4jEngine(Duration.ZERO);
                TrainingEngine blind = Dl4jEngine.withoutDetection()) {
            for (long round = 0; round < rounds; round++) {
                with = Math.min(with, quickestEpoch(detecting, data));
                without = Math.min(without, quickestEpoch(blind, data));
            }
        }
        int iterations = SAMPLES / configuration().batchSize();
        format.write(
                context.console().out(),
                List.of("benchmark", "rounds", "off_ms", "on_ms", "ratio"),
                List.of(List.of(
                        "detection", rounds, without * 1e3 / iterations, with * 1e3 / iterations, with / without)));
        return ExitCode.DONE;
    }

    private static int engines(Context context, RowFormat format) throws CliException, IOException {
        if (!FusedEngine.available()) {
            throw CliException.unavailable(Engines.LACKING, null);
        }
        Dataset data =
                context.has("mnist") ? load(context, new DatasetSpec(DatasetKind.MNIST, Map.of())) : data(context);
        int threads = (int) context.whole("threads", 1, Runtime.getRuntime().availableProcessors());
        List<EngineBench.Figure> figures = new EngineBench(data, threads).measure((int) context.whole("rounds", 1, 5));
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
        double ceiling = Objects.requireNonNull(medians.get("sgemm ceiling"));
        double dl4j = Objects.requireNonNull(medians.get("dl4j tanh"));
        List<List<@Nullable Object>> rows = new ArrayList<>();
        medians.forEach((name, rate) -> rows.add(List.of(name, rate, rate / dl4j, rate / ceiling)));
        format.write(
                context.console().out(),
                List.of("benchmark", "trial_epochs_per_second", "times_dl4j_tanh", "share_of_ceiling"),
                rows);
        return ExitCode.DONE;
    }

    private static Dataset data(Context context) throws CliException {
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

    /** One layer of softmax, the product's plainest network: the share of detection is largest where training is quickest. */
    private static Configuration configuration() {
        return Configuration.of(Map.of(Parameter.EPOCHS, new Value.Whole(EPOCHS)));
    }

    private static double quickestEpoch(TrainingEngine engine, Dataset data) {
        Stopwatch stopwatch = new Stopwatch();
        Trial trial = new Trial(1, 1, "0".repeat(64), ContentKey.TRAINING_SEMANTICS, configuration());
        engine.train(List.of(new TrialTask(trial, OnDivergence.STOP, false)), data, stopwatch);
        return stopwatch.quickest / 1e9;
    }

    /** Takes the processor time of each epoch; accepts nothing but a trial that is trained to its end. */
    private static final class Stopwatch implements TrainingListener {
        private long last;
        private long quickest = Long.MAX_VALUE;

        @Override
        public void started(Trial trial, String engine) {
            last = now();
        }

        @Override
        public void observed(Trial trial, Observation observation) {
            long now = now();
            quickest = Math.min(quickest, now - last);
            last = now();
        }

        private static long now() {
            return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        }

        @Override
        public void ended(Trial trial, Ending ending) {
            if (!(ending instanceof Ending.Completed)) {
                throw new IllegalStateException("the trial did not complete: " + ending);
            }
        }

        @Override
        public boolean stopRequested(Trial trial) {
            return false;
        }
    }
}
