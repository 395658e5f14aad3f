package io.sweep4j.engine.fused;

import io.sweep4j.data.Split;
import io.sweep4j.engine.fused.DenseKernel.Side;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Some inputs of all samples as they are, to be multiplied a batch at a time. A batch's samples lie far apart in memory; each
 * thread copies those it is at together, which costs what fetching them would, and goes through them quicker. Thread-safe.
 */
final class Gathering {
    /** Numbers in a line of the cache. An odd number of lines from sample to sample spreads a column over all of the cache. */
    private static final int LINE = 16;

    /** Numbers a thread copies at a time, unless one sample has more: as many as stay in a second cache. */
    private static final int MOST = 1 << 18;

    /** A thread's room for samples, and which these are: some of those in rows, from one on. */
    private static final class Copy {
        private float[] values = new float[0];
        private int[] rows = new int[0];
        private int from;
    }

    private final float[] features;
    private final int columns;
    private final int[] inputs;
    /** From one sample to the next in a copy. */
    private final int step;

    private final ThreadLocal<Copy> copies = ThreadLocal.withInitial(Copy::new);
    private float @Nullable [] values;

    /** @param inputs to be gathered, in ascending order; may be none, or all */
    Gathering(Split split, int[] inputs) {
        this.features = split.features();
        this.columns = split.columns();
        this.inputs = inputs;
        this.step = ((inputs.length + LINE - 1) / LINE | 1) * LINE;
    }

    /** The inputs of all samples, a row a sample; made on first use. */
    private synchronized float[] values() {
        float[] made = values;
        if (made == null) {
            made = inputs.length == columns ? features : picked();
            values = made;
        }
        return made;
    }

    private float[] picked() {
        int rows = features.length / columns;
        float[] picked = new float[rows * inputs.length];
        for (int r = 0; r < rows; r++) {
            for (int i = 0; i < inputs.length; i++) {
                picked[r * inputs.length + i] = features[r * columns + inputs[i]];
            }
        }
        return picked;
    }

    /** Whether one copy holds so many samples, so that it serves both passes over a batch. */
    boolean fits(int samples) {
        return samples <= atOnce();
    }

    private int atOnce() {
        return Math.max(1, MOST / step);
    }

    /**
     * z += x·w for the samples in these rows.
     *
     * @param rows told apart by identity, so never to be changed
     */
    void addForward(int[] rows, float[] w, float[] z, int stride) {
        if (inputs.length > 0) {
            for (int from = 0; from < rows.length; from += atOnce()) {
                float[] x = copied(rows, from);
                DenseKernel.add(x, samples(rows, from), new Side(0, 1, inputs), w, z, stride);
            }
        }
    }

    /** g += xᵀ·d for the samples in these rows, and for some inputs: the first of them has the first row of g. */
    void addGradient(int[] rows, float[] d, int first, int count, float[] g, int stride) {
        Side some = new Side(0, 1, inputs).within(first, count);
        if (some.count() > 0) {
            for (int from = 0; from < rows.length; from += atOnce()) {
                float[] x = copied(rows, from);
                DenseKernel.add(x, some, samples(rows, from), d, g, stride);
            }
        }
    }

    private Side samples(int[] rows, int from) {
        int[] numbers = new int[Math.min(atOnce(), rows.length - from)];
        Arrays.setAll(numbers, s -> from + s);
        return new Side(0, step, numbers);
    }

    private float[] copied(int[] rows, int from) {
        Copy copy = copies.get();
        if (copy.rows != rows || copy.from != from) {
            int count = Math.min(atOnce(), rows.length - from);
            if (copy.values.length < count * step) {
                copy.values = new float[count * step];
            }
            float[] all = values();
            int width = inputs.length;
            for (int s = 0; s < count; s++) {
                System.arraycopy(all, rows[from + s] * width, copy.values, s * step, width);
            }
            copy.rows = rows;
            copy.from = from;
        }
        return copy.values;
    }
}
