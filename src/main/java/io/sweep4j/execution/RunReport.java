package io.sweep4j.execution;

import org.jspecify.annotations.Nullable;

/**
 * What a run came to.
 *
 * @param trained trials that this run brought to an outcome, interrupted ones not counted
 * @param failed of those, the ones an error ended
 * @param diverged of those, the ones in which something went non-finite
 * @param done trials of the plan that had their outcome before and kept it
 * @param remaining trials of the plan still to be trained, {@code again} included
 * @param again of those, the ones that have an outcome and are left only because they were asked for once more
 * @param interrupted whether the run was asked to stop
 * @param limit what ended the sweep though trials remain; null if nothing did
 */
public record RunReport(
        long trained,
        long failed,
        long diverged,
        long done,
        long remaining,
        long again,
        boolean interrupted,
        @Nullable LimitReached limit) {

    /** Of a run that no limit ended and that asked for nothing once more. */
    public RunReport(long trained, long failed, long diverged, long done, long remaining, boolean interrupted) {
        this(trained, failed, diverged, done, remaining, 0, interrupted, null);
    }
}
