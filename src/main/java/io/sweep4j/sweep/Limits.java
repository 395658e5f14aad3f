package io.sweep4j.sweep;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What ends a sweep, or a trial of it, before its time; null for no such limit. They decide how much is trained, never
 * what comes of it: no content key depends on them.
 *
 * @param wallClock above 0; counts all runs of the sweep together
 * @param trials outcomes that the sweep may come to over all its runs, at least 1
 * @param timeout above 0; a trial that trains longer has failed
 * @param maxFailedTrials failed trials that a run puts up with, at least 0
 * @param target finite; the metric's value that is good enough
 */
public record Limits(
        @Nullable Duration wallClock,
        @Nullable Long trials,
        @Nullable Duration timeout,
        @Nullable Long maxFailedTrials,
        @Nullable Double target) {
    /** No limit at all. */
    public static final Limits NONE = new Limits(null, null, null, null, null);

    /** Whether the outcome of one trial can keep the next from being started. */
    public boolean reactive() {
        return maxFailedTrials != null || target != null;
    }
}
