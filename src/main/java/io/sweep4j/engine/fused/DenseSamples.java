package io.sweep4j.engine.fused;

import io.sweep4j.data.Split;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Samples as they are, with all inputs or some. A batch's samples lie far apart in memory; each thread copies those of the batch
 * it is at together, which costs what fetching them would, and goes through them quicker.
 */
final class DenseSamples implements Samples {

    /** A thread's room for the samples of one batch. */
    private static final class Copy {
        private float[] values = new float[0];
        private int @Nullable [] rows;
        private @Nullable DenseBatch batch;
    }

    /** Numbers in a line of the cache. An odd number of lines from sample to sample spreads a column over all of the cache. */
    private static final int LINE = 16;

    private final float[] values;
    private final int[] inputs;

    /** In a copy, from one sample to the next. */
    private final int stride;

    private final ThreadLocal<Copy> copies = ThreadLocal.withInitial(Copy::new);

    private DenseSamples(float[] values, int[] inputs) {
        this.values = values;
        this.inputs = inputs;
        this.stride = ((inputs.length + LINE - 1) / LINE | 1) * LINE;
    }

    static DenseSamples of(Split split) {
        int[] inputs = new int[split.columns()];
        Arrays.setAll(inputs, k -> k);
        return new DenseSamples(split.features(), inputs);
    }

    /** @param inputs those to keep, in ascending order; gradients of the others are zero */
    static DenseSamples of(Split split, int[] inputs) {
        float[] values = new float[Math.multiplyExact(split.rows(), inputs.length)];
        for (int r = 0; r < split.rows(); r++) {
            for (int i = 0; i < inputs.length; i++) {
                values[r * inputs.length + i] = split.features()[r * split.columns() + inputs[i]];
            }
        }
        return new DenseSamples(values, inputs);
    }

    @Override
    public int rows() {
        return inputs.length == 0 ? 0 : values.length / inputs.length;
    }

    @Override
    public Batch batch(int[] order, int from, int count) {
        return new Apart(Arrays.copyOfRange(order, from, from + count));
    }

    @Override
    public long bytesOfEpoch() {
        return (long) Integer.BYTES * rows();
    }

    /**
     * The samples of these rows, for the calling thread and until it asks for others.
     *
     * @param rows told apart by identity, so never to be changed
     */
    DenseBatch together(int[] rows) {
        Copy copy = copies.get();
        DenseBatch batch = copy.batch;
        if (batch == null || copy.rows != rows) {
            batch = new DenseBatch(copied(rows, copy), stride, inputs, rows.length);
            copy.rows = rows;
            copy.batch = batch;
        }
        return batch;
    }

    private float[] copied(int[] rows, Copy copy) {
        int width = inputs.length;
        if (copy.values.length < rows.length * stride) {
            copy.values = new float[rows.length * stride];
        }
        for (int s = 0; s < rows.length; s++) {
            System.arraycopy(values, rows[s] * width, copy.values, s * stride, width);
        }
        return copy.values;
    }

    private final class Apart implements Batch {
        private final int[] rows;

        Apart(int[] rows) {
            this.rows = rows;
        }

        @Override
        public int size() {
            return rows.length;
        }

        @Override
        public void forward(float[] w, float[] b, float[] z, int stride) {
            together(rows).forward(w, b, z, stride);
        }

        @Override
        public int block(int stride) {
            return together(rows).block(stride);
        }

        @Override
        public boolean gradient(float[] d, int first, int count, float[] g, int stride) {
            return together(rows).gradient(d, first, count, g, stride);
        }
    }
}
