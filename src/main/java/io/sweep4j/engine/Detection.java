package io.sweep4j.engine;

import io.sweep4j.sweep.Divergence.Quantity;
import io.sweep4j.sweep.NumberKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The first non-finite quantity of a trial, and what the iterations before it looked like.
 *
 * @param epoch from 1
 * @param iteration from 1, counted over the whole trial
 * @param layer {@code hidden1}, {@code hidden2}, … or {@code output}; null where the quantity belongs to no layer
 * @param samples rows in a batch
 * @param badSamples how many of them had a loss of their own that was non-finite
 * @param culprits rows of the training split, from 0, of the first few of these
 * @param skipped iterations before those of {@code steps} that could have been looked at too, but for the time allowed
 * @param steps the iterations before it, oldest first, without a gap, and it; at least one
 */
public record Detection(
        int epoch,
        long iteration,
        Quantity quantity,
        NumberKind kind,
        @Nullable String layer,
        int samples,
        int badSamples,
        List<Integer> culprits,
        int skipped,
        List<Step> steps) {
    /** How many culprits are named. */
    public static final int MOST_CULPRITS = 5;

    public Detection {
        culprits = List.copyOf(culprits);
        steps = List.copyOf(steps);
        if (steps.isEmpty() || steps.get(steps.size() - 1).iteration() != iteration) {
            throw new IllegalArgumentException("the last step is not that of iteration " + iteration);
        }
    }

    /** The iteration at which it happened. */
    public Step last() {
        return steps.get(steps.size() - 1);
    }
}
