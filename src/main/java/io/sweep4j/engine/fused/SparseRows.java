package io.sweep4j.engine.fused;

import io.sweep4j.data.Split;
import java.util.Arrays;

/**
 * Rows of a sparse matrix: for each a list of columns, in ascending order, and of the numbers there. The list of row r runs from
 * begin[r] up to end[r].
 */
@SuppressWarnings("ArrayRecordComponent") // shared read-only on purpose
record SparseRows(char[] index, float[] value, int[] begin, int[] end) {
    /** As many columns as an index can tell apart. */
    static final int MOST_COLUMNS = Character.MAX_VALUE + 1;

    private static final int LINE_BYTES = 64;

    /**
     * What is not zero in some inputs of samples.
     *
     * @param inputs in ascending order
     */
    static SparseRows of(Split split, int[] inputs) {
        float[] features = split.features();
        int columns = split.columns();
        char[] index = new char[features.length / 4 + 1];
        float[] value = new float[index.length];
        int[] starts = new int[split.rows() + 1];
        int used = 0;
        for (int r = 0; r < split.rows(); r++) {
            if (index.length - used < inputs.length) {
                int length = (int) Math.min(features.length, 2L * (used + inputs.length));
                index = Arrays.copyOf(index, length);
                value = Arrays.copyOf(value, length);
            }
            for (int k : inputs) {
                float feature = features[r * columns + k];
                index[used] = (char) k;
                value[used] = feature;
                used += feature != 0 ? 1 : 0;
            }
            starts[r + 1] = used;
        }
        return between(Arrays.copyOf(index, used), Arrays.copyOf(value, used), starts);
    }

    /** @param starts of the rows, and where the last one ends */
    private static SparseRows between(char[] index, float[] value, int[] starts) {
        int rows = starts.length - 1;
        return new SparseRows(index, value, Arrays.copyOf(starts, rows), Arrays.copyOfRange(starts, 1, rows + 1));
    }

    /** Columns as rows: those of matrices with equally many rows, each of which has columns of its own. */
    static SparseRows transposed(int columns, SparseRows... parts) {
        int[] starts = new int[columns + 1];
        for (SparseRows part : parts) {
            for (int r = 0; r < part.count(); r++) {
                for (int i = part.begin[r]; i < part.end[r]; i++) {
                    starts[part.index[i] + 1]++;
                }
            }
        }
        for (int k = 0; k < columns; k++) {
            starts[k + 1] += starts[k];
        }
        int[] next = starts.clone();
        char[] index = new char[starts[columns]];
        float[] value = new float[starts[columns]];
        for (SparseRows part : parts) {
            for (int r = 0; r < part.count(); r++) {
                for (int i = part.begin[r]; i < part.end[r]; i++) {
                    int at = next[part.index[i]]++;
                    index[at] = (char) r;
                    value[at] = part.value[i];
                }
            }
        }
        return between(index, value, starts);
    }

    /** How many rows. */
    int count() {
        return begin.length;
    }

    /** Entries of all these rows. */
    long entries() {
        long entries = 0;
        for (int r = 0; r < count(); r++) {
            entries += end[r] - begin[r];
        }
        return entries;
    }

    /** Rows by their numbers. */
    SparseRows rows(int[] numbers) {
        int[] from = new int[numbers.length];
        int[] to = new int[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            from[i] = begin[numbers[i]];
            to[i] = end[numbers[i]];
        }
        return new SparseRows(index, value, from, to);
    }

    /** Some rows that follow each other. */
    SparseRows rows(int first, int count) {
        return new SparseRows(
                index,
                value,
                Arrays.copyOfRange(begin, first, first + count),
                Arrays.copyOfRange(end, first, first + count));
    }

    /**
     * Reads a number of each line of the cache, so that lists that lie far apart in memory are fetched together, not one after the
     * other.
     *
     * @return a number that depends on all that was read, lest the reading be left out
     */
    float fetch() {
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
