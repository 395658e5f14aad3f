package io.sweep4j.engine.fused;

import io.sweep4j.data.Split;

/** The features of a split, in the form that multiplies quicker; shared read-only. Which one decides no bit. */
interface Samples {
    /** Above this share of numbers that are not zero, leaving out the others does not pay. */
    double DENSE = 0.4;

    /** The form that suits the split's own density. */
    static Samples of(Split split) {
        return split.columns() <= SparseSamples.MOST_COLUMNS && density(split) < DENSE
                ? SparseSamples.of(split)
                : new DenseSamples(split);
    }

    private static double density(Split split) {
        int used = 0;
        for (float feature : split.features()) {
            used += feature != 0 ? 1 : 0;
        }
        return used / Math.max(1.0, split.features().length);
    }

    /** How many samples there are. */
    int rows();

    /** The samples order[from] up to order[from + count]. */
    Batch batch(int[] order, int from, int count);

    /** About how many bytes the batches of an epoch take in the end. */
    long bytesOfEpoch();
}
