package io.sweep4j.engine;

import io.sweep4j.sweep.Checkpoint;
import io.sweep4j.sweep.OnDivergence;
import io.sweep4j.sweep.Trial;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One trial to train.
 *
 * @param trainAccuracy whether to measure accuracy on the training split at each epoch's end
 * @param timeout how long it may train, above 0; null for any time
 * @param checkpointEvery epochs from one checkpoint to the next, 0 for none
 * @param earlier what to go on from, if the engine can read it; null to begin with the first epoch
 */
public record TrialTask(
        Trial trial,
        OnDivergence onDivergence,
        boolean trainAccuracy,
        @Nullable Duration timeout,
        int checkpointEvery,
        @Nullable Earlier earlier) {

    /**
     * What came of an earlier attempt.
     *
     * @param trained how long it took to the checkpoint, which counts towards the timeout
     */
    public record Earlier(Checkpoint checkpoint, Duration trained) {}

    /** A trial that may train for any time, from the first epoch, without checkpoints. */
    public TrialTask(Trial trial, OnDivergence onDivergence, boolean trainAccuracy) {
        this(trial, onDivergence, trainAccuracy, null, 0, null);
    }

    /** The same without a checkpoint. */
    public TrialTask fromItsStart() {
        return new TrialTask(trial, onDivergence, trainAccuracy, timeout, checkpointEvery, null);
    }
}
