package io.sweep4j.engine.fused;

import io.sweep4j.engine.fused.DenseKernel.Side;
import java.util.Arrays;

/** What one layer hands to the next, as a batch: the first columns of the first rows of a matrix. */
final class LayerBatch implements Batch {
    /** Inputs whose gradients stay in the first cache; a multiple of the kernel's blocks. */
    private static final int BLOCK = 24;

    private final float[] values;
    private final Side samples;
    private final Side inputs;

    /** @param stride from row to row */
    LayerBatch(float[] values, int stride, int columns, int rows) {
        this.values = values;
        this.samples = Side.of(rows, stride);
        this.inputs = Side.of(columns, 1);
    }

    @Override
    public int size() {
        return samples.count();
    }

    @Override
    public void forward(float[] w, float[] b, float[] z, int stride) {
        Block.fill(z, size(), b, stride);
        DenseKernel.add(values, samples, inputs, w, z, stride);
    }

    @Override
    public int block(int stride) {
        return Math.min(BLOCK, inputs.count());
    }

    @Override
    public boolean gradient(float[] d, int first, int count, float[] g, int stride) {
        Arrays.fill(g, 0, count * stride, 0);
        DenseKernel.add(values, inputs.within(first, count), samples, d, g, stride);
        return true;
    }
}
