package io.sweep4j.engine.fused;

import static io.sweep4j.engine.fused.Lanes.at;
import static io.sweep4j.engine.fused.Lanes.of;
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
        int length = classes * trials;
        for (int begin = 0; begin < rows * stride; begin += stride) {
            if (trials % Lanes.COUNT == 0) {
                for (int t = begin; t < begin + trials; t += Lanes.COUNT) {
                    forwardVector(z, a, t, begin + length, trials);
                }
            } else {
                for (int t = begin; t < begin + trials; t++) {
                    subtractLargest(z, a, t, begin + length, trials);
                }
                Arrays.fill(a, begin + length, begin + stride, 0f);
                exponentials(a, begin, begin + stride);
                for (int t = begin; t < begin + trials; t++) {
                    divideBySum(a, t, begin + length, trials);
                }
            }
        }
    }

    /** d = a·(e − Σ e·a), the sum over the classes of a trial; d may be e. */
    static void backward(float[] a, float[] e, float[] d, int rows, int stride, int classes, int trials) {
        int length = classes * trials;
        for (int begin = 0; begin < rows * stride; begin += stride) {
            if (trials % Lanes.COUNT == 0) {
                for (int t = begin; t < begin + trials; t += Lanes.COUNT) {
                    backwardVector(a, e, d, t, begin + length, trials);
                }
            } else {
                for (int t = begin; t < begin + trials; t++) {
                    backwardOne(a, e, d, t, begin + length, trials);
                }
            }
        }
    }

    private static void forwardVector(float[] z, float[] a, int begin, int end, int step) {
        FloatVector largest = of(Float.NEGATIVE_INFINITY);
        for (int i = begin; i < end; i += step) {
            FloatVector x = at(z, i);
            largest = largest.blend(x, x.compare(GT, largest)); // as the plain loop does with NaN
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

    private static void subtractLargest(float[] z, float[] a, int begin, int end, int step) {
        float largest = Float.NEGATIVE_INFINITY;
        for (int i = begin; i < end; i += step) {
            largest = z[i] > largest ? z[i] : largest;
        }
        for (int i = begin; i < end; i += step) {
            a[i] = z[i] - largest;
        }
    }

    private static void exponentials(float[] a, int begin, int end) {
        for (int i = begin; i < end; i += Lanes.COUNT) {
            VectorMath.exp(at(a, i)).intoArray(a, i);
        }
    }

    private static void divideBySum(float[] a, int begin, int end, int step) {
        float sum = 0;
        for (int i = begin; i < end; i += step) {
            sum += a[i];
        }
        for (int i = begin; i < end; i += step) {
            a[i] /= sum;
        }
    }

    private static void backwardOne(float[] a, float[] e, float[] d, int begin, int end, int step) {
        float sum = 0;
        for (int i = begin; i < end; i += step) {
            sum += e[i] * a[i];
        }
        for (int i = begin; i < end; i += step) {
            d[i] = (e[i] - sum) * a[i];
        }
    }
}
