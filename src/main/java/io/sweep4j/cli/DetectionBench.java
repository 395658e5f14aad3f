package io.sweep4j.cli;

import io.sweep4j.data.Dataset;
import io.sweep4j.engine.Ending;
import io.sweep4j.engine.TrainingEngine;
import io.sweep4j.engine.TrainingListener;
import io.sweep4j.engine.TrialTask;
import io.sweep4j.engine.dl4j.Dl4jEngine;
import io.sweep4j.plan.ContentKey;
import io.sweep4j.sweep.Configuration;
import io.sweep4j.sweep.Observation;
import io.sweep4j.sweep.OnDivergence;
import io.sweep4j.sweep.Parameter;
import io.sweep4j.sweep.Trial;
import io.sweep4j.sweep.Value;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Measures what looking for divergence costs a healthy trial: the same one is trained with and without, in turn. Of each way
 * the quickest epoch counts, in processor time of the training thread: whatever else the machine does can only add to it.
 */
final class DetectionBench {
    private static final int EPOCHS = 10;

    /** Milliseconds of processor time an iteration, without and with detection. */
    record Figures(double offMillis, double onMillis) {}

    private DetectionBench() {}

    static Figures measure(Dataset data, long rounds) {
        double on = Double.POSITIVE_INFINITY;
        double off = Double.POSITIVE_INFINITY;
        try (TrainingEngine detecting = new Dl4jEngine(Duration.ZERO);
                TrainingEngine blind = Dl4jEngine.withoutDetection()) {
            for (long round = 0; round < rounds; round++) {
                on = Math.min(on, quickestEpoch(detecting, data));
                off = Math.min(off, quickestEpoch(blind, data));
            }
        }
        int iterations = data.train().rows() / configuration().batchSize();
        return new Figures(off * 1e3 / iterations, on * 1e3 / iterations);
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
