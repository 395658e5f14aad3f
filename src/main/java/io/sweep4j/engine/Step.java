package io.sweep4j.engine;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * One iteration, seen in full: its batch, what the network made of it before the update, and the update.
 *
 * @param iteration from 1, counted over the whole trial
 * @param cost the batch's cost, non-finite included
 * @param largestInput largest magnitude among the batch's features; NaN if one of them is
 * @param outputs before the update, as it saw them: dropout included
 * @param layers from input to output
 */
public record Step(
        long iteration,
        double cost,
        double appliedLearningRate,
        double largestInput,
        Outputs outputs,
        List<LayerNorms> layers) {
    public Step {
        layers = List.copyOf(layers);
    }

    /**
     * Euclidean norms over weights and biases of a layer, in double precision: non-finite only if an element is.
     *
     * @param name {@code hidden1}, {@code hidden2}, … or {@code output}
     * @param gradient mean over the batch, penalties left out
     * @param step what the update changed
     * @param parameters after the update
     */
    public record LayerNorms(String name, double gradient, double step, double parameters) {}

    /** Norm of the whole gradient. */
    public double gradientNorm() {
        return norm(LayerNorms::gradient);
    }

    /** Norm of the change to all parameters. */
    public double stepNorm() {
        return norm(LayerNorms::step);
    }

    /** Norm of all parameters after the update. */
    public double parameterNorm() {
        return norm(LayerNorms::parameters);
    }

    private double norm(ToDoubleFunction<LayerNorms> part) {
        return Math.sqrt(
                layers.stream().mapToDouble(part).map(norm -> norm * norm).sum());
    }
}
