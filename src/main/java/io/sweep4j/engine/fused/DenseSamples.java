package io.sweep4j.engine.fused;

import io.sweep4j.data.Split;

/** Samples as they are. */
record DenseSamples(Split split) implements Samples {

    @Override
    public int rows() {
        return split.rows();
    }

    @Override
    public Batch batch(int[] order, int from, int count) {
        int[] starts = new int[count];
        for (int s = 0; s < count; s++) {
            starts[s] = order[from + s] * split.columns();
        }
        return new DenseBatch(split.features(), starts, split.columns());
    }

    @Override
    public long bytesOfEpoch() {
        return (long) Integer.BYTES * split.rows();
    }
}
