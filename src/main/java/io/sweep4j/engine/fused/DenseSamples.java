package io.sweep4j.engine.fused;

import io.sweep4j.data.Split;
import java.util.Arrays;

/** Samples as they are. */
final class DenseSamples implements Samples {
    /** Inputs whose gradients stay in the first cache; a multiple of the kernel's blocks. */
    private static final int BLOCK = 24;

    private final Split split;
    private final Gathering gathering;

    DenseSamples(Split split) {
        int[] inputs = new int[split.columns()];
        Arrays.setAll(inputs, k -> k);
        this.split = split;
        this.gathering = new Gathering(split, inputs);
    }

    @Override
    public int rows() {
        return split.rows();
    }

    @Override
    public Batch batch(int[] order, int from, int count) {
        return new DenseBatch(Arrays.copyOfRange(order, from, from + count));
    }

    @Override
    public long bytesOfEpoch() {
        return (long) Integer.BYTES * rows();
    }

    private final class DenseBatch implements Batch {
        private final int[] rows;

        DenseBatch(int[] rows) {
            this.rows = rows;
        }

        @Override
        public int size() {
            return rows.length;
        }

        @Override
        public void forward(float[] w, float[] b, float[] z, int stride) {
            Block.fill(z, rows.length, b, stride);
            gathering.addForward(rows, w, z, stride);
        }

        @Override
        public int block(int stride) {
            return gathering.fits(rows.length) ? Math.min(BLOCK, split.columns()) : split.columns();
        }

        @Override
        public boolean gradient(float[] d, int first, int count, float[] g, int stride) {
            Arrays.fill(g, 0, count * stride, 0);
            gathering.addGradient(rows, d, first, count, g, stride);
            return true;
        }
    }
}
