package io.sweep4j.report;

import io.sweep4j.sweep.Cause;
import org.jspecify.annotations.Nullable;

/**
 * What a sweep has in one cell of the axes that it shares with others.
 *
 * @param best the first of the cell's trials in the sweep's ranking: diverged or without a value only if none is finite
 * @param trials started trials of the plan in the cell, at least 1: repeats, and values of axes that are not shared
 * @param diverged how many of them diverged
 */
public record CellSide(RankedTrial best, int trials, int diverged) {

    /** The best value of the metric; null if no trial of the cell is finite. */
    public @Nullable Double value() {
        return best.finite() ? best.best() : null;
    }

    /** Why the best trial diverged; null if it did not. */
    public @Nullable Cause cause() {
        var divergence = best.stored().divergence();
        return divergence == null ? null : divergence.cause();
    }
}
