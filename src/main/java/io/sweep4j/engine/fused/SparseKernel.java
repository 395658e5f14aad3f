package io.sweep4j.engine.fused;

import static io.sweep4j.engine.fused.Lanes.COUNT;
import static io.sweep4j.engine.fused.Lanes.SPECIES;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * Sums of some rows of a matrix, each times a number: a sparse matrix times a dense one. The matrix is gone through in bands that
 * stay in the first cache, and within one each sum stays in registers. A sum runs in list order, so its bits depend on nothing
 * else. One method for each number of vectors that are summed side by side: only local variables stay in registers.
 */
final class SparseKernel {
    /** How much of a matrix is used over and over before the next part is: about a first cache. */
    private static final int BAND_BYTES = 48 * 1024;

    private SparseKernel() {}

    /**
     * Rows of the dense matrix and what each is multiplied by, one list after the other, each in ascending order of rows.
     *
     * @param index row numbers
     * @param value as many factors
     */
    @SuppressWarnings("ArrayRecordComponent") // shared read-only on purpose
    record Lists(char[] index, float[] value) {
        private static final int LINE_BYTES = 64;

        /**
         * Reads a number of each line of the cache, so that lists that lie far apart in memory are fetched together, not one
         * after the other.
         *
         * @return a number that depends on all that was read, lest the reading be left out
         */
        float fetch(int[] begin, int[] end) {
            float seen = 0;
            for (int r = 0; r < begin.length; r++) {
                for (int i = begin[r]; i < end[r]; i += LINE_BYTES / Character.BYTES) {
                    seen += index[i];
                }
                for (int i = begin[r]; i < end[r]; i += LINE_BYTES / Float.BYTES) {
                    seen += value[i];
                }
            }
            return seen;
        }
    }

    /** How many rows of so many vectors make a band. */
    static int band(int vectors) {
        return Math.max(1, BAND_BYTES / (vectors * COUNT * Float.BYTES));
    }

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
        for (int r = 0; r < count; r++) {
            System.arraycopy(init, 0, out, r * stride, stride);
        }
        int rows = m.length / stride;
        for (int c = 0; c < stride; ) {
            int vectors = vectors((stride - c) / COUNT);
            int band = band(vectors);
            int[] next = Arrays.copyOf(begin, count);
            for (int limit = band; limit - band < rows; limit += band) {
                switch (vectors) {
                    case 10 -> by10(lists, next, end, limit, m, out, stride, c);
                    case 8 -> by8(lists, next, end, limit, m, out, stride, c);
                    case 4 -> by4(lists, next, end, limit, m, out, stride, c);
                    case 2 -> by2(lists, next, end, limit, m, out, stride, c);
                    default -> by1(lists, next, end, limit, m, out, stride, c);
                }
            }
            c += vectors * COUNT;
        }
    }

    /** The largest number of vectors there is a method for. */
    private static int vectors(int left) {
        return left >= 10 ? 10 : Integer.highestOneBit(left);
    }

    private static void by10(Lists lists, int[] next, int[] end, int limit, float[] m, float[] out, int stride, int c) {
        char[] index = lists.index();
        float[] value = lists.value();
        for (int r = 0; r < next.length; r++) {
            int i = next[r];
            int last = end[r];
            if (i == last || index[i] >= limit) {
                continue;
            }
            int sum = r * stride + c;
            FloatVector sum0 = FloatVector.fromArray(SPECIES, out, sum);
            FloatVector sum1 = FloatVector.fromArray(SPECIES, out, sum + COUNT);
            FloatVector sum2 = FloatVector.fromArray(SPECIES, out, sum + 2 * COUNT);
            FloatVector sum3 = FloatVector.fromArray(SPECIES, out, sum + 3 * COUNT);
            FloatVector sum4 = FloatVector.fromArray(SPECIES, out, sum + 4 * COUNT);
            FloatVector sum5 = FloatVector.fromArray(SPECIES, out, sum + 5 * COUNT);
            FloatVector sum6 = FloatVector.fromArray(SPECIES, out, sum + 6 * COUNT);
            FloatVector sum7 = FloatVector.fromArray(SPECIES, out, sum + 7 * COUNT);
            FloatVector sum8 = FloatVector.fromArray(SPECIES, out, sum + 8 * COUNT);
            FloatVector sum9 = FloatVector.fromArray(SPECIES, out, sum + 9 * COUNT);
            for (; i < last; i++) {
                int row = index[i];
                if (row >= limit) {
                    break;
                }
                FloatVector x = FloatVector.broadcast(SPECIES, value[i]);
                int at = row * stride + c;
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
            next[r] = i;
            sum0.intoArray(out, sum);
            sum1.intoArray(out, sum + COUNT);
            sum2.intoArray(out, sum + 2 * COUNT);
            sum3.intoArray(out, sum + 3 * COUNT);
            sum4.intoArray(out, sum + 4 * COUNT);
            sum5.intoArray(out, sum + 5 * COUNT);
            sum6.intoArray(out, sum + 6 * COUNT);
            sum7.intoArray(out, sum + 7 * COUNT);
            sum8.intoArray(out, sum + 8 * COUNT);
            sum9.intoArray(out, sum + 9 * COUNT);
        }
    }

    private static void by8(Lists lists, int[] next, int[] end, int limit, float[] m, float[] out, int stride, int c) {
        char[] index = lists.index();
        float[] value = lists.value();
        for (int r = 0; r < next.length; r++) {
            int i = next[r];
            int last = end[r];
            if (i == last || index[i] >= limit) {
                continue;
            }
            int sum = r * stride + c;
            FloatVector sum0 = FloatVector.fromArray(SPECIES, out, sum);
            FloatVector sum1 = FloatVector.fromArray(SPECIES, out, sum + COUNT);
            FloatVector sum2 = FloatVector.fromArray(SPECIES, out, sum + 2 * COUNT);
            FloatVector sum3 = FloatVector.fromArray(SPECIES, out, sum + 3 * COUNT);
            FloatVector sum4 = FloatVector.fromArray(SPECIES, out, sum + 4 * COUNT);
            FloatVector sum5 = FloatVector.fromArray(SPECIES, out, sum + 5 * COUNT);
            FloatVector sum6 = FloatVector.fromArray(SPECIES, out, sum + 6 * COUNT);
            FloatVector sum7 = FloatVector.fromArray(SPECIES, out, sum + 7 * COUNT);
            for (; i < last; i++) {
                int row = index[i];
                if (row >= limit) {
                    break;
                }
                FloatVector x = FloatVector.broadcast(SPECIES, value[i]);
                int at = row * stride + c;
                sum0 = x.fma(FloatVector.fromArray(SPECIES, m, at), sum0);
                sum1 = x.fma(FloatVector.fromArray(SPECIES, m, at + COUNT), sum1);
                sum2 = x.fma(FloatVector.fromArray(SPECIES, m, at + 2 * COUNT), sum2);
                sum3 = x.fma(FloatVector.fromArray(SPECIES, m, at + 3 * COUNT), sum3);
                sum4 = x.fma(FloatVector.fromArray(SPECIES, m, at + 4 * COUNT), sum4);
                sum5 = x.fma(FloatVector.fromArray(SPECIES, m, at + 5 * COUNT), sum5);
                sum6 = x.fma(FloatVector.fromArray(SPECIES, m, at + 6 * COUNT), sum6);
                sum7 = x.fma(FloatVector.fromArray(SPECIES, m, at + 7 * COUNT), sum7);
            }
            next[r] = i;
            sum0.intoArray(out, sum);
            sum1.intoArray(out, sum + COUNT);
            sum2.intoArray(out, sum + 2 * COUNT);
            sum3.intoArray(out, sum + 3 * COUNT);
            sum4.intoArray(out, sum + 4 * COUNT);
            sum5.intoArray(out, sum + 5 * COUNT);
            sum6.intoArray(out, sum + 6 * COUNT);
            sum7.intoArray(out, sum + 7 * COUNT);
        }
    }

    private static void by4(Lists lists, int[] next, int[] end, int limit, float[] m, float[] out, int stride, int c) {
        char[] index = lists.index();
        float[] value = lists.value();
        for (int r = 0; r < next.length; r++) {
            int i = next[r];
            int last = end[r];
            if (i == last || index[i] >= limit) {
                continue;
            }
            int sum = r * stride + c;
            FloatVector sum0 = FloatVector.fromArray(SPECIES, out, sum);
            FloatVector sum1 = FloatVector.fromArray(SPECIES, out, sum + COUNT);
            FloatVector sum2 = FloatVector.fromArray(SPECIES, out, sum + 2 * COUNT);
            FloatVector sum3 = FloatVector.fromArray(SPECIES, out, sum + 3 * COUNT);
            for (; i < last; i++) {
                int row = index[i];
                if (row >= limit) {
                    break;
                }
                FloatVector x = FloatVector.broadcast(SPECIES, value[i]);
                int at = row * stride + c;
                sum0 = x.fma(FloatVector.fromArray(SPECIES, m, at), sum0);
                sum1 = x.fma(FloatVector.fromArray(SPECIES, m, at + COUNT), sum1);
                sum2 = x.fma(FloatVector.fromArray(SPECIES, m, at + 2 * COUNT), sum2);
                sum3 = x.fma(FloatVector.fromArray(SPECIES, m, at + 3 * COUNT), sum3);
            }
            next[r] = i;
            sum0.intoArray(out, sum);
            sum1.intoArray(out, sum + COUNT);
            sum2.intoArray(out, sum + 2 * COUNT);
            sum3.intoArray(out, sum + 3 * COUNT);
        }
    }

    private static void by2(Lists lists, int[] next, int[] end, int limit, float[] m, float[] out, int stride, int c) {
        char[] index = lists.index();
        float[] value = lists.value();
        for (int r = 0; r < next.length; r++) {
            int i = next[r];
            int last = end[r];
            if (i == last || index[i] >= limit) {
                continue;
            }
            int sum = r * stride + c;
            FloatVector sum0 = FloatVector.fromArray(SPECIES, out, sum);
            FloatVector sum1 = FloatVector.fromArray(SPECIES, out, sum + COUNT);
            for (; i < last; i++) {
                int row = index[i];
                if (row >= limit) {
                    break;
                }
                FloatVector x = FloatVector.broadcast(SPECIES, value[i]);
                int at = row * stride + c;
                sum0 = x.fma(FloatVector.fromArray(SPECIES, m, at), sum0);
                sum1 = x.fma(FloatVector.fromArray(SPECIES, m, at + COUNT), sum1);
            }
            next[r] = i;
            sum0.intoArray(out, sum);
            sum1.intoArray(out, sum + COUNT);
        }
    }

    private static void by1(Lists lists, int[] next, int[] end, int limit, float[] m, float[] out, int stride, int c) {
        char[] index = lists.index();
        float[] value = lists.value();
        for (int r = 0; r < next.length; r++) {
            int i = next[r];
            int last = end[r];
            if (i == last || index[i] >= limit) {
                continue;
            }
            int sum = r * stride + c;
            FloatVector sum0 = FloatVector.fromArray(SPECIES, out, sum);
            for (; i < last; i++) {
                int row = index[i];
                if (row >= limit) {
                    break;
                }
                FloatVector x = FloatVector.broadcast(SPECIES, value[i]);
                int at = row * stride + c;
                sum0 = x.fma(FloatVector.fromArray(SPECIES, m, at), sum0);
            }
            next[r] = i;
            sum0.intoArray(out, sum);
        }
    }
}
