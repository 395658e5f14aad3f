package io.sweep4j.engine.dl4j;

import io.sweep4j.engine.Detection;
import io.sweep4j.engine.Ending;
import io.sweep4j.engine.Evaluation;
import io.sweep4j.engine.TrainingListener;
import io.sweep4j.engine.TrialTask;
import io.sweep4j.engine.checkpoint.CheckpointFormat;
import io.sweep4j.engine.checkpoint.TrainingState;
import io.sweep4j.engine.replay.Replay;
import io.sweep4j.sweep.Configuration;
import io.sweep4j.sweep.Observation;
import io.sweep4j.sweep.OnDivergence;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The training of one trial on one network, from its first epoch, or the one after a checkpoint, to its ending. For one
 * thread, once.
 */
final class TrialTraining implements AutoCloseable {
    private final TrialTask task;
    private final Configuration configuration;
    private final SharedArrays arrays;
    private final Detecting detecting;
    private final Updates training;
    private final Rewind rewind = new Rewind();
    private final long start = System.nanoTime();
    private final int trainedBefore;
    private final long trainedBeforeNanos;
    private @Nullable Detection detection;

    /** @param from null to begin with the first epoch */
    TrialTraining(TrialTask task, SharedArrays arrays, Detecting detecting, @Nullable TrainingState from) {
        this.task = task;
        this.configuration = task.trial().configuration();
        this.arrays = arrays;
        this.detecting = detecting;
        this.training = new Updates(configuration, arrays.data(), detecting.on());
        this.trainedBefore = from == null ? 0 : from.epoch();
        TrialTask.Earlier earlier = task.earlier();
        this.trainedBeforeNanos =
                from == null || earlier == null ? 0 : earlier.trained().toNanos();
        if (from != null) {
            resume(from);
        }
    }

    private void resume(TrainingState from) {
        detection = from.detection();
        Moment.restore(from.moment(), training);
        while (training.done() < (long) from.epoch() * training.perEpoch()) {
            rewind.beforeUpdate(training);
            training.next();
        }
    }

    /**
     * Trains the epochs left, unless the trial diverges and is to stop there, its time is up, or the listener asks for an end.
     *
     * @param format of checkpoints, null to make none
     */
    Ending run(TrainingListener listener, @Nullable CheckpointFormat format) {
        for (int epoch = trainedBefore + 1; epoch <= configuration.epochs(); epoch++) {
            Observation observation = epoch();
            if (observation == null) {
                return new Ending.TimedOut(Objects.requireNonNull(task.timeout()));
            }
            listener.observed(task.trial(), observation);
            if (stopped()) {
                break;
            }
            if (epoch < configuration.epochs()) {
                boolean cancelled = listener.stopRequested(task.trial());
                if (format != null && (cancelled || epoch % task.checkpointEvery() == 0)) {
                    listener.checkpoint(task.trial(), format.write(state(epoch)));
                }
                if (cancelled) {
                    return new Ending.Cancelled();
                }
            }
        }
        return detection == null ? new Ending.Completed() : new Ending.Diverged(detection);
    }

    private TrainingState state(int epoch) {
        if (detecting.on() && detection == null) {
            return new TrainingState(epoch, rewind.earliest().save(), null);
        }
        try (Moment now = new Moment(training)) {
            return new TrainingState(epoch, now.save(), detection);
        }
    }

    /** Null if the trial's time was up before the epoch's last iteration. */
    private @Nullable Observation epoch() {
        long epochStart = System.nanoTime();
        double costs = 0;
        int trained = 0;
        while (trained < training.perEpoch() && !stopped()) {
            if (timedOut()) {
                return null;
            }
            boolean watching = detecting.on() && detection == null;
            if (watching) {
                rewind.beforeUpdate(training);
            }
            training.next();
            costs += training.cost();
            trained++;
            if (watching && !training.finite()) {
                detection = replay();
            }
        }
        int epoch = training.epoch();
        Evaluation validation = Evaluations.of(training.network(), arrays.validation());
        Evaluation test = Evaluations.of(training.network(), arrays.test());
        return new Observation(
                epoch,
                costs / trained,
                task.trainAccuracy()
                        ? Evaluations.of(training.network(), arrays.train()).accuracy()
                        : null,
                validation.accuracy(),
                test.accuracy(),
                configuration.reportedLearningRate(training.done(), epoch),
                training.appliedLearningRate(),
                detection != null,
                (System.nanoTime() - epochStart) / 1e9,
                validation.accuracy() == null ? test.outputs() : validation.outputs());
    }

    /** Ends where it began. */
    private Detection replay() {
        long bad = training.done();
        rewind.earliest().restore(training);
        return Replay.of(new StepwiseUpdates(training), bad, detecting.patience());
    }

    private boolean stopped() {
        return detection != null && task.onDivergence() == OnDivergence.STOP;
    }

    private boolean timedOut() {
        Duration timeout = task.timeout();
        return timeout != null && trainedBeforeNanos + (System.nanoTime() - start) > timeout.toNanos();
    }

    @Override
    public void close() {
        rewind.close();
        training.close();
    }
}
