package io.sweep4j.execution;

import java.time.Duration;

/** The limit that ended a sweep before its last trial. */
public sealed interface LimitReached {

    /**
     * The runs of the sweep took as long as they may.
     *
     * @param budget what they may take
     * @param spent what they had taken when it was noticed, at least as much
     */
    record WallClock(Duration budget, Duration spent) implements LimitReached {}

    /** As many trials have an outcome as may. */
    record Trials(long budget) implements LimitReached {}

    /** More trials of the run failed than it puts up with. */
    record FailedTrials(long most, long failed) implements LimitReached {}

    /**
     * A trial is good enough.
     *
     * @param epoch the one that it was seen at
     * @param value the metric there
     */
    record Target(long trial, int epoch, double value, double target) implements LimitReached {}
}
