package io.sweep4j.engine;

import io.sweep4j.sweep.Divergence.Quantity;
import io.sweep4j.sweep.NumberKind;
import org.jspecify.annotations.Nullable;

/**
 * The first non-finite quantity of a trial, and what else could be seen there.
 *
 * @param epoch from 1
 * @param iteration from 1, counted over the whole trial
 * @param layer {@code hidden1}, {@code hidden2}, … or {@code output}; null where the quantity belongs to no layer
 */
public record Detection(
        int epoch,
        long iteration,
        Quantity quantity,
        NumberKind kind,
        @Nullable String layer,
        Symptoms symptoms) {}
