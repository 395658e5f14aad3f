package io.sweep4j.engine.fused;

import io.sweep4j.sweep.Configuration;

/**
 * Which batch each iteration of a training sees. Iterations count from 1 over the whole trial.
 *
 * @param perEpoch iterations in an epoch
 */
record Course(BatchCache batches, BatchOrder order, int perEpoch) {

    static Course of(Configuration configuration, Resources resources) {
        BatchOrder order = BatchOrder.of(configuration);
        return new Course(resources.batches(), order, resources.data().train().rows() / order.size());
    }

    /** From 1. */
    int epoch(long iteration) {
        return (int) ((iteration - 1) / perEpoch) + 1;
    }

    /** The place of its batch in the epoch, from 0. */
    int index(long iteration) {
        return (int) ((iteration - 1) % perEpoch);
    }

    /** The batches of its epoch. */
    EpochBatches epochOf(long iteration) {
        return batches.epoch(order, epoch(iteration));
    }
}
