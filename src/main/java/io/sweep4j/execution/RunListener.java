package io.sweep4j.execution;

import io.sweep4j.store.TrialOrigin;
import io.sweep4j.sweep.Divergence;
import io.sweep4j.sweep.Observation;
import io.sweep4j.sweep.Trial;
import io.sweep4j.sweep.TrialState;
import org.jspecify.annotations.Nullable;

/** Hears of what has been recorded, after its commit, from one thread. */
public interface RunListener {

    /** What a run sets out to do: so many trials and epochs are to be trained, those before a checkpoint left out; none if all is reused. */
    void planned(long trials, long epochs);

    void started(Trial trial);

    /**
     * The trial goes on from a checkpoint.
     *
     * @param epoch the last one that is not trained again
     */
    default void resumed(Trial trial, int epoch) {}

    void observed(Trial trial, Observation observation);

    /** @param error given if and only if the trial failed */
    void ended(Trial trial, TrialState outcome, @Nullable Divergence divergence, @Nullable String error);

    /** The trial has the results of another sweep's, and is not trained. */
    default void reused(Trial trial, TrialState outcome, TrialOrigin origin) {}
}
