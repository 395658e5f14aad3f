package io.sweep4j.engine.fused;

import static io.sweep4j.engine.fused.Lanes.at;
import static jdk.incubator.vector.VectorOperators.GT;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * Softmax over the classes of several trials side by side: a row holds class c of trial t at c·trials + t, and its length, the
 * stride, is a multiple of {@link Lanes#COUNT}. Vectors run over trials where those fill whole vectors, else plain loops do the
 * same operations in the same order, so that a trial's bits don't depend on how many trials there are. Stateless.
 */
final class Softmax {
    private Softmax() {}

    /** a = softmax(z), each trial of each row by itself; the arrays may be the same. What is in the padding is unspecified. */
    static void forward(float[] z, float[] a, int rows, int stride, int classes, int trials) {
        float[] largest = new float[trials];
        float[] sums = new float[trials];
        for (int begin = 0; begin < rows * stride; begin += stride) {
            subtractLargest(z, a, begin, classes, trials, largest);
            Arrays.fill(a, begin + classes * trials, begin + stride, 0f);
            exponentials(a, begin, begin + stride);
            divideBySum(a, begin, classes, trials, sums);
        }
    }

    /** d = a·(e − Σ e·a), the sum over the classes of a trial; d may be e. */
    static void backward(float[] a, float[] e, float[] d, int rows, int stride, int classes, int trials) {
        float[] sums = new float[trials];
        for (int begin = 0; begin < rows * stride; begin += stride) {
            int end = begin + classes * trials;
            Arrays.fill(sums, 0f);
            if (whole(trials)) {
                for (int i = begin; i < end; i += trials) {
                    for (int t = 0; t < trials; t += Lanes.COUNT) {
                        at(e, i + t).mul(at(a, i + t)).add(at(sums, t)).intoArray(sums, t);
                    }
                }
                for (int i = begin; i < end; i += trials) {
                    for (int t = 0; t < trials; t += Lanes.COUNT) {
                        at(e, i + t).sub(at(sums, t)).mul(at(a, i + t)).intoArray(d, i + t);
                    }
                }
            } else {
                for (int i = begin; i < end; i += trials) {
                    for (int t = 0; t < trials; t++) {
                        sums[t] += e[i + t] * a[i + t];
                    }
                }
                for (int i = begin; i < end; i += trials) {
                    for (int t = 0; t < trials; t++) {
                        d[i + t] = (e[i + t] - sums[t]) * a[i + t];
                    }
                }
            }
        }
    }

    private static void subtractLargest(float[] z, float[] a, int begin, int classes, int trials, float[] largest) {
        int end = begin + classes * trials;
        Arrays.fill(largest, Float.NEGATIVE_INFINITY);
        if (whole(trials)) {
            for (int i = begin; i < end; i += trials) {
                for (int t = 0; t < trials; t += Lanes.COUNT) {
                    FloatVector x = at(z, i + t);
                    FloatVector best = at(largest, t);
                    best.blend(x, x.compare(GT, best)).intoArray(largest, t);
                }
            }
            for (int i = begin; i < end; i += trials) {
                for (int t = 0; t < trials; t += Lanes.COUNT) {
                    at(z, i + t).sub(at(largest, t)).intoArray(a, i + t);
                }
            }
        } else {
            for (int i = begin; i < end; i += trials) {
                for (int t = 0; t < trials; t++) {
                    largest[t] = z[i + t] > largest[t] ? z[i + t] : largest[t];
                }
            }
            for (int i = begin; i < end; i += trials) {
                for (int t = 0; t < trials; t++) {
                    a[i + t] = z[i + t] - largest[t];
                }
            }
        }
    }

    private static void exponentials(float[] a, int begin, int end) {
        for (int i = begin; i < end; i += Lanes.COUNT) {
            VectorMath.exp(at(a, i)).intoArray(a, i);
        }
    }

    private static void divideBySum(float[] a, int begin, int classes, int trials, float[] sums) {
        int end = begin + classes * trials;
        Arrays.fill(sums, 0f);
        if (whole(trials)) {
            for (int i = begin; i < end; i += trials) {
                for (int t = 0; t < trials; t += Lanes.COUNT) {
                    at(sums, t).add(at(a, i + t)).intoArray(sums, t);
                }
            }
            for (int i = begin; i < end; i += trials) {
                for (int t = 0; t < trials; t += Lanes.COUNT) {
                    at(a, i + t).div(at(sums, t)).intoArray(a, i + t);
                }
            }
        } else {
            for (int i = begin; i < end; i += trials) {
                for (int t = 0; t < trials; t++) {
                    sums[t] += a[i + t];
                }
            }
            for (int i = begin; i < end; i += trials) {
                for (int t = 0; t < trials; t++) {
                    a[i + t] /= sums[t];
                }
            }
        }
    }

    private static boolean whole(int trials) {
        return trials % Lanes.COUNT == 0;
    }
}
