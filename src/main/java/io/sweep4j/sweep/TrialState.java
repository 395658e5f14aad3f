package io.sweep4j.sweep;

/** Where a trial stands, derived from what is recorded of it. */
public enum TrialState {
    /** Planned, not started. */
    WAITING,
    /** Started, no outcome yet. */
    RUNNING,
    /** All epochs trained, everything finite. */
    COMPLETED,
    /** Something went non-finite. */
    DIVERGED,
    /** Stopped early because others did better. */
    PRUNED,
    /** An error ended it. */
    FAILED,
    /** Interrupted; to be trained again. */
    CANCELLED;

    /** Whether a further run leaves the trial as it is. */
    public boolean finished() {
        return switch (this) {
            case COMPLETED, DIVERGED, PRUNED, FAILED -> true;
            case WAITING, RUNNING, CANCELLED -> false;
        };
    }
}
