package io.sweep4j.engine.fused;

import io.sweep4j.engine.EpochOrder;
import io.sweep4j.sweep.Configuration;

/**
 * In which order a trial sees its samples, and how many at a time: trials with equal ones see equal batches.
 *
 * @param seed 0 unless shuffled
 */
record BatchOrder(int size, boolean shuffle, long seed) {

    static BatchOrder of(Configuration configuration) {
        return new BatchOrder(
                configuration.batchSize(), configuration.shuffle(), configuration.shuffle() ? configuration.seed() : 0);
    }

    /** Rows of the training split in the order of an epoch, from 1. */
    int[] rows(int count, int epoch) {
        return EpochOrder.of(count, shuffle, seed, epoch);
    }

    /** The epoch whose order is that of another: all have the same without shuffling. */
    int same(int epoch) {
        return shuffle ? epoch : 1;
    }
}
