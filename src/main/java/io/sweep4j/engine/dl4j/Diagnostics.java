package io.sweep4j.engine.dl4j;

import io.sweep4j.engine.Detection;
import io.sweep4j.engine.Symptoms;
import io.sweep4j.sweep.Divergence.Quantity;
import io.sweep4j.sweep.NumberKind;
import java.util.Map;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Looks at a network right after the iteration that went non-finite. */
final class Diagnostics {
    private Diagnostics() {}

    /**
     * Finds the first non-finite quantity in the order of detection, and gathers the symptoms. The network is left as
     * it was.
     */
    static Detection detection(
            DivergenceWatch watch,
            MultiLayerNetwork network,
            BatchBuffer batch,
            int epoch,
            long iteration,
            double appliedLearningRate) {
        DivergenceWatch.Finding finding = java.util.Objects.requireNonNull(watch.finding());
        float[] inputs = batch.features().data().asFloat();
        float[] outputs = outputs(network, batch, finding.parametersBefore());
        int classes = outputs.length / batch.truth().length;
        Symptoms symptoms = new Symptoms(
                finding.cost(),
                appliedLearningRate,
                batch.truth().length,
                largestMagnitude(inputs),
                summary(outputs, batch.truth(), classes),
                watch.costs(),
                watch.gradientNorms(),
                watch.parameterNorms());
        if (finding.quantity() == Quantity.PARAMETER) { // cost and outputs of this iteration were finite
            return found(epoch, iteration, finding, network, symptoms);
        }
        NumberKind input = firstNonFinite(inputs);
        if (input != NumberKind.FINITE) {
            return new Detection(epoch, iteration, Quantity.INPUT, input, null, symptoms);
        }
        NumberKind output = firstNonFinite(outputs);
        if (output != NumberKind.FINITE) {
            return new Detection(epoch, iteration, Quantity.OUTPUT, output, "output", symptoms);
        }
        return found(epoch, iteration, finding, network, symptoms);
    }

    private static Detection found(
            int epoch, long iteration, DivergenceWatch.Finding finding, MultiLayerNetwork network, Symptoms symptoms) {
        INDArray values = finding.values();
        if (values == null) {
            NumberKind kind = NumberKind.of(finding.cost());
            return new Detection(epoch, iteration, finding.quantity(), kind, null, symptoms);
        }
        float[] all = values.data().asFloat();
        int at = 0;
        while (Float.isFinite(all[at])) {
            at++;
        }
        return new Detection(
                epoch, iteration, finding.quantity(), NumberKind.of(all[at]), layerOf(network, at), symptoms);
    }

    /** Gradients and parameters are laid out layer by layer, in the order of the parameter table. */
    private static @Nullable String layerOf(MultiLayerNetwork network, long index) {
        long end = 0;
        for (Map.Entry<String, INDArray> parameter : network.paramTable().entrySet()) {
            end += parameter.getValue().length();
            if (index < end) {
                int layer = Integer.parseInt(
                        parameter.getKey().substring(0, parameter.getKey().indexOf('_')));
                return network.getLayer(layer).conf().getLayer().getLayerName();
            }
        }
        return null;
    }

    private static float[] outputs(MultiLayerNetwork network, BatchBuffer batch, @Nullable INDArray parametersBefore) {
        if (parametersBefore == null) {
            return network.output(batch.features(), false).dup('c').data().asFloat();
        }
        INDArray parametersAfter = network.params().dup();
        network.params().assign(parametersBefore);
        try {
            return network.output(batch.features(), false).dup('c').data().asFloat();
        } finally {
            network.params().assign(parametersAfter);
        }
    }

    private static double largestMagnitude(float[] values) {
        double largest = 0;
        for (float value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    private static NumberKind firstNonFinite(float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                return NumberKind.of(value);
            }
        }
        return NumberKind.FINITE;
    }

    private static Symptoms.Outputs summary(float[] outputs, int[] truth, int classes) {
        double smallest = Double.NaN;
        double largest = Double.NaN;
        int nonFinite = 0;
        int[] zero = new int[2];
        int[] negative = new int[2];
        int one = 0;
        for (int i = 0; i < outputs.length; i++) {
            float output = outputs[i];
            if (!Float.isFinite(output)) {
                nonFinite++;
                continue;
            }
            smallest = output >= smallest ? smallest : output; // also replaces the NaN it starts from
            largest = output <= largest ? largest : output;
            int where = i % classes == truth[i / classes] ? 0 : 1;
            zero[where] += output == 0 ? 1 : 0;
            negative[where] += output < 0 ? 1 : 0;
            one += output == 1 ? 1 : 0;
        }
        return new Symptoms.Outputs(
                outputs.length, smallest, largest, nonFinite, zero[0], zero[1], negative[0], negative[1], one);
    }
}
