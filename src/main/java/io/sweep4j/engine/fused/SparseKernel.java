package io.sweep4j.engine.fused;

import static io.sweep4j.engine.fused.Lanes.COUNT;
import static io.sweep4j.engine.fused.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * Sums of some rows of a matrix, each times a number: a sparse matrix times a dense one. Each sum stays in registers and runs
 * in list order, so its bits depend on nothing else. One method for each number of vectors that are summed side by side: only
 * local variables stay in registers.
 */
final class SparseKernel {
    private SparseKernel() {}

    /**
     * Rows of the dense matrix and what each is multiplied by, one list after the other.
     *
     * @param index row numbers
     * @param value as many factors
     */
    @SuppressWarnings("ArrayRecordComponent") // shared read-only on purpose
    record Lists(char[] index, float[] value) {}

    /**
     * out[r] = init + Σ value[i]·m[index[i]] over i from begin[r] up to end[r], for r from 0 up to count.
     *
     * @param m rows of stride numbers
     * @param init one row
     * @param out count rows
     * @param stride a multiple of {@link Lanes#COUNT}
     */
    static void multiply(
            Lists lists, int[] begin, int[] end, int count, float[] m, float[] init, float[] out, int stride) {
        int c = 0;
        for (; c + 10 * COUNT <= stride; c += 10 * COUNT) {
            by10(lists, begin, end, count, m, init, out, stride, c);
        }
        if (c + 8 * COUNT <= stride) {
            by8(lists, begin, end, count, m, init, out, stride, c);
            c += 8 * COUNT;
        }
        if (c + 4 * COUNT <= stride) {
            by4(lists, begin, end, count, m, init, out, stride, c);
            c += 4 * COUNT;
        }
        if (c + 2 * COUNT <= stride) {
            by2(lists, begin, end, count, m, init, out, stride, c);
            c += 2 * COUNT;
        }
        if (c < stride) {
            by1(lists, begin, end, count, m, init, out, stride, c);
        }
    }

    private static void by10(
            Lists lists, int[] begin, int[] end, int count, float[] m, float[] init, float[] out, int stride, int c) {
        char[] index = lists.index();
        float[] value = lists.value();
        for (int r = 0; r < count; r++) {
            FloatVector sum0 = FloatVector.fromArray(SPECIES, init, c);
            FloatVector sum1 = FloatVector.fromArray(SPECIES, init, c + COUNT);
            FloatVector sum2 = FloatVector.fromArray(SPECIES, init, c + 2 * COUNT);
            FloatVector sum3 = FloatVector.fromArray(SPECIES, init, c + 3 * COUNT);
            FloatVector sum4 = FloatVector.fromArray(SPECIES, init, c + 4 * COUNT);
            FloatVector sum5 = FloatVector.fromArray(SPECIES, init, c + 5 * COUNT);
            FloatVector sum6 = FloatVector.fromArray(SPECIES, init, c + 6 * COUNT);
            FloatVector sum7 = FloatVector.fromArray(SPECIES, init, c + 7 * COUNT);
            FloatVector sum8 = FloatVector.fromArray(SPECIES, init, c + 8 * COUNT);
            FloatVector sum9 = FloatVector.fromArray(SPECIES, init, c + 9 * COUNT);
            int last = end[r];
            for (int i = begin[r]; i < last; i++) {
                FloatVector x = FloatVector.broadcast(SPECIES, value[i]);
                int at = index[i] * stride + c;
                sum0 = x.fma(FloatVector.fromArray(SPECIES, m, at), sum0);
                sum1 = x.fma(FloatVector.fromArray(SPECIES, m, at + COUNT), sum1);
                sum2 = x.fma(FloatVector.fromArray(SPECIES, m, at + 2 * COUNT), sum2);
                sum3 = x.fma(FloatVector.fromArray(SPECIES, m, at + 3 * COUNT), sum3);
                sum4 = x.fma(FloatVector.fromArray(SPECIES, m, at + 4 * COUNT), sum4);
                sum5 = x.fma(FloatVector.fromArray(SPECIES, m, at + 5 * COUNT), sum5);
                sum6 = x.fma(FloatVector.fromArray(SPECIES, m, at + 6 * COUNT), sum6);
                sum7 = x.fma(FloatVector.fromArray(SPECIES, m, at + 7 * COUNT), sum7);
                sum8 = x.fma(FloatVector.fromArray(SPECIES, m, at + 8 * COUNT), sum8);
                sum9 = x.fma(FloatVector.fromArray(SPECIES, m, at + 9 * COUNT), sum9);
            }
            int at = r * stride + c;
            sum0.intoArray(out, at);
            sum1.intoArray(out, at + COUNT);
            sum2.intoArray(out, at + 2 * COUNT);
            sum3.intoArray(out, at + 3 * COUNT);
            sum4.intoArray(out, at + 4 * COUNT);
            sum5.intoArray(out, at + 5 * COUNT);
            sum6.intoArray(out, at + 6 * COUNT);
            sum7.intoArray(out, at + 7 * COUNT);
            sum8.intoArray(out, at + 8 * COUNT);
            sum9.intoArray(out, at + 9 * COUNT);
        }
    }

    private static void by8(
            Lists lists, int[] begin, int[] end, int count, float[] m, float[] init, float[] out, int stride, int c) {
        char[] index = lists.index();
        float[] value = lists.value();
        for (int r = 0; r < count; r++) {
            FloatVector sum0 = FloatVector.fromArray(SPECIES, init, c);
            FloatVector sum1 = FloatVector.fromArray(SPECIES, init, c + COUNT);
            FloatVector sum2 = FloatVector.fromArray(SPECIES, init, c + 2 * COUNT);
            FloatVector sum3 = FloatVector.fromArray(SPECIES, init, c + 3 * COUNT);
            FloatVector sum4 = FloatVector.fromArray(SPECIES, init, c + 4 * COUNT);
            FloatVector sum5 = FloatVector.fromArray(SPECIES, init, c + 5 * COUNT);
            FloatVector sum6 = FloatVector.fromArray(SPECIES, init, c + 6 * COUNT);
            FloatVector sum7 = FloatVector.fromArray(SPECIES, init, c + 7 * COUNT);
            int last = end[r];
            for (int i = begin[r]; i < last; i++) {
                FloatVector x = FloatVector.broadcast(SPECIES, value[i]);
                int at = index[i] * stride + c;
                sum0 = x.fma(FloatVector.fromArray(SPECIES, m, at), sum0);
                sum1 = x.fma(FloatVector.fromArray(SPECIES, m, at + COUNT), sum1);
                sum2 = x.fma(FloatVector.fromArray(SPECIES, m, at + 2 * COUNT), sum2);
                sum3 = x.fma(FloatVector.fromArray(SPECIES, m, at + 3 * COUNT), sum3);
                sum4 = x.fma(FloatVector.fromArray(SPECIES, m, at + 4 * COUNT), sum4);
                sum5 = x.fma(FloatVector.fromArray(SPECIES, m, at + 5 * COUNT), sum5);
                sum6 = x.fma(FloatVector.fromArray(SPECIES, m, at + 6 * COUNT), sum6);
                sum7 = x.fma(FloatVector.fromArray(SPECIES, m, at + 7 * COUNT), sum7);
            }
            int at = r * stride + c;
            sum0.intoArray(out, at);
            sum1.intoArray(out, at + COUNT);
            sum2.intoArray(out, at + 2 * COUNT);
            sum3.intoArray(out, at + 3 * COUNT);
            sum4.intoArray(out, at + 4 * COUNT);
            sum5.intoArray(out, at + 5 * COUNT);
            sum6.intoArray(out, at + 6 * COUNT);
            sum7.intoArray(out, at + 7 * COUNT);
        }
    }

    private static void by4(
            Lists lists, int[] begin, int[] end, int count, float[] m, float[] init, float[] out, int stride, int c) {
        char[] index = lists.index();
        float[] value = lists.value();
        for (int r = 0; r < count; r++) {
            FloatVector sum0 = FloatVector.fromArray(SPECIES, init, c);
            FloatVector sum1 = FloatVector.fromArray(SPECIES, init, c + COUNT);
            FloatVector sum2 = FloatVector.fromArray(SPECIES, init, c + 2 * COUNT);
            FloatVector sum3 = FloatVector.fromArray(SPECIES, init, c + 3 * COUNT);
            int last = end[r];
            for (int i = begin[r]; i < last; i++) {
                FloatVector x = FloatVector.broadcast(SPECIES, value[i]);
                int at = index[i] * stride + c;
                sum0 = x.fma(FloatVector.fromArray(SPECIES, m, at), sum0);
                sum1 = x.fma(FloatVector.fromArray(SPECIES, m, at + COUNT), sum1);
                sum2 = x.fma(FloatVector.fromArray(SPECIES, m, at + 2 * COUNT), sum2);
                sum3 = x.fma(FloatVector.fromArray(SPECIES, m, at + 3 * COUNT), sum3);
            }
            int at = r * stride + c;
            sum0.intoArray(out, at);
            sum1.intoArray(out, at + COUNT);
            sum2.intoArray(out, at + 2 * COUNT);
            sum3.intoArray(out, at + 3 * COUNT);
        }
    }

    private static void by2(
            Lists lists, int[] begin, int[] end, int count, float[] m, float[] init, float[] out, int stride, int c) {
        char[] index = lists.index();
        float[] value = lists.value();
        for (int r = 0; r < count; r++) {
            FloatVector sum0 = FloatVector.fromArray(SPECIES, init, c);
            FloatVector sum1 = FloatVector.fromArray(SPECIES, init, c + COUNT);
            int last = end[r];
            for (int i = begin[r]; i < last; i++) {
                FloatVector x = FloatVector.broadcast(SPECIES, value[i]);
                int at = index[i] * stride + c;
                sum0 = x.fma(FloatVector.fromArray(SPECIES, m, at), sum0);
                sum1 = x.fma(FloatVector.fromArray(SPECIES, m, at + COUNT), sum1);
            }
            int at = r * stride + c;
            sum0.intoArray(out, at);
            sum1.intoArray(out, at + COUNT);
        }
    }

    private static void by1(
            Lists lists, int[] begin, int[] end, int count, float[] m, float[] init, float[] out, int stride, int c) {
        char[] index = lists.index();
        float[] value = lists.value();
        for (int r = 0; r < count; r++) {
            FloatVector sum0 = FloatVector.fromArray(SPECIES, init, c);
            int last = end[r];
            for (int i = begin[r]; i < last; i++) {
                FloatVector x = FloatVector.broadcast(SPECIES, value[i]);
                int at = index[i] * stride + c;
                sum0 = x.fma(FloatVector.fromArray(SPECIES, m, at), sum0);
            }
            int at = r * stride + c;
            sum0.intoArray(out, at);
        }
    }
}
