package io.sweep4j.engine.fused;

import static io.sweep4j.engine.fused.Lanes.COUNT;
import static io.sweep4j.engine.fused.Lanes.SPECIES;

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
     * out = xᵀ·m, where each row of the result is a sum in the order of the rows of x.
     *
     * @param m a row of stride numbers a row of x
     * @param out as many rows as {@code rows} says, a row a column of x
     * @param stride a multiple of {@link Lanes#COUNT}
     */
    static void multiply(SparseRows x, float[] m, float[] out, int rows, int stride) {
        int band = SparseKernel.band(x, rows, stride / COUNT);
        int[] next = x.begin().clone();
        for (int first = 0; first < rows; first += band) {
            int limit = Math.min(first + band, rows);
            Arrays.fill(out, first * stride, limit * stride, 0);
            int[] from = next.clone();
            for (int c = 0; c < stride; ) {
                int vectors = Math.min(4, Integer.highestOneBit((stride - c) / COUNT));
                switch (vectors) {
                    case 4 -> by4(x, from, next, limit, m, out, stride, c);
                    case 2 -> by2(x, from, next, limit, m, out, stride, c);
                    default -> by1(x, from, next, limit, m, out, stride, c);
                }
                c += vectors * COUNT;
            }
        }
    }

    private static void by4(
            SparseRows rows, int[] begin, int[] next, int limit, float[] m, float[] out, int stride, int c) {
        char[] index = rows.index();
        float[] value = rows.value();
        int[] end = rows.end();
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
            SparseRows rows, int[] begin, int[] next, int limit, float[] m, float[] out, int stride, int c) {
        char[] index = rows.index();
        float[] value = rows.value();
        int[] end = rows.end();
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
            SparseRows rows, int[] begin, int[] next, int limit, float[] m, float[] out, int stride, int c) {
        char[] index = rows.index();
        float[] value = rows.value();
        int[] end = rows.end();
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
