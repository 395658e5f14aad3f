package io.sweep4j.engine;

import io.sweep4j.sweep.OnDivergence;
import io.sweep4j.sweep.Trial;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One trial to train.
 *
 * @param trainAccuracy whether to measure accuracy on the training split at each epoch's end
 * @param timeout how long it may train, above 0; null for any time
 */
public record TrialTask(
        Trial trial,
        OnDivergence onDivergence,
        boolean trainAccuracy,
        @Nullable Duration timeout) {

    /** A trial that may train for any time. */
    public TrialTask(Trial trial, OnDivergence onDivergence, boolean trainAccuracy) {
        this(trial, onDivergence, trainAccuracy, null);
    }
}
