package io.sweep4j.execution;

import io.sweep4j.data.Dataset;
import io.sweep4j.engine.TrainingEngine;
import io.sweep4j.engine.TrialTask;
import io.sweep4j.plan.Plan;
import io.sweep4j.store.RunWriter;
import io.sweep4j.store.StoredTrial;
import io.sweep4j.store.SweepStore;
import io.sweep4j.sweep.Sweep;
import io.sweep4j.sweep.Trial;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Runs a sweep: finds what is not done yet, trains it on threads, and has everything recorded. One run at a time;
 * {@link #stop} may be called from any thread.
 */
public final class SweepRunner {
    /** Trials that are numbered and registered together: few enough to hold, many enough for almost every sweep. */
    static final int CHUNK = 100_000;

    private final SweepStore store;
    private final TrainingEngine engine;
    private final int threads;
    private final Clock clock;
    private volatile boolean stopping;

    public SweepRunner(SweepStore store, TrainingEngine engine, int threads, Clock clock) {
        this.store = store;
        this.engine = engine;
        this.threads = threads;
        this.clock = clock;
    }

    /** Lets running trials end at their next epoch's end, to be trained again by a later run; starts no others. */
    public void stop() {
        stopping = true;
    }

    /**
     * Trains the first {@code limit} trials of the plan that have no outcome yet.
     *
     * @param provenance a JSON object on this run
     * @param limit at least 0
     * @throws RecordingException when the database fails; what was reported before is safe
     */
    public RunReport run(Plan plan, Dataset data, String provenance, long limit, RunListener listener) {
        Sweep sweep = plan.sweep();
        long size = plan.size();
        store.define(sweep, size);
        List<StoredTrial> stored = store.trials(sweep.name());
        store.markPlanned(
                sweep.name(),
                trial -> plan.find(trial.configuration(), trial.key()).isPresent());
        long done = stored.stream()
                .filter(trial -> trial.state().finished())
                .filter(trial -> plan.find(
                                trial.trial().configuration(), trial.trial().key())
                        .isPresent())
                .count();
        long wanted = Math.min(limit, size - done);
        try (RunWriter writer = store.beginRun(sweep.name(), provenance)) {
            TrialRecording recording;
            try (Recorder recorder = new Recorder(writer, listener)) {
                recording = new TrialRecording(recorder, sweep.metric(), engine.name(), clock, () -> stopping);
                Iterator<Numbering.Planned> trials =
                        new Numbering(stored).number(plan).iterator();
                long begun = 0;
                while (begun < wanted && !stopping) {
                    List<Trial> chunk = nextPending(sweep.name(), trials);
                    List<Trial> batch = chunk.subList(0, (int) Math.min(chunk.size(), wanted - begun));
                    if (begun == 0) {
                        listener.planned(wanted, epochs(batch, wanted));
                    }
                    train(batch, sweep, data, recording);
                    begun += batch.size();
                }
            } finally {
                writer.finish(stopping);
            }
            return new RunReport(
                    recording.trained(),
                    recording.failed(),
                    recording.diverged(),
                    done,
                    size - done - recording.trained(),
                    stopping);
        }
    }

    private List<Trial> nextPending(String sweep, Iterator<Numbering.Planned> trials) {
        List<Trial> pending = new ArrayList<>();
        List<Trial> unregistered = new ArrayList<>();
        for (int i = 0; i < CHUNK && trials.hasNext(); i++) {
            Numbering.Planned planned = trials.next();
            if (planned.stored() == null) {
                unregistered.add(planned.trial());
            }
            if (planned.pending()) {
                pending.add(planned.trial());
            }
        }
        store.register(sweep, unregistered);
        return pending;
    }

    /** Exact when the batch is all that is wanted, else in proportion. */
    private static long epochs(List<Trial> batch, long wanted) {
        long epochs = batch.stream()
                .mapToLong(trial -> trial.configuration().epochs())
                .sum();
        return batch.isEmpty() ? 0 : Math.round((double) epochs / batch.size() * wanted);
    }

    private void train(List<Trial> batch, Sweep sweep, Dataset data, TrialRecording recording) {
        Queue<Trial> queue = new ConcurrentLinkedQueue<>(batch);
        AtomicInteger number = new AtomicInteger();
        ExecutorService pool = Executors.newFixedThreadPool(
                threads, task -> new Thread(task, "sweep4j-trainer-" + number.incrementAndGet()));
        try {
            List<Future<?>> workers = new ArrayList<>();
            for (int i = 0; i < Math.min(threads, batch.size()); i++) {
                workers.add(pool.submit(() -> work(queue, sweep, data, recording)));
            }
            awaitAll(workers);
        } finally {
            pool.shutdown();
        }
    }

    private void work(Queue<Trial> queue, Sweep sweep, Dataset data, TrialRecording recording) {
        Trial trial = queue.poll();
        while (trial != null && !stopping) {
            engine.train(List.of(new TrialTask(trial, sweep.onDivergence(), sweep.trainAccuracy())), data, recording);
            trial = queue.poll();
        }
    }

    /** Waits for every worker, so that none is left training; the first error then surfaces. */
    private void awaitAll(List<Future<?>> workers) {
        RuntimeException failure = null;
        for (Future<?> worker : workers) {
            try {
                worker.get();
            } catch (ExecutionException e) {
                stopping = true;
                failure = chain(failure, e.getCause() instanceof RuntimeException r ? r : new RecordingException(e));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                stopping = true;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private static RuntimeException chain(@Nullable RuntimeException first, RuntimeException next) {
        if (first == null) {
            return next;
        }
        if (first != next) {
            first.addSuppressed(next);
        }
        return first;
    }
}
