package io.sweep4j.execution;

import io.sweep4j.crash.TrialThread;
import io.sweep4j.data.Dataset;
import io.sweep4j.data.Split;
import io.sweep4j.divergence.JudgedSamples;
import io.sweep4j.engine.TrainingEngine;
import io.sweep4j.engine.TrainingUnavailableException;
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
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
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
    private final int chunk;
    private Rerun rerun = Rerun.NONE;
    private boolean reuse;
    private volatile boolean stopping;
    private boolean interrupted;

    /** @param threads trials trained at once, at least 1 */
    public SweepRunner(SweepStore store, TrainingEngine engine, int threads, Clock clock) {
        this(store, engine, threads, clock, CHUNK);
    }

    SweepRunner(SweepStore store, TrainingEngine engine, int threads, Clock clock, int chunk) {
        this.store = store;
        this.engine = engine;
        this.threads = threads;
        this.clock = clock;
        this.chunk = chunk;
    }

    /** Has the runs to come train finished trials again too. Their results stay until their training begins. */
    public void trainAgain(Rerun wanted) {
        this.rerun = wanted;
    }

    /** Has the runs to come take the results of finished trials of other sweeps for pending trials that are equal. */
    public void reuseOthers() {
        this.reuse = true;
    }

    /**
     * Lets running trials end at their next epoch's end, to be trained again by a later run; starts no others. For good:
     * a run of this runner that begins later trains nothing.
     */
    public void stop() {
        stopping = true;
    }

    /**
     * Trains the first {@code limit} trials of the plan that have no outcome yet or are to be trained again. What is reused
     * does not count. To interrupt the caller is to {@link #stop}.
     *
     * @param provenance a JSON object on this run, asked for when it begins and when it ends
     * @param limit at least 0
     * @throws TrainingUnavailableException when nothing can be trained any more; what was reported before is safe
     * @throws RecordingException when the database or the listener fails while training; what was reported before is safe
     * @throws io.sweep4j.store.StoreException when the database fails before or after
     */
    public RunReport run(Plan plan, Dataset data, Supplier<String> provenance, long limit, RunListener listener) {
        putOffInterrupt();
        try {
            return runUninterrupted(plan, data, provenance, limit, listener);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** H2 closes its file under a thread that is interrupted: an interrupt stops the run and is passed on at the end. */
    private void putOffInterrupt() {
        if (Thread.interrupted()) {
            stopping = true;
            interrupted = true;
        }
    }

    private RunReport runUninterrupted(
            Plan plan, Dataset data, Supplier<String> provenance, long limit, RunListener listener) {
        String name = plan.sweep().name();
        long size = plan.size();
        store.define(plan.sweep(), size);
        Numbering numbering = new Numbering(store.trials(name));
        Standing standing = numbering.standing(plan);
        markPlanned(name, standing);
        long done = size - standing.pending() - standing.again(rerun);
        long pending = size - done;
        LimitWatch limits = new LimitWatch(plan.sweep(), clock, store.timeSpent(name));
        limits.recall(standing);
        long most = limits.ended() ? 0 : Math.min(limit, limits.trialsLeft(done));
        if (pending == 0
                || (most == 0 && !reuse)) { // no run, so that the provenance stays that of the run that trained
            return new RunReport(
                    0, 0, 0, done, pending, standing.again(rerun), stopping, pending > 0 ? limits.reached(done) : null);
        }
        Reuse reusing = new Reuse(store, plan.sweep(), reuse);
        try (RunWriter writer = store.beginRun(name, provenance.get())) {
            TrialRecording recording;
            try {
                recording = train(plan, data, numbering, pending, most, reusing, limits, writer, listener);
            } catch (RuntimeException | Error e) {
                finishAfter(e, writer);
                throw e;
            }
            putOffInterrupt();
            writer.amend(provenance.get());
            writer.finish(stopping);
            long doneNow = done + recording.trained() + reusing.taken();
            long remaining = size - doneNow;
            return new RunReport(
                    recording.trained(),
                    recording.failed(),
                    recording.diverged(),
                    done,
                    remaining,
                    rerun == Rerun.NONE ? 0 : remaining - pending(plan),
                    stopping,
                    size > doneNow ? limits.reached(doneNow) : null);
        }
    }

    /** How many trials have no outcome as things are recorded now. */
    private long pending(Plan plan) {
        return new Numbering(store.trials(plan.sweep().name())).standing(plan).pending();
    }

    /** Marks what the file has gained, lost and worded anew since. */
    private void markPlanned(String sweep, Standing standing) {
        List<Long> back = new ArrayList<>();
        List<Trial> restated = new ArrayList<>();
        for (Numbering.Planned planned : standing.recorded()) {
            StoredTrial stored = Objects.requireNonNull(planned.stored());
            if (planned.trial().repeat() != stored.trial().repeat()
                    || !planned.trial().configuration().equals(stored.trial().configuration())) {
                restated.add(planned.trial());
            }
            if (!stored.inPlan()) {
                back.add(planned.trial().number());
            }
        }
        List<Long> gone = standing.orphans().stream()
                .filter(StoredTrial::inPlan)
                .map(orphan -> orphan.trial().number())
                .toList();
        store.restate(sweep, restated);
        store.markPlanned(sweep, back, true);
        store.markPlanned(sweep, gone, false);
    }

    /** Ends a run that failed; if that fails too, a later opening of the database does it. */
    private void finishAfter(Throwable failure, RunWriter writer) {
        putOffInterrupt();
        try {
            writer.finish(true);
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    private TrialRecording train(
            Plan plan,
            Dataset data,
            Numbering numbering,
            long pending,
            long limit,
            Reuse reusing,
            LimitWatch limits,
            RunWriter writer,
            RunListener listener) {
        Sweep sweep = plan.sweep();
        try (Recorder recorder = new Recorder(writer, listener)) {
            TrialRecording recording = new TrialRecording(recorder, judged(data), clock, limits, () -> stopping);
            Resumptions resumptions = new Resumptions(store, sweep);
            Iterator<Numbering.Planned> trials = numbering.number(plan).iterator();
            long left = pending; // not yet looked at
            long begun = 0;
            while (left > 0 && (begun < limit || reusing.wanted()) && !stopping && !limits.ended()) {
                List<Numbering.Planned> next = nextPending(sweep.name(), trials);
                Reuse.Sorted sorted = reusing.sort(next);
                List<Trial> batch =
                        sorted.rest().subList(0, (int) Math.min(sorted.rest().size(), limit - begun));
                if (left == pending) {
                    long wanted = Math.min(limit, pending - sorted.reused().size());
                    listener.planned(wanted, epochs(batch, resumptions, wanted));
                }
                sorted.reused().forEach(recorder::record);
                train(batch, sweep, data, resumptions, limits, recording);
                left -= next.size();
                begun += batch.size();
            }
            return recording;
        }
    }

    private static JudgedSamples judged(Dataset data) {
        Split split = data.validation().rows() > 0 ? data.validation() : data.test();
        return new JudgedSamples(split.rows(), split.shareOfMostFrequent());
    }

    /** The next pending trials, registered; at least one while any is left. */
    private List<Numbering.Planned> nextPending(String sweep, Iterator<Numbering.Planned> trials) {
        List<Numbering.Planned> pending = new ArrayList<>();
        List<Trial> unregistered = new ArrayList<>();
        while (pending.size() < chunk && trials.hasNext()) {
            Numbering.Planned planned = trials.next();
            if (planned.stored() == null) {
                unregistered.add(planned.trial());
            }
            if (planned.pending() || planned.again(rerun)) {
                pending.add(planned);
            }
        }
        if (pending.isEmpty()) {
            throw new IllegalStateException("fewer trials are pending than were counted in sweep " + sweep);
        }
        store.register(sweep, unregistered);
        return pending;
    }

    /** Exact when the batch is all that is wanted, else in proportion. */
    private static long epochs(List<Trial> batch, Resumptions resumptions, long wanted) {
        long epochs = batch.stream()
                .mapToLong(trial -> trial.configuration().epochs() - resumptions.epochsDone(trial))
                .sum();
        return batch.isEmpty() ? 0 : Math.round((double) epochs / batch.size() * wanted);
    }

    private void train(
            List<Trial> batch,
            Sweep sweep,
            Dataset data,
            Resumptions resumptions,
            LimitWatch limits,
            TrialRecording recording) {
        // What the next trial's start depends on is better known one by one.
        int together = sweep.limits().reactive() ? 1 : Integer.MAX_VALUE;
        List<List<Trial>> batches =
                Batches.of(batch, engine, data.info(), threads, together, store.crashedBefore(sweep.name()));
        Queue<List<Trial>> queue = new ConcurrentLinkedQueue<>(batches);
        AtomicInteger number = new AtomicInteger();
        ExecutorService pool = Executors.newFixedThreadPool(
                threads, task -> new Thread(task, "sweep4j-trainer-" + number.incrementAndGet()));
        try {
            List<Future<?>> workers = new ArrayList<>();
            for (int i = 0; i < Math.min(threads, batches.size()); i++) {
                String worker = "thread " + (i + 1);
                workers.add(pool.submit(() -> work(worker, queue, sweep, data, resumptions, limits, recording)));
            }
            awaitAll(workers);
        } finally {
            pool.shutdown();
        }
    }

    private void work(
            String worker,
            Queue<List<Trial>> queue,
            Sweep sweep,
            Dataset data,
            Resumptions resumptions,
            LimitWatch limits,
            TrialRecording recording) {
        boolean sound = false;
        try {
            List<Trial> trials = queue.poll();
            while (trials != null && !stopping && !limits.ended()) {
                List<Trial> next = trials;
                next.forEach(trial -> recording.placed(trial, worker));
                TrialThread.during(next, () -> train(next, sweep, data, resumptions, recording));
                trials = queue.poll();
            }
            sound = true;
        } finally {
            if (!sound) {
                stopping = true; // at once, so that the other threads don't train for nothing
            }
        }
    }

    /** An engine should not throw; if it does, that is the end of these trials and of no other. */
    private void train(
            List<Trial> trials, Sweep sweep, Dataset data, Resumptions resumptions, TrialRecording recording) {
        List<TrialTask> tasks = trials.stream()
                .map(trial -> task(trial, sweep, resumptions, recording))
                .toList();
        try {
            engine.train(tasks, data, recording);
        } catch (RecordingException | TrainingUnavailableException e) {
            throw e;
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
            trials.forEach(trial -> recording.escaped(trial, e, engine.name()));
        }
    }

    private static TrialTask task(Trial trial, Sweep sweep, Resumptions resumptions, TrialRecording recording) {
        Optional<Resumptions.Resumption> resumption = resumptions.of(trial);
        resumption.ifPresent(found -> recording.mayResume(trial, found.recorded()));
        return new TrialTask(
                trial,
                sweep.onDivergence(),
                sweep.trainAccuracy(),
                sweep.limits().timeout(),
                sweep.checkpointEvery(),
                resumption.map(Resumptions.Resumption::earlier).orElse(null));
    }

    /** Waits for every worker, so that none is left training; the first error then surfaces. */
    private void awaitAll(List<Future<?>> workers) {
        RuntimeException failure = null;
        for (Future<?> worker : workers) {
            while (true) {
                try {
                    worker.get();
                    break;
                } catch (ExecutionException e) {
                    failure = chain(failure, unchecked(e.getCause()));
                    break;
                } catch (InterruptedException e) {
                    stopping = true;
                    interrupted = true;
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private static RuntimeException unchecked(@Nullable Throwable cause) {
        return cause instanceof RuntimeException e
                ? e
                : new IllegalStateException("training broke off: " + cause, cause);
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
