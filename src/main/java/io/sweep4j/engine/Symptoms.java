package io.sweep4j.engine;

import java.util.List;

/**
 * What was seen at the iteration of a divergence, with the parameters as they were before its update.
 *
 * @param cost the batch's cost, non-finite included
 * @param appliedLearningRate of this iteration
 * @param samples rows in the batch
 * @param largestInput largest magnitude among the batch's features
 * @param outputs the output layer's activations on the batch
 * @param costs costs of the iterations before, oldest first, at most {@link #HISTORY}; all finite
 * @param gradientNorms Euclidean norms of the whole gradient in those iterations (sum over the batch)
 * @param parameterNorms Euclidean norms of all parameters after those iterations
 */
public record Symptoms(
        double cost,
        double appliedLearningRate,
        int samples,
        double largestInput,
        Outputs outputs,
        List<Double> costs,
        List<Double> gradientNorms,
        List<Double> parameterNorms) {
    /** How many iterations are looked back. */
    public static final int HISTORY = 12;

    public Symptoms {
        costs = List.copyOf(costs);
        gradientNorms = List.copyOf(gradientNorms);
        parameterNorms = List.copyOf(parameterNorms);
    }

    /**
     * The output layer's activations on a batch. Counts are of single outputs; a sample has one true class.
     *
     * @param smallest over the finite ones; NaN if there is none, like {@code largest}
     * @param nonFinite how many are NaN or infinite
     * @param zeroAtTrueClass exactly 0 at the sample's class
     * @param zeroElsewhere exactly 0 at any other class
     * @param oneExactly exactly 1, at any class
     */
    public record Outputs(
            int count,
            double smallest,
            double largest,
            int nonFinite,
            int zeroAtTrueClass,
            int zeroElsewhere,
            int negativeAtTrueClass,
            int negativeElsewhere,
            int oneExactly) {}
}
