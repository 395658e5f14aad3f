package io.sweep4j.data;

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

    /** How many samples there are; may be 0. */
    public int rows() {
        return labels.length;
    }
}
