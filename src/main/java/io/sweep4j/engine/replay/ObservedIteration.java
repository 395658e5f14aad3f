package io.sweep4j.engine.replay;

import io.sweep4j.engine.Detection;
import io.sweep4j.engine.Outputs;
import io.sweep4j.engine.Step;
import io.sweep4j.sweep.Divergence.Quantity;
import io.sweep4j.sweep.NumberKind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One update of a network and everything before, during and after it. Nobody writes to the arrays.
 *
 * @param iteration from 1, counted over the whole trial
 * @param cost mean loss over the batch without penalties, non-finite included
 * @param rows of the training split, one a sample of the batch
 * @param truth class of each sample
 * @param inputs features of the samples, row-major
 * @param sampleCosts loss of each sample, without penalties
 * @param layers from input to output
 */
@SuppressWarnings("ArrayRecordComponent") // looked at once and forgotten
public record ObservedIteration(
        long iteration,
        double cost,
        double appliedLearningRate,
        int[] rows,
        int[] truth,
        float[] inputs,
        double[] sampleCosts,
        List<Layer> layers) {

    /**
     * A layer of the network.
     *
     * @param name {@code hidden1}, {@code hidden2}, … or {@code output}
     * @param activations before the update, a row a sample
     * @param gradient sum over the batch without penalties, in the order of the parameters
     * @param before parameters before the update: weights in DL4J's order, then biases
     * @param after parameters after it
     */
    public record Layer(String name, float[] activations, float[] gradient, float[] before, float[] after) {}

    /**
     * The first non-finite quantity, in the order of detection.
     *
     * @param layer null where the quantity belongs to none
     */
    record Fault(
            Quantity quantity, NumberKind kind, @Nullable String layer) {}

    /** What was seen, in figures. */
    Step step() {
        List<Step.LayerNorms> norms = new ArrayList<>();
        for (Layer layer : layers) {
            double gradients = 0;
            double steps = 0;
            double parameters = 0;
            for (int i = 0; i < layer.after.length; i++) {
                gradients += square((double) layer.gradient[i] / truth.length);
                steps += square((double) layer.after[i] - layer.before[i]);
                parameters += square(layer.after[i]);
            }
            norms.add(new Step.LayerNorms(layer.name, Math.sqrt(gradients), Math.sqrt(steps), Math.sqrt(parameters)));
        }
        return new Step(
                iteration,
                cost,
                appliedLearningRate,
                largestMagnitude(inputs),
                Outputs.of(layers.get(layers.size() - 1).activations, truth),
                norms);
    }

    private static double square(double number) {
        return number * number;
    }

    private static double largestMagnitude(float[] values) {
        double largest = 0;
        for (float value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    /** What went wrong; {@link IllegalStateException} if nothing did. */
    Fault fault() {
        if (!finite(inputs)) {
            return new Fault(Quantity.INPUT, kind(inputs), null);
        }
        for (Layer layer : layers) {
            if (!finite(layer.activations)) {
                return new Fault(Quantity.OUTPUT, kind(layer.activations), layer.name);
            }
        }
        if (!Double.isFinite(cost)) {
            return new Fault(Quantity.COST, NumberKind.of(cost), null);
        }
        for (Layer layer : layers) {
            if (!finite(layer.gradient)) {
                return new Fault(Quantity.GRADIENT, kind(layer.gradient), layer.name);
            }
        }
        for (Layer layer : layers) {
            if (!finite(layer.after)) {
                return new Fault(Quantity.PARAMETER, kind(layer.after), layer.name);
            }
        }
        throw new IllegalStateException("iteration " + iteration + " went non-finite, but not when trained again");
    }

    private static boolean finite(float[] values) {
        return kind(values) == NumberKind.FINITE;
    }

    /** The kind of the first non-finite number, {@link NumberKind#FINITE} if there is none. */
    private static NumberKind kind(float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                return NumberKind.of(value);
            }
        }
        return NumberKind.FINITE;
    }

    /** How many samples of the batch have a cost of their own that is not finite. */
    int badSamples() {
        return (int) badSamplesOfBatch().count();
    }

    private IntStream badSamplesOfBatch() {
        return IntStream.range(0, sampleCosts.length).filter(sample -> !Double.isFinite(sampleCosts[sample]));
    }

    /** Rows of the training split of the first of these, at most {@link Detection#MOST_CULPRITS}. */
    List<Integer> culprits() {
        return badSamplesOfBatch()
                .limit(Detection.MOST_CULPRITS)
                .map(sample -> rows[sample])
                .boxed()
                .toList();
    }
}
