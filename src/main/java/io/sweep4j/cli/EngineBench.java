package io.sweep4j.cli;

import io.sweep4j.data.Dataset;
import io.sweep4j.data.DatasetInfo;
import io.sweep4j.data.Split;
import io.sweep4j.engine.Ending;
import io.sweep4j.engine.TrainingEngine;
import io.sweep4j.engine.TrainingListener;
import io.sweep4j.engine.TrialTask;
import io.sweep4j.engine.dl4j.Dl4jEngine;
import io.sweep4j.engine.dl4j.MatrixCeiling;
import io.sweep4j.engine.dl4j.StockTraining;
import io.sweep4j.engine.fused.FusedEngine;
import io.sweep4j.plan.ContentKey;
import io.sweep4j.sweep.Configuration;
import io.sweep4j.sweep.Observation;
import io.sweep4j.sweep.OnDivergence;
import io.sweep4j.sweep.Parameter;
import io.sweep4j.sweep.Trial;
import io.sweep4j.sweep.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;

/**
 * Measures how many trial-epochs a second the engines train on one dataset, in rounds: every case once in each, so that what else
 * the machine does touches all alike. Evaluation on validation and test samples is not part of it.
 */
final class EngineBench {
    static final String CEILING = "sgemm ceiling";

    private static final int SIDE_BY_SIDE = 64;
    private static final int EPOCHS = 3;

    /**
     * What is measured.
     *
     * @param name as it is printed
     * @param trials at once
     * @param activation of the only layer or, with hidden layers, of these
     */
    private record Case(
            String name, TrainingEngine engine, Dataset data, int trials, String activation, List<Integer> hidden) {}

    /** One figure: trial-epochs a second. */
    record Figure(int round, String name, double rate) {}

    private final Dataset data;
    private final int threads;

    EngineBench(Dataset data, int threads) {
        this.data = new Dataset(data.info(), data.train(), none(data.train()), none(data.test()));
        this.threads = threads;
    }

    private static Split none(Split like) {
        return new Split(new float[0], new int[0], like.columns());
    }

    /**
     * Each engine on networks of some kinds, and what they are to be compared with. Figures stand in the order they were taken;
     * the first round, which warms up, is not among them.
     */
    List<Figure> engines(int rounds) {
        try (TrainingEngine fused = fused();
                TrainingEngine dense = fused();
                TrainingEngine dl4j = new Dl4jEngine(Duration.ZERO)) {
            Dataset full = standardised();
            Case stock = new Case("", dl4j, data, threads, "tanh", List.of());
            Map<String, DoubleSupplier> subjects = new LinkedHashMap<>();
            subjects.put(
                    "stock dl4j tanh", () -> StockTraining.trialEpochs(data, configuration(stock, 1, EPOCHS), threads));
            for (Case what : List.of(
                    new Case("dl4j tanh", dl4j, data, threads, "tanh", List.of()),
                    new Case("dl4j tanh, 1 trial", dl4j, data, 1, "tanh", List.of()),
                    new Case("dl4j hidden 64", dl4j, data, threads, "relu", List.of(64)),
                    new Case("fused tanh", fused, data, SIDE_BY_SIDE, "tanh", List.of()),
                    new Case("fused softmax", fused, data, SIDE_BY_SIDE, "softmax", List.of()),
                    new Case("fused tanh, dense inputs", dense, full, SIDE_BY_SIDE, "tanh", List.of()),
                    new Case("fused tanh, 1 trial", fused, data, 1, "tanh", List.of()),
                    new Case("fused hidden 64", fused, data, 2 * threads, "relu", List.of(64)))) {
                subjects.put(what.name, () -> rate(what));
            }
            return measure(subjects, rounds);
        }
    }

    /** The fused engine on sweeps of one kind of network, from few trials to many. */
    List<Figure> widths(int rounds) {
        try (TrainingEngine fused = fused()) {
            Map<String, DoubleSupplier> subjects = new LinkedHashMap<>();
            for (int trials : new int[] {16, 64, 256, 1_024}) {
                Case what = new Case("fused tanh, " + trials + " trials", fused, data, trials, "tanh", List.of());
                subjects.put(what.name, () -> rate(what));
            }
            return measure(subjects, rounds);
        }
    }

    private static TrainingEngine fused() {
        return new FusedEngine(Duration.ZERO, Runtime.getRuntime().maxMemory() / 4);
    }

    private List<Figure> measure(Map<String, DoubleSupplier> subjects, int rounds) {
        subjects.put(CEILING, () -> MatrixCeiling.trialEpochs(data, batch(), threads));
        List<Figure> figures = new ArrayList<>();
        for (int round = 0; round <= rounds; round++) {
            for (Map.Entry<String, DoubleSupplier> subject : subjects.entrySet()) {
                double rate = subject.getValue().getAsDouble();
                if (round > 0) {
                    figures.add(new Figure(round, subject.getKey(), rate));
                }
            }
        }
        return figures;
    }

    /** Medians over the rounds, by name in order of the cases. */
    static Map<String, Double> medians(List<Figure> figures) {
        Map<String, List<Double>> rates = new LinkedHashMap<>();
        figures.forEach(figure ->
                rates.computeIfAbsent(figure.name, name -> new ArrayList<>()).add(figure.rate));
        Map<String, Double> medians = new LinkedHashMap<>();
        rates.forEach((name, all) -> medians.put(
                name,
                all.stream()
                        .sorted()
                        .skip((all.size() - 1) / 2)
                        .limit(2 - all.size() % 2)
                        .mapToDouble(r -> r)
                        .average()
                        .orElseThrow()));
        return medians;
    }

    private static int batch() {
        return Configuration.of(Map.of()).batchSize();
    }

    /** Every feature less its mean, so that none is 0. */
    private Dataset standardised() {
        Split train = data.train();
        int columns = train.columns();
        float[] features = new float[train.features().length];
        for (int k = 0; k < columns; k++) {
            double sum = 0;
            for (int r = 0; r < train.rows(); r++) {
                sum += train.features()[r * columns + k];
            }
            float mean = (float) (sum / train.rows()) + 1e-6f;
            for (int r = 0; r < train.rows(); r++) {
                features[r * columns + k] = train.features()[r * columns + k] - mean;
            }
        }
        DatasetInfo info = data.info();
        return new Dataset(info, new Split(features, train.labels(), columns), data.validation(), data.test());
    }

    private double rate(Case what) {
        List<TrialTask> tasks = new ArrayList<>();
        for (int i = 1; i <= what.trials; i++) {
            tasks.add(new TrialTask(
                    new Trial(i, 1, "0".repeat(64), ContentKey.TRAINING_SEMANTICS, configuration(what, i, EPOCHS)),
                    OnDivergence.STOP,
                    false));
        }
        int most = what.engine
                .grouping(tasks.get(0).trial().configuration(), what.data.info())
                .most();
        int width = Math.max(1, Math.min(most, (what.trials + threads - 1) / threads));
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        Counter counter = new Counter();
        long start = System.nanoTime();
        try {
            List<Future<?>> parts = new ArrayList<>();
            for (int i = 0; i < tasks.size(); i += width) {
                List<TrialTask> part = tasks.subList(i, Math.min(tasks.size(), i + width));
                parts.add(pool.submit(() -> what.engine.train(part, what.data, counter)));
            }
            for (Future<?> part : parts) {
                part.get();
            }
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException("the benchmark broke off", e);
        } finally {
            pool.shutdownNow();
        }
        return counter.epochs.get() * 1e9 / (System.nanoTime() - start);
    }

    /** At rates so small that no trial diverges, whatever the inputs. */
    private static Configuration configuration(Case what, int number, int epochs) {
        return Configuration.of(Map.of(
                Parameter.ACTIVATION, new Value.Text(what.activation),
                Parameter.HIDDEN, new Value.Widths(what.hidden),
                Parameter.BIAS_INIT, new Value.Real(1, "1"),
                Parameter.WEIGHT_INIT, new Value.Text(what.hidden.isEmpty() ? "zero" : "xavier"),
                Parameter.LEARNING_RATE, new Value.Real(1e-6 * number, String.valueOf(1e-6 * number)),
                Parameter.EPOCHS, new Value.Whole(epochs)));
    }

    /** Counts epochs; accepts nothing but trials that are trained to their end. */
    private static final class Counter implements TrainingListener {
        private final AtomicLong epochs = new AtomicLong();

        @Override
        public void started(Trial trial, String engine) {}

        @Override
        public void observed(Trial trial, Observation observation) {
            epochs.incrementAndGet();
        }

        @Override
        public void ended(Trial trial, Ending ending) {
            if (!(ending instanceof Ending.Completed)) {
                throw new IllegalStateException("trial " + trial.number() + " did not complete: " + ending);
            }
        }

        @Override
        public boolean stopRequested(Trial trial) {
            return false;
        }
    }
}
