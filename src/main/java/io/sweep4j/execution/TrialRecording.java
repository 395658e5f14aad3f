package io.sweep4j.execution;

import io.sweep4j.divergence.Diagnosis;
import io.sweep4j.divergence.JudgedSamples;
import io.sweep4j.divergence.Warnings;
import io.sweep4j.engine.Ending;
import io.sweep4j.engine.TrainingListener;
import io.sweep4j.isolation.ProcessLostException;
import io.sweep4j.store.TrialEvent;
import io.sweep4j.sweep.Checkpoint;
import io.sweep4j.sweep.Divergence;
import io.sweep4j.sweep.Durations;
import io.sweep4j.sweep.Observation;
import io.sweep4j.sweep.Trial;
import io.sweep4j.sweep.TrialState;
import io.sweep4j.sweep.Warning;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what an engine reports into events for the recorder, and counts outcomes. Thread-safe. */
final class TrialRecording implements TrainingListener {
    private static final Logger LOG = LoggerFactory.getLogger(TrialRecording.class);

    private final Map<Long, List<Observation>> running = new ConcurrentHashMap<>();
    private final Map<Long, List<Observation>> recorded = new ConcurrentHashMap<>();
    private final Map<Long, String> workers = new ConcurrentHashMap<>();
    private final Set<Long> ended = ConcurrentHashMap.newKeySet();
    private final AtomicLong trained = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong diverged = new AtomicLong();
    private final Recorder recorder;
    private final JudgedSamples samples;
    private final Clock clock;
    private final LimitWatch limits;
    private final BooleanSupplier stop;

    TrialRecording(Recorder recorder, JudgedSamples samples, Clock clock, LimitWatch limits, BooleanSupplier stop) {
        this.samples = samples;
        this.recorder = recorder;
        this.clock = clock;
        this.limits = limits;
        this.stop = stop;
    }

    /** To be called before the trial's checkpoint goes to the engine, with the epochs up to the checkpoint's. */
    void mayResume(Trial trial, List<Observation> epochs) {
        recorded.put(trial.number(), epochs);
    }

    @Override
    public void placed(Trial trial, String worker) {
        workers.put(trial.number(), worker);
    }

    @Override
    public void started(Trial trial, String engine) {
        recorded.remove(trial.number());
        running.put(trial.number(), new ArrayList<>());
        recorder.record(new TrialEvent.Started(trial, engine, workers.get(trial.number()), clock.instant()));
    }

    @Override
    public void resumed(Trial trial, int epoch, String engine) {
        List<Observation> epochs = Objects.requireNonNull(recorded.remove(trial.number()), "no checkpoint given");
        epochs.forEach(observation -> limits.observed(trial, observation));
        running.put(trial.number(), new ArrayList<>(epochs));
        recorder.record(new TrialEvent.Resumed(trial, engine, workers.get(trial.number()), epoch));
    }

    @Override
    public void observed(Trial trial, Observation observation) {
        running.computeIfAbsent(trial.number(), number -> new ArrayList<>()).add(observation);
        recorder.record(new TrialEvent.Observed(trial, observation));
        limits.observed(trial, observation);
    }

    @Override
    public void checkpoint(Trial trial, Checkpoint checkpoint) {
        recorder.record(new TrialEvent.Checkpointed(trial, checkpoint));
    }

    @Override
    public void ended(Trial trial, Ending ending) {
        List<Observation> epochs = Objects.requireNonNullElse(running.remove(trial.number()), List.of());
        workers.remove(trial.number());
        ended.add(trial.number());
        if (ending instanceof Ending.Diverged end) {
            diverged.incrementAndGet();
            record(trial, TrialState.DIVERGED, Diagnosis.of(end.detection(), trial.configuration()), null, List.of());
        } else if (ending instanceof Ending.Failed end) {
            failed(trial, describe(end.error()));
        } else if (ending instanceof Ending.TimedOut end) {
            failed(trial, timeout(trial, end, epochs.size()));
        } else if (ending instanceof Ending.Cancelled) {
            record(trial, TrialState.CANCELLED, null, null, List.of());
        } else {
            record(trial, TrialState.COMPLETED, null, null, Warnings.of(trial.configuration(), epochs, samples));
        }
    }

    private void failed(Trial trial, String error) {
        failed.incrementAndGet();
        limits.failed();
        record(trial, TrialState.FAILED, null, error, List.of());
    }

    private static String timeout(Trial trial, Ending.TimedOut end, int epochs) {
        return "timeout: after " + Durations.text(end.timeout()) + " it had finished " + epochs + " of "
                + trial.configuration().epochs()
                + " epochs; raise 'timeout' and run with --rerun failed to try it again";
    }

    /** An error came out of the engine's hands with the trial: it has failed, unless it had ended before. */
    void escaped(Trial trial, Throwable error, String engine) {
        if (ended.contains(trial.number())) {
            LOG.warn("trial {} had ended when its engine failed", trial.number(), error);
            return;
        }
        if (!running.containsKey(trial.number())) {
            started(trial, engine);
        }
        ended(trial, new Ending.Failed(error));
    }

    private void record(
            Trial trial,
            TrialState outcome,
            @Nullable Divergence divergence,
            @Nullable String error,
            List<Warning> warnings) {
        if (outcome.finished()) {
            trained.incrementAndGet();
        }
        recorder.record(new TrialEvent.Ended(trial, outcome, divergence, error, warnings, clock.instant()));
    }

    private static String describe(Throwable error) {
        if (error instanceof OutOfMemoryError) {
            return "out of memory: " + error.getMessage();
        } else if (error instanceof ProcessLostException) {
            return String.valueOf(error.getMessage());
        }
        return error.getMessage() == null
                ? error.getClass().getName()
                : error.getClass().getSimpleName() + ": " + error.getMessage();
    }

    @Override
    public boolean stopRequested(Trial trial) {
        return stop.getAsBoolean() || limits.ends(trial);
    }

    long trained() {
        return trained.get();
    }

    long failed() {
        return failed.get();
    }

    long diverged() {
        return diverged.get();
    }
}
