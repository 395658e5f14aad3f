package io.sweep4j.execution;

import io.sweep4j.sweep.Divergence;
import io.sweep4j.sweep.Observation;
import io.sweep4j.sweep.Trial;
import io.sweep4j.sweep.TrialState;
import org.jspecify.annotations.Nullable;

/** Hears of what has been recorded, after its commit, from one thread. */
public interface RunListener {

    /** What a run sets out to do: so many trials and epochs are pending. */
    void planned(long trials, long epochs);

    void started(Trial trial);

    void observed(Trial trial, Observation observation);

    /** @param error given if and only if the trial failed */
    void ended(Trial trial, TrialState outcome, @Nullable Divergence divergence, @Nullable String error);
}
