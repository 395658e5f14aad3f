package io.sweep4j.engine.dl4j;

import io.sweep4j.engine.Detection;
import io.sweep4j.engine.Ending;
import io.sweep4j.engine.TrainingListener;
import io.sweep4j.engine.TrialTask;
import io.sweep4j.sweep.Configuration;
import io.sweep4j.sweep.Observation;
import io.sweep4j.sweep.OnDivergence;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The training of one trial on one network, from its first epoch to its ending. For one thread, once. */
final class TrialTraining implements AutoCloseable {
    private final TrialTask task;
    private final Configuration configuration;
    private final SharedArrays arrays;
    private final Detecting detecting;
    private final Updates training;
    private final Rewind rewind = new Rewind();
    private final long start = System.nanoTime();
    private @Nullable Detection detection;

    TrialTraining(TrialTask task, SharedArrays arrays, Detecting detecting) {
        this.task = task;
        this.configuration = task.trial().configuration();
        this.arrays = arrays;
        this.detecting = detecting;
        this.training = new Updates(configuration, arrays.data(), detecting.on());
    }

    /**
     * Trains all epochs, unless the trial diverges and is to stop there, its time is up, or the listener asks for an end.
     */
    Ending run(TrainingListener listener) {
        for (int epoch = 1; epoch <= configuration.epochs(); epoch++) {
            Observation observation = epoch();
            if (observation == null) {
                return new Ending.TimedOut(Objects.requireNonNull(task.timeout()));
            }
            listener.observed(task.trial(), observation);
            if (detection != null && task.onDivergence() == OnDivergence.STOP) {
                return new Ending.Diverged(detection);
            }
            if (epoch < configuration.epochs() && listener.stopRequested(task.trial())) {
                return new Ending.Cancelled();
            }
        }
        return detection == null ? new Ending.Completed() : new Ending.Diverged(detection);
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
                detection = Replay.of(training, rewind, detecting.patience());
            }
        }
        int epoch = training.epoch();
        Evaluation validation = Evaluation.of(training.network(), arrays.validation());
        Evaluation test = Evaluation.of(training.network(), arrays.test());
        return new Observation(
                epoch,
                costs / trained,
                task.trainAccuracy()
                        ? Evaluation.of(training.network(), arrays.train()).accuracy()
                        : null,
                validation.accuracy(),
                test.accuracy(),
                configuration
                        .decaySchedule()
                        .reported(configuration.learningRate(), configuration.decay(), training.done(), epoch),
                training.appliedLearningRate(),
                detection != null,
                (System.nanoTime() - epochStart) / 1e9,
                validation.accuracy() == null ? test.outputs() : validation.outputs());
    }

    private boolean stopped() {
        return detection != null && task.onDivergence() == OnDivergence.STOP;
    }

    private boolean timedOut() {
        Duration timeout = task.timeout();
        return timeout != null && System.nanoTime() - start > timeout.toNanos();
    }

    @Override
    public void close() {
        rewind.close();
        training.close();
    }
}
