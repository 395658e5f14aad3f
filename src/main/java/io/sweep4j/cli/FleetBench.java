package io.sweep4j.cli;

import io.sweep4j.cluster.ClusterEngine;
import io.sweep4j.cluster.SimulatedCluster;
import io.sweep4j.cluster.Worker;
import io.sweep4j.data.Dataset;
import io.sweep4j.definition.Definitions;
import io.sweep4j.execution.RunListener;
import io.sweep4j.execution.SweepRunner;
import io.sweep4j.isolation.Message;
import io.sweep4j.plan.Plan;
import io.sweep4j.store.SweepStore;
import io.sweep4j.sweep.Divergence;
import io.sweep4j.sweep.Observation;
import io.sweep4j.sweep.Sweep;
import io.sweep4j.sweep.Trial;
import io.sweep4j.sweep.TrialState;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Measures how many epochs a second a run can take in from a cluster, and record: with the run's own runner, database and
 * network, but workers that only report.
 */
final class FleetBench {
    /**
     * What came of it.
     *
     * @param reported epochs that the workers have reported
     * @param recorded epochs in the database, once the run had ended
     * @param seconds from the first to the last that was committed
     * @param liveMegabytes what was left of the heap after each collection, at even distances
     * @param databaseMegabytes at the end, before it is compacted
     */
    record Figures(long reported, long recorded, double seconds, List<Long> liveMegabytes, long databaseMegabytes) {}

    private static final int EPOCHS = 20;
    private static final int BATCH = 16;
    private static final int DECAYS = 100;
    private static final int MOST_A_SECOND = 40_000;
    private static final int SAMPLES = 4;

    private final int workers;
    private final Duration duration;
    private final long epochNanos;
    private final Consumer<String> notes;

    /**
     * A measurement to make.
     *
     * @param rate epochs a second that all workers report together at most, 0 for as many as they can
     * @param notes hears of workers that were lost
     */
    FleetBench(int workers, Duration duration, long rate, Consumer<String> notes) {
        this.notes = notes;
        this.workers = workers;
        this.duration = duration;
        this.epochNanos = rate == 0 ? 0 : 1_000_000_000L * workers * BATCH / rate;
    }

    Figures measure() throws IOException {
        Path folder = Files.createTempDirectory("sweep4j-fleet");
        try {
            return measure(folder);
        } finally {
            delete(folder);
        }
    }

    private Figures measure(Path folder) throws IOException {
        Dataset data = SimulatedCluster.data();
        Plan plan = new Plan(sweep(), data.info().fingerprint());
        Message.Begin begin = new Message.Begin(
                true, Duration.ZERO, Worker.CACHE_BY_HEAP, plan.sweep().dataset(), null, folder.toString());
        Heard heard = new Heard();
        try (SimulatedCluster cluster = new SimulatedCluster(FleetMain.class.getName(), workers, epochNanos);
                SweepStore store = SweepStore.open(folder.resolve("db"));
                ClusterEngine engine = new ClusterEngine(SimulatedCluster.engine(), begin, cluster, data, notes)) {
            SweepRunner runner = new SweepRunner(store, engine, workers, Clock.systemUTC());
            List<Long> live = new ArrayList<>();
            Thread watch = new Thread(() -> watch(runner, heard, live), "sweep4j-bench");
            watch.setDaemon(true);
            watch.start();
            runner.run(plan, data, () -> "{}", Long.MAX_VALUE, heard);
            join(watch);
            long reported = cluster.end();
            long recorded = store.trials(plan.sweep().name()).stream()
                    .mapToLong(trial -> trial.summary().epochsRun())
                    .sum();
            return new Figures(
                    reported,
                    recorded,
                    heard.seconds(),
                    live,
                    Files.size(folder.resolve("db.mv.db")) / RunSession.MEGABYTE);
        }
    }

    /** More trials than it can train. */
    private Sweep sweep() {
        long trials = Math.max(workers, duration.toSeconds() * MOST_A_SECOND / EPOCHS);
        String text = String.format(
                Locale.ROOT,
                "name: fleet\nparameters: {activation: softmax, learning_rate: {min: 0.1, max: 1, count: %d},"
                        + " decay: {min: 0, max: 0.1, count: %d}, epochs: %d}\n",
                trials / DECAYS + 1,
                DECAYS,
                EPOCHS);
        return Definitions.read("fleet", text, List.of())
                .definition()
                .orElseThrow()
                .sweep();
    }

    private void watch(SweepRunner runner, Heard heard, List<Long> live) {
        try {
            heard.awaitFirst();
            for (int i = 0; i < SAMPLES; i++) {
                Thread.sleep(duration.toMillis() / SAMPLES);
                System.gc();
                live.add(
                        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / RunSession.MEGABYTE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            runner.stop();
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    /** When epochs were committed. */
    private static final class Heard implements RunListener {
        private final AtomicLong first = new AtomicLong();
        private volatile long last;

        void awaitFirst() throws InterruptedException {
            while (first.get() == 0) {
                Thread.sleep(10);
            }
        }

        double seconds() {
            return (last - first.get()) / 1e9;
        }

        @Override
        public void planned(long trials, long epochs) {}

        @Override
        public void started(Trial trial) {}

        @Override
        public void observed(Trial trial, Observation observation) {
            last = System.nanoTime();
            first.compareAndSet(0, last);
        }

        @Override
        public void ended(Trial trial, TrialState outcome, @Nullable Divergence divergence, @Nullable String error) {}
    }
}
