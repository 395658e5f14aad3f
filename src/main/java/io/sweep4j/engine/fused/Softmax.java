package io.sweep4j.engine.fused;

import static io.sweep4j.engine.fused.Lanes.at;
import static io.sweep4j.engine.fused.Lanes.of;
import static jdk.incubator.vector.VectorOperators.GT;

import jdk.incubator.vector.FloatVector;

/**
 * Softmax over the classes of several trials side by side: a row holds class c of trial t at c·trials + t, and its length, the
 * stride, is a multiple of {@link Lanes#COUNT}. Vectors run over trials where those fill whole vectors, else over the trials of
 * all rows, laid out side by side first; a trial's bits don't depend on how many trials there are. Stateless.
 */
final class Softmax {
    private Softmax() {}

    /** a = softmax(z), each trial of each row by itself; the arrays may be the same. What is in the padding is unspecified. */
    static void forward(float[] z, float[] a, int rows, int stride, int classes, int trials) {
        if (trials % Lanes.COUNT != 0) {
            Gathered gathered = new Gathered(rows, stride, classes, trials);
            float[] side = gathered.from(z);
            forward(side, side, 1, side.length, classes, gathered.width);
            gathered.into(a, side);
            return;
        }
        for (int begin = 0; begin < rows * stride; begin += stride) {
            for (int t = begin; t < begin + trials; t += Lanes.COUNT) {
                forwardVector(z, a, t, begin + classes * trials, trials);
            }
        }
    }

    /** d = a·(e − Σ e·a), the sum over the classes of a trial; d may be e. */
    static void backward(float[] a, float[] e, float[] d, int rows, int stride, int classes, int trials) {
        if (trials % Lanes.COUNT != 0) {
            Gathered gathered = new Gathered(rows, stride, classes, trials);
            float[] side = gathered.from(e);
            backward(gathered.from(a), side, side, 1, side.length, classes, gathered.width);
            gathered.into(d, side);
            return;
        }
        for (int begin = 0; begin < rows * stride; begin += stride) {
            for (int t = begin; t < begin + trials; t += Lanes.COUNT) {
                backwardVector(a, e, d, t, begin + classes * trials, trials);
            }
        }
    }

    /** The trials of all rows side by side, as one row of so many more trials; padded to whole vectors. */
    private static final class Gathered {
        private final int rows;
        private final int stride;
        private final int classes;
        private final int trials;
        private final int width;

        Gathered(int rows, int stride, int classes, int trials) {
            this.rows = rows;
            this.stride = stride;
            this.classes = classes;
            this.trials = trials;
            this.width = Lanes.padded(rows * trials);
        }

        float[] from(float[] values) {
            float[] side = new float[classes * width];
            for (int c = 0; c < classes; c++) {
                for (int t = 0; t < trials; t++) {
                    for (int r = 0; r < rows; r++) {
                        side[c * width + r * trials + t] = values[r * stride + c * trials + t];
                    }
                }
            }
            return side;
        }

        void into(float[] values, float[] side) {
            for (int c = 0; c < classes; c++) {
                for (int t = 0; t < trials; t++) {
                    for (int r = 0; r < rows; r++) {
                        values[r * stride + c * trials + t] = side[c * width + r * trials + t];
                    }
                }
            }
        }
    }

    private static void forwardVector(float[] z, float[] a, int begin, int end, int step) {
        FloatVector largest = of(Float.NEGATIVE_INFINITY);
        for (int i = begin; i < end; i += step) {
            FloatVector x = at(z, i);
            largest = largest.blend(x, x.compare(GT, largest)); // NaN is never the largest
        }
        FloatVector sum = of(0f);
        for (int i = begin; i < end; i += step) {
            FloatVector exp = VectorMath.exp(at(z, i).sub(largest));
            sum = sum.add(exp);
            exp.intoArray(a, i);
        }
        for (int i = begin; i < end; i += step) {
            at(a, i).div(sum).intoArray(a, i);
        }
    }

    private static void backwardVector(float[] a, float[] e, float[] d, int begin, int end, int step) {
        FloatVector sum = of(0f);
        for (int i = begin; i < end; i += step) {
            sum = sum.add(at(e, i).mul(at(a, i)));
        }
        for (int i = begin; i < end; i += step) {
            at(e, i).sub(sum).mul(at(a, i)).intoArray(d, i);
        }
    }
}
