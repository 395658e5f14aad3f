package io.sweep4j.engine.fused;

import static io.sweep4j.engine.fused.Lanes.COUNT;
import static io.sweep4j.engine.fused.Lanes.SPECIES;

import io.sweep4j.engine.fused.SparseKernel.Lists;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * The transpose of a sparse matrix times a dense one, added up in memory: quicker than {@link SparseKernel} on transposed lists
 * where rows are short and nobody else needs the lists. Terms are added in the same order, to the same bits. In bands, and with a
 * method for each number of vectors, as there.
 */
final class ScatterKernel {
    private ScatterKernel() {}

    /**
     * out[k] = Σ value[i]·m[r] over the i of all lists with index[i] = k; list r runs from begin[r] up to end[r], r from 0 up to
     * count.
     *
     * @param m count rows of stride numbers
     * @param out as many rows as {@code rows} says, of stride numbers
     * @param stride a multiple of {@link Lanes#COUNT}
     */
    static void multiply(Lists lists, int[] begin, int[] end, int count, float[] m, float[] out, int rows, int stride) {
        int band = SparseKernel.band(stride / COUNT);
        int[] next = Arrays.copyOf(begin, count);
        for (int first = 0; first < rows; first += band) {
            int limit = Math.min(first + band, rows);
            Arrays.fill(out, first * stride, limit * stride, 0);
            int[] from = next.clone();
            for (int c = 0; c < stride; ) {
                int vectors = Math.min(4, Integer.highestOneBit((stride - c) / COUNT));
                switch (vectors) {
                    case 4 -> by4(lists, from, next, end, limit, m, out, stride, c);
                    case 2 -> by2(lists, from, next, end, limit, m, out, stride, c);
                    default -> by1(lists, from, next, end, limit, m, out, stride, c);
                }
                c += vectors * COUNT;
            }
        }
    }

    private static void by4(
            Lists lists, int[] begin, int[] next, int[] end, int limit, float[] m, float[] out, int stride, int c) {
        char[] index = lists.index();
        float[] value = lists.value();
        for (int r = 0; r < next.length; r++) {
            int i = begin[r];
            int last = end[r];
            if (i == last || index[i] >= limit) {
                continue;
            }
            int from = r * stride + c;
            FloatVector m0 = FloatVector.fromArray(SPECIES, m, from);
            FloatVector m1 = FloatVector.fromArray(SPECIES, m, from + COUNT);
            FloatVector m2 = FloatVector.fromArray(SPECIES, m, from + 2 * COUNT);
            FloatVector m3 = FloatVector.fromArray(SPECIES, m, from + 3 * COUNT);
            for (; i < last; i++) {
                int row = index[i];
                if (row >= limit) {
                    break;
                }
                FloatVector x = FloatVector.broadcast(SPECIES, value[i]);
                int at = row * stride + c;
                x.fma(m0, FloatVector.fromArray(SPECIES, out, at)).intoArray(out, at);
                x.fma(m1, FloatVector.fromArray(SPECIES, out, at + COUNT)).intoArray(out, at + COUNT);
                x.fma(m2, FloatVector.fromArray(SPECIES, out, at + 2 * COUNT)).intoArray(out, at + 2 * COUNT);
                x.fma(m3, FloatVector.fromArray(SPECIES, out, at + 3 * COUNT)).intoArray(out, at + 3 * COUNT);
            }
            next[r] = i;
        }
    }

    private static void by2(
            Lists lists, int[] begin, int[] next, int[] end, int limit, float[] m, float[] out, int stride, int c) {
        char[] index = lists.index();
        float[] value = lists.value();
        for (int r = 0; r < next.length; r++) {
            int i = begin[r];
            int last = end[r];
            if (i == last || index[i] >= limit) {
                continue;
            }
            int from = r * stride + c;
            FloatVector m0 = FloatVector.fromArray(SPECIES, m, from);
            FloatVector m1 = FloatVector.fromArray(SPECIES, m, from + COUNT);
            for (; i < last; i++) {
                int row = index[i];
                if (row >= limit) {
                    break;
                }
                FloatVector x = FloatVector.broadcast(SPECIES, value[i]);
                int at = row * stride + c;
                x.fma(m0, FloatVector.fromArray(SPECIES, out, at)).intoArray(out, at);
                x.fma(m1, FloatVector.fromArray(SPECIES, out, at + COUNT)).intoArray(out, at + COUNT);
            }
            next[r] = i;
        }
    }

    private static void by1(
            Lists lists, int[] begin, int[] next, int[] end, int limit, float[] m, float[] out, int stride, int c) {
        char[] index = lists.index();
        float[] value = lists.value();
        for (int r = 0; r < next.length; r++) {
            int i = begin[r];
            int last = end[r];
            if (i == last || index[i] >= limit) {
                continue;
            }
            int from = r * stride + c;
            FloatVector m0 = FloatVector.fromArray(SPECIES, m, from);
            for (; i < last; i++) {
                int row = index[i];
                if (row >= limit) {
                    break;
                }
                FloatVector x = FloatVector.broadcast(SPECIES, value[i]);
                int at = row * stride + c;
                x.fma(m0, FloatVector.fromArray(SPECIES, out, at)).intoArray(out, at);
            }
            next[r] = i;
        }
    }
}
