package io.sweep4j.engine.fused;

import static io.sweep4j.engine.fused.Lanes.COUNT;
import static io.sweep4j.engine.fused.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * Sums of some rows of a matrix, each times a number: a sparse matrix times a dense one. The matrix is gone through in bands that
 * stay in the first cache, and within one each sum stays in registers. A sum runs in list order, so its bits depend on nothing
 * else. One method for each number of vectors that are summed side by side: only local variables stay in registers.
 */
final class SparseKernel {
    /** How much of a matrix is used over and over before the next part is: about a first cache. */
    private static final int BAND_BYTES = 48 * 1024;

    /** Entries of a list in a band, on average, below which going through bands costs more than it saves. */
    private static final int WORTH_A_BAND = 16;

    private SparseKernel() {}

    /**
     * How many rows of a matrix make a band: so few that they stay in the first cache while lists go through them, but so many that
     * a list has something to do there.
     */
    static int band(SparseRows x, int rows, int vectors) {
        int fitting = Math.max(1, BAND_BYTES / (vectors * COUNT * Float.BYTES));
        int worth = (int) Math.max(1, x.entries() / Math.max(1, x.count()) / WORTH_A_BAND);
        return Math.max(fitting, (rows + worth - 1) / worth);
    }

    /**
     * out = init + x·m, where each row of x is a sum in the order of its list.
     *
     * @param m rows of stride numbers
     * @param init one row
     * @param out a row a row of x
     * @param stride a multiple of {@link Lanes#COUNT}
     */
    static void multiply(SparseRows x, float[] m, float[] init, float[] out, int stride) {
        Block.fill(out, x.count(), init, stride);
        add(x, m, out, stride);
    }

    /** out += x·m, as above. */
    static void add(SparseRows x, float[] m, float[] out, int stride) {
        int rows = m.length / stride;
        for (int c = 0; c < stride; ) {
            int vectors = vectors((stride - c) / COUNT);
            int band = band(x, rows, vectors);
            int[] next = x.begin().clone();
            for (int limit = band; limit - band < rows; limit += band) {
                switch (vectors) {
                    case 10 -> by10(x, next, limit, m, out, stride, c);
                    case 8 -> by8(x, next, limit, m, out, stride, c);
                    case 4 -> by4(x, next, limit, m, out, stride, c);
                    case 2 -> by2(x, next, limit, m, out, stride, c);
                    default -> by1(x, next, limit, m, out, stride, c);
                }
            }
            c += vectors * COUNT;
        }
    }

    /** The largest number of vectors there is a method for. */
    private static int vectors(int left) {
        return left >= 10 ? 10 : Integer.highestOneBit(left);
    }

    private static void by10(SparseRows rows, int[] next, int limit, float[] m, float[] out, int stride, int c) {
        char[] index = rows.index();
        float[] value = rows.value();
        int[] end = rows.end();
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

    private static void by8(SparseRows rows, int[] next, int limit, float[] m, float[] out, int stride, int c) {
        char[] index = rows.index();
        float[] value = rows.value();
        int[] end = rows.end();
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

    private static void by4(SparseRows rows, int[] next, int limit, float[] m, float[] out, int stride, int c) {
        char[] index = rows.index();
        float[] value = rows.value();
        int[] end = rows.end();
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

    private static void by2(SparseRows rows, int[] next, int limit, float[] m, float[] out, int stride, int c) {
        char[] index = rows.index();
        float[] value = rows.value();
        int[] end = rows.end();
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

    private static void by1(SparseRows rows, int[] next, int limit, float[] m, float[] out, int stride, int c) {
        char[] index = rows.index();
        float[] value = rows.value();
        int[] end = rows.end();
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
