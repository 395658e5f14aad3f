package io.sweep4j.engine.fused;

import static io.sweep4j.engine.fused.Lanes.COUNT;
import static io.sweep4j.engine.fused.Lanes.SPECIES;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * A dense matrix times another, in blocks of rows and vectors that stay in registers. Each sum runs in the order of its terms,
 * so its bits don't depend on the block it is in. One method for each size of a block: only local variables stay in registers.
 */
final class DenseKernel {
    /** Machines with vectors this long have 32 registers for them, others may have 16. */
    private static final int LONGEST_BITS = 512;

    /** How much of a matrix is used over and over before the next part is; leaves room in a first cache. */
    private static final int BAND_BYTES = 32 * 1024;

    private static final boolean ROOMY = SPECIES.vectorBitSize() == LONGEST_BITS;

    private DenseKernel() {}

    /**
     * One side of the matrix that is read, its rows or its columns: the first begins at an offset in its array and each other a
     * step further, and each belongs to a row of another matrix. So the same kernel reads a matrix as it is and transposed.
     *
     * @param row numbers of those rows, in ascending order
     */
    @SuppressWarnings("ArrayRecordComponent") // shared read-only on purpose
    record Side(int from, int step, int[] row) {

        /** So many, for the rows from 0 on. */
        static Side of(int count, int step) {
            int[] rows = new int[count];
            Arrays.setAll(rows, i -> i);
            return new Side(0, step, rows);
        }

        int count() {
            return row.length;
        }

        private int begin(int i) {
            return from + i * step;
        }

        /** What belongs to the rows first up to first + count, counted from the first. */
        Side within(int first, int count) {
            int begin = position(first);
            int[] rows = Arrays.copyOfRange(row, begin, position(first + count));
            for (int i = 0; i < rows.length; i++) {
                rows[i] -= first;
            }
            return new Side(begin(begin), step, rows);
        }

        private int position(int wanted) {
            int found = Arrays.binarySearch(row, wanted);
            return found < 0 ? -found - 1 : found;
        }
    }

    /**
     * out[rows.row[r]] += Σ x[r, p]·m[terms.row[p]] over all p, for each r.
     *
     * @param m rows of stride numbers
     * @param out likewise
     * @param stride a multiple of {@link Lanes#COUNT}
     */
    static void add(float[] x, Side rows, Side terms, float[] m, float[] out, int stride) {
        for (int c = 0; c < stride; ) {
            int vectors = Math.min(ROOMY ? 4 : 2, Integer.highestOneBit((stride - c) / COUNT));
            int band = BAND_BYTES / (vectors * COUNT * Float.BYTES);
            for (int from = 0; from < terms.count(); from += band) {
                int to = Math.min(from + band, terms.count());
                switch (vectors) {
                    case 4 -> four(x, rows, terms, from, to, m, out, stride, c);
                    case 2 -> two(x, rows, terms, from, to, m, out, stride, c);
                    default -> one(x, rows, terms, from, to, m, out, stride, c);
                }
            }
            c += vectors * COUNT;
        }
    }

    private static void four(
            float[] x, Side rows, Side terms, int from, int to, float[] m, float[] out, int stride, int c) {
        int r = 0;
        for (; r + 6 <= rows.count(); r += 6) {
            by6x4(x, rows, r, terms, from, to, m, out, stride, c);
        }
        for (; r < rows.count(); r++) {
            by1x4(x, rows, r, terms, from, to, m, out, stride, c);
        }
    }

    private static void two(
            float[] x, Side rows, Side terms, int from, int to, float[] m, float[] out, int stride, int c) {
        int r = 0;
        for (; r + 4 <= rows.count(); r += 4) {
            by4x2(x, rows, r, terms, from, to, m, out, stride, c);
        }
        for (; r < rows.count(); r++) {
            by1x2(x, rows, r, terms, from, to, m, out, stride, c);
        }
    }

    private static void one(
            float[] x, Side rows, Side terms, int from, int to, float[] m, float[] out, int stride, int c) {
        int r = 0;
        for (; r + 8 <= rows.count(); r += 8) {
            by8x1(x, rows, r, terms, from, to, m, out, stride, c);
        }
        for (; r < rows.count(); r++) {
            by1x1(x, rows, r, terms, from, to, m, out, stride, c);
        }
    }

    private static void by6x4(
            float[] x, Side rows, int r, Side terms, int from, int to, float[] m, float[] out, int stride, int c) {
        int row0 = rows.begin(r);
        int row1 = rows.begin(r + 1);
        int row2 = rows.begin(r + 2);
        int row3 = rows.begin(r + 3);
        int row4 = rows.begin(r + 4);
        int row5 = rows.begin(r + 5);
        int out0 = rows.row[r] * stride + c;
        int out1 = rows.row[r + 1] * stride + c;
        int out2 = rows.row[r + 2] * stride + c;
        int out3 = rows.row[r + 3] * stride + c;
        int out4 = rows.row[r + 4] * stride + c;
        int out5 = rows.row[r + 5] * stride + c;
        FloatVector sum00 = FloatVector.fromArray(SPECIES, out, out0);
        FloatVector sum01 = FloatVector.fromArray(SPECIES, out, out0 + COUNT);
        FloatVector sum02 = FloatVector.fromArray(SPECIES, out, out0 + 2 * COUNT);
        FloatVector sum03 = FloatVector.fromArray(SPECIES, out, out0 + 3 * COUNT);
        FloatVector sum10 = FloatVector.fromArray(SPECIES, out, out1);
        FloatVector sum11 = FloatVector.fromArray(SPECIES, out, out1 + COUNT);
        FloatVector sum12 = FloatVector.fromArray(SPECIES, out, out1 + 2 * COUNT);
        FloatVector sum13 = FloatVector.fromArray(SPECIES, out, out1 + 3 * COUNT);
        FloatVector sum20 = FloatVector.fromArray(SPECIES, out, out2);
        FloatVector sum21 = FloatVector.fromArray(SPECIES, out, out2 + COUNT);
        FloatVector sum22 = FloatVector.fromArray(SPECIES, out, out2 + 2 * COUNT);
        FloatVector sum23 = FloatVector.fromArray(SPECIES, out, out2 + 3 * COUNT);
        FloatVector sum30 = FloatVector.fromArray(SPECIES, out, out3);
        FloatVector sum31 = FloatVector.fromArray(SPECIES, out, out3 + COUNT);
        FloatVector sum32 = FloatVector.fromArray(SPECIES, out, out3 + 2 * COUNT);
        FloatVector sum33 = FloatVector.fromArray(SPECIES, out, out3 + 3 * COUNT);
        FloatVector sum40 = FloatVector.fromArray(SPECIES, out, out4);
        FloatVector sum41 = FloatVector.fromArray(SPECIES, out, out4 + COUNT);
        FloatVector sum42 = FloatVector.fromArray(SPECIES, out, out4 + 2 * COUNT);
        FloatVector sum43 = FloatVector.fromArray(SPECIES, out, out4 + 3 * COUNT);
        FloatVector sum50 = FloatVector.fromArray(SPECIES, out, out5);
        FloatVector sum51 = FloatVector.fromArray(SPECIES, out, out5 + COUNT);
        FloatVector sum52 = FloatVector.fromArray(SPECIES, out, out5 + 2 * COUNT);
        FloatVector sum53 = FloatVector.fromArray(SPECIES, out, out5 + 3 * COUNT);
        int term = terms.begin(from);
        int step = terms.step;
        int[] row = terms.row;
        for (int p = from; p < to; p++) {
            int at = row[p] * stride + c;
            FloatVector m0 = FloatVector.fromArray(SPECIES, m, at);
            FloatVector m1 = FloatVector.fromArray(SPECIES, m, at + COUNT);
            FloatVector m2 = FloatVector.fromArray(SPECIES, m, at + 2 * COUNT);
            FloatVector m3 = FloatVector.fromArray(SPECIES, m, at + 3 * COUNT);
            FloatVector x0 = FloatVector.broadcast(SPECIES, x[row0 + term]);
            sum00 = x0.fma(m0, sum00);
            sum01 = x0.fma(m1, sum01);
            sum02 = x0.fma(m2, sum02);
            sum03 = x0.fma(m3, sum03);
            FloatVector x1 = FloatVector.broadcast(SPECIES, x[row1 + term]);
            sum10 = x1.fma(m0, sum10);
            sum11 = x1.fma(m1, sum11);
            sum12 = x1.fma(m2, sum12);
            sum13 = x1.fma(m3, sum13);
            FloatVector x2 = FloatVector.broadcast(SPECIES, x[row2 + term]);
            sum20 = x2.fma(m0, sum20);
            sum21 = x2.fma(m1, sum21);
            sum22 = x2.fma(m2, sum22);
            sum23 = x2.fma(m3, sum23);
            FloatVector x3 = FloatVector.broadcast(SPECIES, x[row3 + term]);
            sum30 = x3.fma(m0, sum30);
            sum31 = x3.fma(m1, sum31);
            sum32 = x3.fma(m2, sum32);
            sum33 = x3.fma(m3, sum33);
            FloatVector x4 = FloatVector.broadcast(SPECIES, x[row4 + term]);
            sum40 = x4.fma(m0, sum40);
            sum41 = x4.fma(m1, sum41);
            sum42 = x4.fma(m2, sum42);
            sum43 = x4.fma(m3, sum43);
            FloatVector x5 = FloatVector.broadcast(SPECIES, x[row5 + term]);
            sum50 = x5.fma(m0, sum50);
            sum51 = x5.fma(m1, sum51);
            sum52 = x5.fma(m2, sum52);
            sum53 = x5.fma(m3, sum53);
            term += step;
        }
        sum00.intoArray(out, out0);
        sum01.intoArray(out, out0 + COUNT);
        sum02.intoArray(out, out0 + 2 * COUNT);
        sum03.intoArray(out, out0 + 3 * COUNT);
        sum10.intoArray(out, out1);
        sum11.intoArray(out, out1 + COUNT);
        sum12.intoArray(out, out1 + 2 * COUNT);
        sum13.intoArray(out, out1 + 3 * COUNT);
        sum20.intoArray(out, out2);
        sum21.intoArray(out, out2 + COUNT);
        sum22.intoArray(out, out2 + 2 * COUNT);
        sum23.intoArray(out, out2 + 3 * COUNT);
        sum30.intoArray(out, out3);
        sum31.intoArray(out, out3 + COUNT);
        sum32.intoArray(out, out3 + 2 * COUNT);
        sum33.intoArray(out, out3 + 3 * COUNT);
        sum40.intoArray(out, out4);
        sum41.intoArray(out, out4 + COUNT);
        sum42.intoArray(out, out4 + 2 * COUNT);
        sum43.intoArray(out, out4 + 3 * COUNT);
        sum50.intoArray(out, out5);
        sum51.intoArray(out, out5 + COUNT);
        sum52.intoArray(out, out5 + 2 * COUNT);
        sum53.intoArray(out, out5 + 3 * COUNT);
    }

    private static void by1x4(
            float[] x, Side rows, int r, Side terms, int from, int to, float[] m, float[] out, int stride, int c) {
        int row0 = rows.begin(r);
        int out0 = rows.row[r] * stride + c;
        FloatVector sum00 = FloatVector.fromArray(SPECIES, out, out0);
        FloatVector sum01 = FloatVector.fromArray(SPECIES, out, out0 + COUNT);
        FloatVector sum02 = FloatVector.fromArray(SPECIES, out, out0 + 2 * COUNT);
        FloatVector sum03 = FloatVector.fromArray(SPECIES, out, out0 + 3 * COUNT);
        int term = terms.begin(from);
        int step = terms.step;
        int[] row = terms.row;
        for (int p = from; p < to; p++) {
            int at = row[p] * stride + c;
            FloatVector m0 = FloatVector.fromArray(SPECIES, m, at);
            FloatVector m1 = FloatVector.fromArray(SPECIES, m, at + COUNT);
            FloatVector m2 = FloatVector.fromArray(SPECIES, m, at + 2 * COUNT);
            FloatVector m3 = FloatVector.fromArray(SPECIES, m, at + 3 * COUNT);
            FloatVector x0 = FloatVector.broadcast(SPECIES, x[row0 + term]);
            sum00 = x0.fma(m0, sum00);
            sum01 = x0.fma(m1, sum01);
            sum02 = x0.fma(m2, sum02);
            sum03 = x0.fma(m3, sum03);
            term += step;
        }
        sum00.intoArray(out, out0);
        sum01.intoArray(out, out0 + COUNT);
        sum02.intoArray(out, out0 + 2 * COUNT);
        sum03.intoArray(out, out0 + 3 * COUNT);
    }

    private static void by4x2(
            float[] x, Side rows, int r, Side terms, int from, int to, float[] m, float[] out, int stride, int c) {
        int row0 = rows.begin(r);
        int row1 = rows.begin(r + 1);
        int row2 = rows.begin(r + 2);
        int row3 = rows.begin(r + 3);
        int out0 = rows.row[r] * stride + c;
        int out1 = rows.row[r + 1] * stride + c;
        int out2 = rows.row[r + 2] * stride + c;
        int out3 = rows.row[r + 3] * stride + c;
        FloatVector sum00 = FloatVector.fromArray(SPECIES, out, out0);
        FloatVector sum01 = FloatVector.fromArray(SPECIES, out, out0 + COUNT);
        FloatVector sum10 = FloatVector.fromArray(SPECIES, out, out1);
        FloatVector sum11 = FloatVector.fromArray(SPECIES, out, out1 + COUNT);
        FloatVector sum20 = FloatVector.fromArray(SPECIES, out, out2);
        FloatVector sum21 = FloatVector.fromArray(SPECIES, out, out2 + COUNT);
        FloatVector sum30 = FloatVector.fromArray(SPECIES, out, out3);
        FloatVector sum31 = FloatVector.fromArray(SPECIES, out, out3 + COUNT);
        int term = terms.begin(from);
        int step = terms.step;
        int[] row = terms.row;
        for (int p = from; p < to; p++) {
            int at = row[p] * stride + c;
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
            term += step;
        }
        sum00.intoArray(out, out0);
        sum01.intoArray(out, out0 + COUNT);
        sum10.intoArray(out, out1);
        sum11.intoArray(out, out1 + COUNT);
        sum20.intoArray(out, out2);
        sum21.intoArray(out, out2 + COUNT);
        sum30.intoArray(out, out3);
        sum31.intoArray(out, out3 + COUNT);
    }

    private static void by1x2(
            float[] x, Side rows, int r, Side terms, int from, int to, float[] m, float[] out, int stride, int c) {
        int row0 = rows.begin(r);
        int out0 = rows.row[r] * stride + c;
        FloatVector sum00 = FloatVector.fromArray(SPECIES, out, out0);
        FloatVector sum01 = FloatVector.fromArray(SPECIES, out, out0 + COUNT);
        int term = terms.begin(from);
        int step = terms.step;
        int[] row = terms.row;
        for (int p = from; p < to; p++) {
            int at = row[p] * stride + c;
            FloatVector m0 = FloatVector.fromArray(SPECIES, m, at);
            FloatVector m1 = FloatVector.fromArray(SPECIES, m, at + COUNT);
            FloatVector x0 = FloatVector.broadcast(SPECIES, x[row0 + term]);
            sum00 = x0.fma(m0, sum00);
            sum01 = x0.fma(m1, sum01);
            term += step;
        }
        sum00.intoArray(out, out0);
        sum01.intoArray(out, out0 + COUNT);
    }

    private static void by8x1(
            float[] x, Side rows, int r, Side terms, int from, int to, float[] m, float[] out, int stride, int c) {
        int row0 = rows.begin(r);
        int row1 = rows.begin(r + 1);
        int row2 = rows.begin(r + 2);
        int row3 = rows.begin(r + 3);
        int row4 = rows.begin(r + 4);
        int row5 = rows.begin(r + 5);
        int row6 = rows.begin(r + 6);
        int row7 = rows.begin(r + 7);
        int out0 = rows.row[r] * stride + c;
        int out1 = rows.row[r + 1] * stride + c;
        int out2 = rows.row[r + 2] * stride + c;
        int out3 = rows.row[r + 3] * stride + c;
        int out4 = rows.row[r + 4] * stride + c;
        int out5 = rows.row[r + 5] * stride + c;
        int out6 = rows.row[r + 6] * stride + c;
        int out7 = rows.row[r + 7] * stride + c;
        FloatVector sum00 = FloatVector.fromArray(SPECIES, out, out0);
        FloatVector sum10 = FloatVector.fromArray(SPECIES, out, out1);
        FloatVector sum20 = FloatVector.fromArray(SPECIES, out, out2);
        FloatVector sum30 = FloatVector.fromArray(SPECIES, out, out3);
        FloatVector sum40 = FloatVector.fromArray(SPECIES, out, out4);
        FloatVector sum50 = FloatVector.fromArray(SPECIES, out, out5);
        FloatVector sum60 = FloatVector.fromArray(SPECIES, out, out6);
        FloatVector sum70 = FloatVector.fromArray(SPECIES, out, out7);
        int term = terms.begin(from);
        int step = terms.step;
        int[] row = terms.row;
        for (int p = from; p < to; p++) {
            int at = row[p] * stride + c;
            FloatVector m0 = FloatVector.fromArray(SPECIES, m, at);
            FloatVector x0 = FloatVector.broadcast(SPECIES, x[row0 + term]);
            sum00 = x0.fma(m0, sum00);
            FloatVector x1 = FloatVector.broadcast(SPECIES, x[row1 + term]);
            sum10 = x1.fma(m0, sum10);
            FloatVector x2 = FloatVector.broadcast(SPECIES, x[row2 + term]);
            sum20 = x2.fma(m0, sum20);
            FloatVector x3 = FloatVector.broadcast(SPECIES, x[row3 + term]);
            sum30 = x3.fma(m0, sum30);
            FloatVector x4 = FloatVector.broadcast(SPECIES, x[row4 + term]);
            sum40 = x4.fma(m0, sum40);
            FloatVector x5 = FloatVector.broadcast(SPECIES, x[row5 + term]);
            sum50 = x5.fma(m0, sum50);
            FloatVector x6 = FloatVector.broadcast(SPECIES, x[row6 + term]);
            sum60 = x6.fma(m0, sum60);
            FloatVector x7 = FloatVector.broadcast(SPECIES, x[row7 + term]);
            sum70 = x7.fma(m0, sum70);
            term += step;
        }
        sum00.intoArray(out, out0);
        sum10.intoArray(out, out1);
        sum20.intoArray(out, out2);
        sum30.intoArray(out, out3);
        sum40.intoArray(out, out4);
        sum50.intoArray(out, out5);
        sum60.intoArray(out, out6);
        sum70.intoArray(out, out7);
    }

    private static void by1x1(
            float[] x, Side rows, int r, Side terms, int from, int to, float[] m, float[] out, int stride, int c) {
        int row0 = rows.begin(r);
        int out0 = rows.row[r] * stride + c;
        FloatVector sum00 = FloatVector.fromArray(SPECIES, out, out0);
        int term = terms.begin(from);
        int step = terms.step;
        int[] row = terms.row;
        for (int p = from; p < to; p++) {
            int at = row[p] * stride + c;
            FloatVector m0 = FloatVector.fromArray(SPECIES, m, at);
            FloatVector x0 = FloatVector.broadcast(SPECIES, x[row0 + term]);
            sum00 = x0.fma(m0, sum00);
            term += step;
        }
        sum00.intoArray(out, out0);
    }
}
