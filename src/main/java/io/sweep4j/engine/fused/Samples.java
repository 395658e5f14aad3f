package io.sweep4j.engine.fused;

import io.sweep4j.data.Split;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** The features of a split, in the form that multiplies quicker; shared read-only. The split alone decides which. */
interface Samples {
    /** Above this share of numbers that are not zero, leaving out the others does not pay. */
    double DENSE = 0.4;

    /** The same of one input, for matrices with narrow rows. */
    double DENSE_INPUT = 0.3;

    /** The form that suits the split's own density. */
    static Samples of(Split split) {
        int[] used = used(split);
        double all = Arrays.stream(used).asLongStream().sum();
        if (all >= DENSE * split.features().length && all > 0 || split.columns() > SparseRows.MOST_COLUMNS) {
            return new DenseSamples(split);
        }
        double most = DENSE_INPUT * split.rows();
        return new SparseSamples(split, inputs(split, k -> used[k] <= most), inputs(split, k -> used[k] > most));
    }

    private static int[] inputs(Split split, IntPredicate wanted) {
        return IntStream.range(0, split.columns()).filter(wanted).toArray();
    }

    /** How many numbers are not zero, of each input. */
    private static int[] used(Split split) {
        int[] used = new int[split.columns()];
        for (int r = 0; r < split.rows(); r++) {
            for (int k = 0; k < used.length; k++) {
                used[k] += split.features()[r * used.length + k] != 0 ? 1 : 0;
            }
        }
        return used;
    }

    /** How many samples there are. */
    int rows();

    /** The samples order[from] up to order[from + count]. */
    Batch batch(int[] order, int from, int count);

    /** About how many bytes the batches of an epoch take in the end. */
    long bytesOfEpoch();
}
