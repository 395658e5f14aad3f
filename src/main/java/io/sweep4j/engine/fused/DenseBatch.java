package io.sweep4j.engine.fused;

import io.sweep4j.engine.fused.DenseKernel.Side;
import java.util.Arrays;

/** Rows of a matrix as a batch: samples of dense data, or what one layer hands to the next. */
final class DenseBatch implements Batch {
    /** Inputs whose gradients stay in the first cache; a multiple of the kernel's blocks. */
    private static final int BLOCK = 24;

    private final float[] values;
    private final Side samples;
    private final Side inputs;

    /**
     * Samples of which some inputs are there, side by side.
     *
     * @param stride from sample to sample
     * @param inputs numbers of these, in ascending order
     */
    DenseBatch(float[] values, int stride, int[] inputs, int rows) {
        this(values, Side.of(rows, stride), new Side(0, 1, inputs));
    }

    /** The first columns of the first rows of a matrix with that stride. */
    DenseBatch(float[] values, int stride, int columns, int rows) {
        this(values, Side.of(rows, stride), Side.of(columns, 1));
    }

    private DenseBatch(float[] values, Side samples, Side inputs) {
        this.values = values;
        this.samples = samples;
        this.inputs = inputs;
    }

    @Override
    public int size() {
        return samples.count();
    }

    @Override
    public void forward(float[] w, float[] b, float[] z, int stride) {
        for (int s = 0; s < size(); s++) {
            System.arraycopy(b, 0, z, s * stride, stride);
        }
        addForward(w, z, stride);
    }

    /** z += x·w. */
    void addForward(float[] w, float[] z, int stride) {
        DenseKernel.add(values, samples, inputs, w, z, stride);
    }

    @Override
    public int block(int stride) {
        return Math.min(BLOCK, inputs.count());
    }

    @Override
    public boolean gradient(float[] d, int first, int count, float[] g, int stride) {
        Arrays.fill(g, 0, count * stride, 0);
        addGradient(d, first, count, g, stride);
        return true;
    }

    /** g += xᵀ·d for some of the inputs. */
    void addGradient(float[] d, int first, int count, float[] g, int stride) {
        DenseKernel.add(values, inputs.within(first, count), samples, d, g, stride);
    }
}
