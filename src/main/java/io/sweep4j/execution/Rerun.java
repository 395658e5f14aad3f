package io.sweep4j.execution;

import io.sweep4j.sweep.TrialState;

/** Which finished trials a run trains again, besides those that are pending. */
public enum Rerun {
    NONE,
    FAILED,
    DIVERGED,
    /** Every finished trial. */
    ALL;

    /** Whether a trial of that state, if finished, is trained again. */
    public boolean includes(TrialState state) {
        return switch (this) {
            case NONE -> false;
            case FAILED -> state == TrialState.FAILED;
            case DIVERGED -> state == TrialState.DIVERGED;
            case ALL -> state.finished();
        };
    }
}
