package io.sweep4j.data;

import java.util.Arrays;

/**
 * Samples and their classes. Shared by all trials: nobody writes to the arrays once the dataset is loaded.
 *
 * @param features row-major, {@code rows × columns}, all finite
 * @param labels the class of each row, from 0
 */
@SuppressWarnings("ArrayRecordComponent") // shared read-only on purpose: copies would cost hundreds of megabytes
public record Split(float[] features, int[] labels, int columns) {
    public Split {
        if (features.length != (long) labels.length * columns) {
            throw new IllegalArgumentException(
                    features.length + " features are not " + labels.length + " rows of " + columns);
        }
    }

    /** Share of the most frequent class, 0 for no samples: what always giving the same answer achieves at best. */
    public double shareOfMostFrequent() {
        int[] counts = new int[Arrays.stream(labels).max().orElse(0) + 1];
        for (int label : labels) {
            counts[label]++;
        }
        return labels.length == 0 ? 0 : (double) Arrays.stream(counts).max().orElse(0) / labels.length;
    }

    /** The memory that the arrays take. */
    public long bytes() {
        return (long) Float.BYTES * features.length + (long) Integer.BYTES * labels.length;
    }

    /** How many samples there are; may be 0. */
    public int rows() {
        return labels.length;
    }
}
