package io.sweep4j.engine.fused;

import io.sweep4j.data.Split;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** The features of a split, in the form that multiplies quicker; shared read-only. The split alone decides which. */
interface Samples {
    /** Inputs with a larger share of numbers that are not zero are quicker if zeros are multiplied as well. */
    double DENSE = 0.3;

    /** Each input in the form that suits its own density. */
    static Samples of(Split split) {
        double[] densities = densities(split);
        int[] dense = inputs(split, k -> densities[k] > DENSE);
        if (dense.length == split.columns() || split.columns() > SparseRows.MOST_COLUMNS) {
            return DenseSamples.of(split);
        }
        int[] sparse = inputs(split, k -> densities[k] <= DENSE);
        return SparseSamples.of(split, sparse, dense);
    }

    private static int[] inputs(Split split, IntPredicate wanted) {
        return IntStream.range(0, split.columns()).filter(wanted).toArray();
    }

    /** The share of numbers that are not zero, of each input. */
    private static double[] densities(Split split) {
        int[] used = new int[split.columns()];
        for (int i = 0; i < split.features().length; i++) {
            used[i % used.length] += split.features()[i] != 0 ? 1 : 0;
        }
        return Arrays.stream(used)
                .mapToDouble(n -> n / Math.max(1.0, split.rows()))
                .toArray();
    }

    /** How many samples there are. */
    int rows();

    /** The samples order[from] up to order[from + count]. */
    Batch batch(int[] order, int from, int count);

    /** About how many bytes the batches of an epoch take in the end. */
    long bytesOfEpoch();
}
