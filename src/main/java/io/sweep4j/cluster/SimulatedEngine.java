package io.sweep4j.cluster;

import io.sweep4j.data.Dataset;
import io.sweep4j.data.DatasetInfo;
import io.sweep4j.engine.Ending;
import io.sweep4j.engine.Grouping;
import io.sweep4j.engine.TrainingEngine;
import io.sweep4j.engine.TrainingListener;
import io.sweep4j.engine.TrialTask;
import io.sweep4j.sweep.Configuration;
import io.sweep4j.sweep.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Reports the epochs of batches as an engine would that trains side by side, and trains nothing. */
final class SimulatedEngine implements TrainingEngine {
    private static final int TOGETHER = 16;

    private final AtomicLong reported = new AtomicLong();
    private final long epochNanos;

    /** @param epochNanos how long an epoch of a batch takes, at least */
    SimulatedEngine(long epochNanos) {
        this.epochNanos = epochNanos;
    }

    /** Epochs that were reported so far. */
    long reported() {
        return reported.get();
    }

    @Override
    public String name() {
        return "simulated";
    }

    @Override
    public Map<String, String> provenance() {
        return Map.of();
    }

    @Override
    public Grouping grouping(Configuration configuration, DatasetInfo data) {
        return new Grouping("all", TOGETHER);
    }

    @Override
    public void train(List<TrialTask> batch, Dataset data, TrainingListener listener) {
        batch.forEach(task -> listener.started(task.trial(), name()));
        List<TrialTask> running = new ArrayList<>(batch);
        long due = System.nanoTime();
        for (int epoch = 1; !running.isEmpty(); epoch++) {
            due += epochNanos;
            sleepUntil(due);
            for (TrialTask task : List.copyOf(running)) {
                if (!goesOn(task, epoch, listener)) {
                    running.remove(task);
                }
            }
        }
    }

    private boolean goesOn(TrialTask task, int epoch, TrainingListener listener) {
        double cost = 1.0 / (epoch + task.trial().number());
        listener.observed(
                task.trial(),
                new Observation(epoch, cost, null, 1 - cost, 1 - cost, 0.1, 0.1, false, epochNanos / 1e9));
        reported.incrementAndGet();
        if (epoch == task.trial().configuration().epochs()) {
            listener.ended(task.trial(), new Ending.Completed());
            return false;
        }
        if (listener.stopRequested(task.trial())) {
            listener.ended(task.trial(), new Ending.Cancelled());
            return false;
        }
        return true;
    }

    private static void sleepUntil(long nanos) {
        try {
            TimeUnit.NANOSECONDS.sleep(nanos - System.nanoTime());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {}
}
