package io.sweep4j.cli;

import io.sweep4j.data.Dataset;
import io.sweep4j.data.DatasetException;
import io.sweep4j.data.DatasetOptionException;
import io.sweep4j.engine.Ending;
import io.sweep4j.engine.TrainingEngine;
import io.sweep4j.engine.TrainingListener;
import io.sweep4j.engine.TrialTask;
import io.sweep4j.engine.dl4j.Dl4jEngine;
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
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/**
 * Measures what looking for divergence costs a healthy trial: the same one is trained with and without, in turn, and each
 * pair gives a ratio. Processor time of the training thread is taken, which other work on the machine hardly touches.
 */
final class BenchCommand implements Command {
    private static final int EPOCHS = 5;
    private static final int SAMPLES = 10_000;
    private static final long WARM_UP = 3;

    @Override
    public String name() {
        return "bench";
    }

    @Override
    public String arguments() {
        return "";
    }

    @Override
    public String summary() {
        return "what divergence detection costs on this machine";
    }

    @Override
    public Options options() {
        Options options = RowOptions.options();
        options.addOption(Option.builder()
                .longOpt("rounds")
                .hasArg()
                .argName("N")
                .desc("pairs of trainings (default 20)")
                .get());
        return options;
    }

    @Override
    public Arity arity() {
        return new Arity(0, 0);
    }

    @Override
    public int run(Context context) throws CliException, IOException {
        RowFormat format = RowOptions.format(context);
        long rounds = context.whole("rounds", 1, 20);
        Dataset data = data(context);
        List<Double> with = new ArrayList<>();
        List<Double> without = new ArrayList<>();
        try (TrainingEngine detecting = new Dl4jEngine(Duration.ZERO);
                TrainingEngine blind = Dl4jEngine.withoutDetection()) {
            for (long round = -WARM_UP; round < rounds; round++) {
                boolean detectingFirst = round % 2 == 0; // so that neither always runs on the warmer machine
                double first = seconds(detectingFirst ? detecting : blind, data);
                double second = seconds(detectingFirst ? blind : detecting, data);
                if (round >= 0) {
                    with.add(detectingFirst ? first : second);
                    without.add(detectingFirst ? second : first);
                }
            }
        }
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < with.size(); i++) {
            ratios.add(with.get(i) / without.get(i));
        }
        int iterations = SAMPLES / configuration().batchSize() * EPOCHS;
        format.write(
                context.console().out(),
                List.of("benchmark", "rounds", "off_ms", "on_ms", "ratio", "ratio_low", "ratio_high"),
                List.of(List.of(
                        "detection",
                        rounds,
                        quantile(without, 0.5) * 1e3 / iterations,
                        quantile(with, 0.5) * 1e3 / iterations,
                        quantile(ratios, 0.5),
                        quantile(ratios, 0.25),
                        quantile(ratios, 0.75))));
        return ExitCode.DONE;
    }

    private static Dataset data(Context context) throws CliException {
        try {
            return context.datasets()
                    .load(new DatasetSpec(
                            DatasetKind.DIGITS,
                            Map.of(
                                    DatasetOption.TRAIN, new Value.Whole(SAMPLES),
                                    DatasetOption.VALIDATION, new Value.Whole(0),
                                    DatasetOption.TEST, new Value.Whole(0))));
        } catch (DatasetException | DatasetOptionException e) {
            throw CliException.unavailable(String.valueOf(e.getMessage()), e);
        }
    }

    /** One layer of softmax, the product's plainest network: the share of detection is largest where training is quickest. */
    private static Configuration configuration() {
        return Configuration.of(Map.of(Parameter.EPOCHS, new Value.Whole(EPOCHS)));
    }

    private static double seconds(TrainingEngine engine, Dataset data) {
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        engine.train(
                List.of(new TrialTask(new Trial(1, 1, "0".repeat(64), configuration()), OnDivergence.STOP, false)),
                data,
                new Completing());
        return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1e9;
    }

    /** The value below which the share of the values lies, by linear interpolation. */
    private static double quantile(List<Double> values, double share) {
        List<Double> sorted = values.stream().sorted().toList();
        double at = share * (sorted.size() - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.size() - 1);
        return sorted.get(below) + (at - below) * (sorted.get(above) - sorted.get(below));
    }

    /** Accepts nothing but a trial that is trained to its end. */
    private static final class Completing implements TrainingListener {
        @Override
        public void started(Trial trial) {}

        @Override
        public void observed(Trial trial, Observation observation) {}

        @Override
        public void ended(Trial trial, Ending ending) {
            if (!(ending instanceof Ending.Completed)) {
                throw new IllegalStateException("the trial did not complete: " + ending);
            }
        }

        @Override
        public boolean stopRequested() {
            return false;
        }
    }
}
