package io.sweep4j.engine.fused;

import java.util.Arrays;

/** A layer of some networks side by side, with room for what a batch makes of it. For one thread. */
final class Layer {
    /** Rows of weights that are updated at once: gone over several times, they stay in the first cache. */
    private static final int ROWS = 16;

    final int inputs;
    final int outputs;
    final int stride;
    final float[] z;
    final float[] a;
    final float[] d;
    final Columns columns;
    private final Columns biasColumns;
    private final Weights all;
    private final int index;
    private final float[] marks;
    private float[] g = new float[0];

    Layer(Weights all, Shape shape, int index, int rows) {
        this.all = all;
        this.index = index;
        this.inputs = shape.inputs(index);
        this.outputs = shape.outputs(index);
        this.stride = all.stride(index);
        this.z = new float[rows * stride];
        this.a = new float[rows * stride];
        this.d = new float[rows * stride];
        this.columns = new Columns(shape.outputs(index), all.trials());
        this.biasColumns = columns.withoutPenalties();
        this.marks = new float[stride];
    }

    /** z = b + x·w. */
    void forward(Batch x) {
        x.forward(all.weights(index), all.biases(index), z, stride);
    }

    /** Gradients of weights, a row an input, and of biases in one more row: sums over the batch, without penalties. */
    float[] gradients(Batch x) {
        float[] gradients = new float[(inputs + 1) * stride];
        float[] biases = new float[stride];
        x.gradient(d, 0, inputs, gradients, stride);
        Block.addRows(d, x.size(), stride, biases);
        System.arraycopy(biases, 0, gradients, inputs * stride, stride);
        return gradients;
    }

    /** Updates weights and biases with the gradients of the batch, block by block while they are in cache. */
    void update(Batch x, Updater updater) {
        Arrays.fill(marks, 0);
        int block = x.block(stride);
        if (g.length < block * stride) {
            g = new float[block * stride];
        }
        boolean always = columns.penalised() || updater.states() > 0;
        for (int first = 0; first < inputs; first += block) {
            int count = Math.min(block, inputs - first);
            boolean any = x.gradient(d, first, count, g, stride);
            if (!any && !always) {
                continue; // no gradient, no step
            }
            if (!any) {
                Arrays.fill(g, 0, count * stride, 0);
            }
            for (int from = 0; from < count; from += ROWS) {
                step(first + from, from, Math.min(ROWS, count - from), x.size(), updater);
            }
        }
        updateBiases(x, updater);
    }

    /** Updates some rows of weights with rows of g. */
    private void step(int row, int from, int count, int samples, Updater updater) {
        float[] w = all.weights(index);
        int at = row * stride;
        Block.meanWithPenalties(g, from * stride, count, w, at, samples, columns.penalised(), columns);
        updater.apply(w, all.weightStates(index), at, g, from * stride, count * stride, columns);
        Block.markNonFinite(w, at, count, stride, marks);
    }

    private void updateBiases(Batch x, Updater updater) {
        float[] b = all.biases(index);
        Arrays.fill(g, 0, stride, 0);
        Block.addRows(d, x.size(), stride, g);
        Block.meanWithPenalties(g, 0, 1, b, 0, x.size(), false, biasColumns);
        updater.apply(b, all.biasStates(index), 0, g, 0, stride, biasColumns);
        Block.markNonFinite(b, 0, 1, stride, marks);
    }

    /** NaN for each column whose latest update left a parameter that is not finite; each before it stays unmarked. */
    float[] marks() {
        return marks;
    }

    /** e = d·wᵀ for the layer before. Only for a trial alone. */
    void errors(float[] e, int strideBefore, int rows) {
        float[] transposed = new float[outputs * strideBefore];
        float[] w = all.weights(index);
        for (int i = 0; i < inputs; i++) {
            for (int j = 0; j < outputs; j++) {
                transposed[j * strideBefore + i] = w[i * stride + j];
            }
        }
        new LayerBatch(d, stride, outputs, rows).forward(transposed, new float[strideBefore], e, strideBefore);
    }
}
