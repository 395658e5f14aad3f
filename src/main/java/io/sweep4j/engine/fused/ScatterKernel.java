package io.sweep4j.engine.fused;

import static io.sweep4j.engine.fused.Lanes.COUNT;
import static io.sweep4j.engine.fused.Lanes.SPECIES;

import io.sweep4j.engine.fused.SparseKernel.Lists;
import jdk.incubator.vector.FloatVector;

/**
 * The transpose of a sparse matrix times a dense one, added up in memory: quicker than {@link SparseKernel} on transposed lists
 * where rows are short and nobody else needs the lists. Terms are added in the same order, to the same bits. A method for each number
 * of vectors, as there.
 */
final class ScatterKernel {
    private ScatterKernel() {}

    /**
     * out[index[i]] += value[i]·m[r] over i from begin[r] up to end[r], for r from 0 up to count.
     *
     * @param m count rows of stride numbers
     * @param stride a multiple of {@link Lanes#COUNT}
     */
    static void multiply(Lists lists, int[] begin, int[] end, int count, float[] m, float[] out, int stride) {
        int c = 0;
        for (; c + 4 * COUNT <= stride; c += 4 * COUNT) {
            by4(lists, begin, end, count, m, out, stride, c);
        }
        if (c + 2 * COUNT <= stride) {
            by2(lists, begin, end, count, m, out, stride, c);
            c += 2 * COUNT;
        }
        if (c < stride) {
            by1(lists, begin, end, count, m, out, stride, c);
        }
    }

    private static void by4(Lists lists, int[] begin, int[] end, int count, float[] m, float[] out, int stride, int c) {
        char[] index = lists.index();
        float[] value = lists.value();
        for (int r = 0; r < count; r++) {
            FloatVector m0 = FloatVector.fromArray(SPECIES, m, r * stride + c);
            FloatVector m1 = FloatVector.fromArray(SPECIES, m, r * stride + c + COUNT);
            FloatVector m2 = FloatVector.fromArray(SPECIES, m, r * stride + c + 2 * COUNT);
            FloatVector m3 = FloatVector.fromArray(SPECIES, m, r * stride + c + 3 * COUNT);
            int last = end[r];
            for (int i = begin[r]; i < last; i++) {
                FloatVector x = FloatVector.broadcast(SPECIES, value[i]);
                int at = index[i] * stride + c;
                x.fma(m0, FloatVector.fromArray(SPECIES, out, at)).intoArray(out, at);
                x.fma(m1, FloatVector.fromArray(SPECIES, out, at + COUNT)).intoArray(out, at + COUNT);
                x.fma(m2, FloatVector.fromArray(SPECIES, out, at + 2 * COUNT)).intoArray(out, at + 2 * COUNT);
                x.fma(m3, FloatVector.fromArray(SPECIES, out, at + 3 * COUNT)).intoArray(out, at + 3 * COUNT);
            }
        }
    }

    private static void by2(Lists lists, int[] begin, int[] end, int count, float[] m, float[] out, int stride, int c) {
        char[] index = lists.index();
        float[] value = lists.value();
        for (int r = 0; r < count; r++) {
            FloatVector m0 = FloatVector.fromArray(SPECIES, m, r * stride + c);
            FloatVector m1 = FloatVector.fromArray(SPECIES, m, r * stride + c + COUNT);
            int last = end[r];
            for (int i = begin[r]; i < last; i++) {
                FloatVector x = FloatVector.broadcast(SPECIES, value[i]);
                int at = index[i] * stride + c;
                x.fma(m0, FloatVector.fromArray(SPECIES, out, at)).intoArray(out, at);
                x.fma(m1, FloatVector.fromArray(SPECIES, out, at + COUNT)).intoArray(out, at + COUNT);
            }
        }
    }

    private static void by1(Lists lists, int[] begin, int[] end, int count, float[] m, float[] out, int stride, int c) {
        char[] index = lists.index();
        float[] value = lists.value();
        for (int r = 0; r < count; r++) {
            FloatVector m0 = FloatVector.fromArray(SPECIES, m, r * stride + c);
            int last = end[r];
            for (int i = begin[r]; i < last; i++) {
                FloatVector x = FloatVector.broadcast(SPECIES, value[i]);
                int at = index[i] * stride + c;
                x.fma(m0, FloatVector.fromArray(SPECIES, out, at)).intoArray(out, at);
            }
        }
    }
}
