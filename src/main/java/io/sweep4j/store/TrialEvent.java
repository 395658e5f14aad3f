package io.sweep4j.store;

import io.sweep4j.sweep.Checkpoint;
import io.sweep4j.sweep.Divergence;
import io.sweep4j.sweep.Observation;
import io.sweep4j.sweep.Trial;
import io.sweep4j.sweep.TrialState;
import io.sweep4j.sweep.Warning;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something to be recorded of a trial that is registered. */
public sealed interface TrialEvent {

    Trial trial();

    /**
     * Its training begins, from the first epoch. What a finished attempt left is forgotten, the key of an older version of the
     * training semantics too, and crashes are counted anew. The epochs of an unfinished attempt stay until one of the new is
     * recorded that differs.
     *
     * @param worker who trains it, null if that is not known
     */
    record Started(Trial trial, String engine, @Nullable String worker, Instant at) implements TrialEvent {}

    /**
     * Its training goes on after a checkpoint. Later epochs that are recorded already stay until one of the new differs.
     *
     * @param worker who trains it, null if that is not known
     * @param epoch the checkpoint's
     */
    record Resumed(Trial trial, String engine, @Nullable String worker, int epoch) implements TrialEvent {}

    /** An epoch is over. If it differs from what is recorded of it, later epochs are forgotten. */
    record Observed(Trial trial, Observation observation) implements TrialEvent {}

    /** It can go on from the epoch recorded last; an earlier checkpoint is forgotten. */
    record Checkpointed(Trial trial, Checkpoint checkpoint) implements TrialEvent {}

    /**
     * Its training is over. Its checkpoint is forgotten unless it was cancelled.
     *
     * @param outcome neither WAITING nor RUNNING
     * @param divergence given if and only if the outcome is DIVERGED
     * @param error given if and only if the outcome is FAILED
     * @param warnings what is odd about a trial that stayed finite
     */
    record Ended(
            Trial trial,
            TrialState outcome,
            @Nullable Divergence divergence,
            @Nullable String error,
            List<Warning> warnings,
            Instant at)
            implements TrialEvent {}

    /**
     * It is not trained: the results of an equal training are copied, its outcome among them.
     *
     * @param trainAccuracy whether the sweep asks for training accuracies, which are left out otherwise
     */
    record Reused(Trial trial, ReusableTrial source, boolean trainAccuracy) implements TrialEvent {}
}
