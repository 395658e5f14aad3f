package io.sweep4j.engine.fused;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** The batches of an epoch, made as they are asked for. Thread-safe. */
final class EpochBatches {
    private final Samples samples;
    private final int[] labels;
    private final int size;
    private final int[] order;
    private final AtomicReferenceArray<Batch> made;

    EpochBatches(Samples samples, int[] labels, BatchOrder order, int epoch) {
        this.samples = samples;
        this.labels = labels;
        this.size = order.size();
        this.order = order.rows(samples.rows(), epoch);
        this.made = new AtomicReferenceArray<>(samples.rows() / size);
    }

    /** How many there are; a last partial one is dropped. */
    int count() {
        return made.length();
    }

    /** @param index from 0 */
    Batch batch(int index) {
        Batch batch = made.get(index);
        if (batch == null) {
            batch = samples.batch(order, index * size, size);
            if (!made.compareAndSet(index, null, batch)) {
                batch = made.get(index); // everybody shares what it makes later
            }
        }
        return batch;
    }

    /** Rows of the training split, one a sample of a batch. */
    int[] rows(int index) {
        return Arrays.copyOfRange(order, index * size, (index + 1) * size);
    }

    /** The class of each sample of a batch. */
    int[] labels(int index) {
        int[] of = new int[size];
        for (int s = 0; s < size; s++) {
            of[s] = labels[order[index * size + s]];
        }
        return of;
    }
}
