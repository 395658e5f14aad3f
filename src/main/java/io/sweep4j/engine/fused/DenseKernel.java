package io.sweep4j.engine.fused;

import static io.sweep4j.engine.fused.Lanes.COUNT;
import static io.sweep4j.engine.fused.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * A dense matrix times another, in blocks of rows and vectors that stay in registers. Each sum runs in the order of its terms,
 * so its bits don't depend on the block it is in.
 */
final class DenseKernel {
    private DenseKernel() {}

    /**
     * out[r] = init + Σ x[rows[r] + terms[p]]·m[p] over p from 0 up to count, for r from 0 up to rowCount. The offsets let the
     * same kernel read a matrix as it is, through a permutation of its rows, and transposed.
     *
     * @param m rows of stride numbers
     * @param init one row
     * @param out rowCount rows
     * @param stride a multiple of {@link Lanes#COUNT}
     */
    static void multiply(
            float[] x,
            int[] rows,
            int rowCount,
            int[] terms,
            int count,
            float[] m,
            float[] init,
            float[] out,
            int stride) {
        int c = 0;
        for (; c + 2 * COUNT <= stride; c += 2 * COUNT) {
            int r = 0;
            for (; r + 4 <= rowCount; r += 4) {
                by4x2(x, rows, terms, count, r, m, init, out, stride, c);
            }
            for (; r < rowCount; r++) {
                by1x2(x, rows, terms, count, r, m, init, out, stride, c);
            }
        }
        if (c < stride) {
            int r = 0;
            for (; r + 4 <= rowCount; r += 4) {
                by4x1(x, rows, terms, count, r, m, init, out, stride, c);
            }
            for (; r < rowCount; r++) {
                by1x1(x, rows, terms, count, r, m, init, out, stride, c);
            }
        }
    }

    private static void by4x2(
            float[] x,
            int[] rows,
            int[] terms,
            int count,
            int r,
            float[] m,
            float[] init,
            float[] out,
            int stride,
            int c) {
        int row0 = rows[r];
        int row1 = rows[r + 1];
        int row2 = rows[r + 2];
        int row3 = rows[r + 3];
        FloatVector sum00 = FloatVector.fromArray(SPECIES, init, c);
        FloatVector sum01 = FloatVector.fromArray(SPECIES, init, c + COUNT);
        FloatVector sum10 = sum00;
        FloatVector sum11 = sum01;
        FloatVector sum20 = sum00;
        FloatVector sum21 = sum01;
        FloatVector sum30 = sum00;
        FloatVector sum31 = sum01;
        for (int p = 0; p < count; p++) {
            int term = terms[p];
            int at = p * stride + c;
            FloatVector m0 = FloatVector.fromArray(SPECIES, m, at);
            FloatVector m1 = FloatVector.fromArray(SPECIES, m, at + COUNT);
            FloatVector x0 = FloatVector.broadcast(SPECIES, x[row0 + term]);
            sum00 = x0.fma(m0, sum00);
            sum01 = x0.fma(m1, sum01);
            FloatVector x1 = FloatVector.broadcast(SPECIES, x[row1 + term]);
            sum10 = x1.fma(m0, sum10);
            sum11 = x1.fma(m1, sum11);
            FloatVector x2 = FloatVector.broadcast(SPECIES, x[row2 + term]);
            sum20 = x2.fma(m0, sum20);
            sum21 = x2.fma(m1, sum21);
            FloatVector x3 = FloatVector.broadcast(SPECIES, x[row3 + term]);
            sum30 = x3.fma(m0, sum30);
            sum31 = x3.fma(m1, sum31);
        }
        int at = r * stride + c;
        sum00.intoArray(out, at);
        sum01.intoArray(out, at + COUNT);
        sum10.intoArray(out, at + stride);
        sum11.intoArray(out, at + stride + COUNT);
        sum20.intoArray(out, at + 2 * stride);
        sum21.intoArray(out, at + 2 * stride + COUNT);
        sum30.intoArray(out, at + 3 * stride);
        sum31.intoArray(out, at + 3 * stride + COUNT);
    }

    private static void by4x1(
            float[] x,
            int[] rows,
            int[] terms,
            int count,
            int r,
            float[] m,
            float[] init,
            float[] out,
            int stride,
            int c) {
        int row0 = rows[r];
        int row1 = rows[r + 1];
        int row2 = rows[r + 2];
        int row3 = rows[r + 3];
        FloatVector sum00 = FloatVector.fromArray(SPECIES, init, c);
        FloatVector sum10 = sum00;
        FloatVector sum20 = sum00;
        FloatVector sum30 = sum00;
        for (int p = 0; p < count; p++) {
            int term = terms[p];
            int at = p * stride + c;
            FloatVector m0 = FloatVector.fromArray(SPECIES, m, at);
            FloatVector x0 = FloatVector.broadcast(SPECIES, x[row0 + term]);
            sum00 = x0.fma(m0, sum00);
            FloatVector x1 = FloatVector.broadcast(SPECIES, x[row1 + term]);
            sum10 = x1.fma(m0, sum10);
            FloatVector x2 = FloatVector.broadcast(SPECIES, x[row2 + term]);
            sum20 = x2.fma(m0, sum20);
            FloatVector x3 = FloatVector.broadcast(SPECIES, x[row3 + term]);
            sum30 = x3.fma(m0, sum30);
        }
        int at = r * stride + c;
        sum00.intoArray(out, at);
        sum10.intoArray(out, at + stride);
        sum20.intoArray(out, at + 2 * stride);
        sum30.intoArray(out, at + 3 * stride);
    }

    private static void by1x2(
            float[] x,
            int[] rows,
            int[] terms,
            int count,
            int r,
            float[] m,
            float[] init,
            float[] out,
            int stride,
            int c) {
        int row0 = rows[r];
        FloatVector sum00 = FloatVector.fromArray(SPECIES, init, c);
        FloatVector sum01 = FloatVector.fromArray(SPECIES, init, c + COUNT);
        for (int p = 0; p < count; p++) {
            int term = terms[p];
            int at = p * stride + c;
            FloatVector m0 = FloatVector.fromArray(SPECIES, m, at);
            FloatVector m1 = FloatVector.fromArray(SPECIES, m, at + COUNT);
            FloatVector x0 = FloatVector.broadcast(SPECIES, x[row0 + term]);
            sum00 = x0.fma(m0, sum00);
            sum01 = x0.fma(m1, sum01);
        }
        int at = r * stride + c;
        sum00.intoArray(out, at);
        sum01.intoArray(out, at + COUNT);
    }

    private static void by1x1(
            float[] x,
            int[] rows,
            int[] terms,
            int count,
            int r,
            float[] m,
            float[] init,
            float[] out,
            int stride,
            int c) {
        int row0 = rows[r];
        FloatVector sum00 = FloatVector.fromArray(SPECIES, init, c);
        for (int p = 0; p < count; p++) {
            int term = terms[p];
            int at = p * stride + c;
            FloatVector m0 = FloatVector.fromArray(SPECIES, m, at);
            FloatVector x0 = FloatVector.broadcast(SPECIES, x[row0 + term]);
            sum00 = x0.fma(m0, sum00);
        }
        int at = r * stride + c;
        sum00.intoArray(out, at);
    }
}
