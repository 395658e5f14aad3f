package io.sweep4j.engine.dl4j;

import io.sweep4j.engine.Detection;
import io.sweep4j.engine.Outputs;
import io.sweep4j.engine.Step;
import io.sweep4j.sweep.Divergence.Quantity;
import io.sweep4j.sweep.NumberKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Makes one update of a network and looks at everything before, during and after it. For one thread, once. */
final class Observer {

    /**
     * The first non-finite quantity, in the order of detection.
     *
     * @param layer null where the quantity belongs to none
     */
    record Fault(
            Quantity quantity, NumberKind kind, @Nullable String layer) {}

    /** Takes the gradient before the updater turns it into a step. */
    private static final class GradientCopy extends BaseTrainingListener {
        private float[] values = new float[0];

        @Override
        public void onGradientCalculation(Model model) {
            values = model.gradient().gradient().dup().data().asFloat();
        }
    }

    private final Updates training;
    private final List<String> layers = new ArrayList<>();
    /** Where each layer's parameters end among all. */
    private final List<Integer> ends = new ArrayList<>();

    private final float[] inputs;
    private final List<float[]> activations = new ArrayList<>();
    private final double[] sampleCosts;
    private final float[] gradient;
    private final float[] before;
    private final float[] after;

    /** Makes the update. */
    Observer(Updates training) {
        this.training = training;
        MultiLayerNetwork network = training.network();
        findLayers(network);
        training.load();
        BatchBuffer batch = training.batch();
        inputs = batch.features().data().asFloat();
        List<INDArray> forward = forwardAsTheUpdateWill(network, batch);
        for (INDArray activation : forward.subList(1, forward.size())) { // the first is the input
            activations.add(activation.dup('c').data().asFloat());
        }
        sampleCosts = network.scoreExamples(new DataSet(batch.features(), batch.labels()), false)
                .dup()
                .data()
                .asDouble();
        before = network.params().data().asFloat();
        GradientCopy copy = new GradientCopy();
        network.setListeners(copy);
        training.update();
        network.setListeners(List.of());
        gradient = copy.values;
        after = network.params().data().asFloat();
    }

    /** With the dropout and the random slopes that the update is going to draw. */
    private static List<INDArray> forwardAsTheUpdateWill(MultiLayerNetwork network, BatchBuffer batch) {
        long rootState = Nd4j.getRandom().rootState();
        long nodeState = Nd4j.getRandom().nodeState();
        List<INDArray> forward = network.feedForward(batch.features(), true);
        Nd4j.getRandom().setStates(rootState, nodeState);
        return forward;
    }

    /** Gradients and parameters are laid out layer by layer, in the order of the parameter table. */
    private void findLayers(MultiLayerNetwork network) {
        int end = 0;
        for (Map.Entry<String, INDArray> parameter : network.paramTable().entrySet()) {
            String key = parameter.getKey();
            int layer = Integer.parseInt(key.substring(0, key.indexOf('_')));
            end += (int) parameter.getValue().length();
            if (layer == layers.size()) {
                layers.add(network.getLayer(layer).conf().getLayer().getLayerName());
                ends.add(end);
            } else {
                ends.set(layer, end);
            }
        }
    }

    /** What was seen, in figures. */
    Step step() {
        int samples = training.batch().truth().length;
        List<Step.LayerNorms> norms = new ArrayList<>();
        for (int layer = 0; layer < layers.size(); layer++) {
            double gradients = 0;
            double steps = 0;
            double parameters = 0;
            for (int i = start(layer); i < ends.get(layer); i++) {
                gradients += square((double) gradient[i] / samples);
                steps += square((double) after[i] - before[i]);
                parameters += square(after[i]);
            }
            norms.add(new Step.LayerNorms(
                    layers.get(layer), Math.sqrt(gradients), Math.sqrt(steps), Math.sqrt(parameters)));
        }
        return new Step(
                training.done(),
                training.cost(),
                training.appliedLearningRate(),
                largestMagnitude(inputs),
                Outputs.of(
                        activations.get(activations.size() - 1),
                        training.batch().truth()),
                norms);
    }

    private int start(int layer) {
        return layer == 0 ? 0 : ends.get(layer - 1);
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
        if (Finite.firstNonFinite(inputs) >= 0) {
            return new Fault(Quantity.INPUT, Finite.kind(inputs), null);
        }
        for (int layer = 0; layer < layers.size(); layer++) {
            if (Finite.firstNonFinite(activations.get(layer)) >= 0) {
                return new Fault(Quantity.OUTPUT, Finite.kind(activations.get(layer)), layers.get(layer));
            }
        }
        if (!Double.isFinite(training.cost())) {
            return new Fault(Quantity.COST, NumberKind.of(training.cost()), null);
        }
        for (Quantity quantity : List.of(Quantity.GRADIENT, Quantity.PARAMETER)) {
            float[] values = quantity == Quantity.GRADIENT ? gradient : after;
            int at = Finite.firstNonFinite(values);
            if (at >= 0) {
                return new Fault(quantity, NumberKind.of(values[at]), layerOf(at));
            }
        }
        throw new IllegalStateException(
                "iteration " + training.done() + " went non-finite, but not when trained again");
    }

    private String layerOf(int index) {
        int layer = 0;
        while (index >= ends.get(layer)) {
            layer++;
        }
        return layers.get(layer);
    }

    /** How many samples of the batch have a cost of their own that is not finite. */
    int badSamples() {
        return (int) badRows().count();
    }

    private IntStream badRows() {
        return IntStream.range(0, sampleCosts.length).filter(row -> !Double.isFinite(sampleCosts[row]));
    }

    /** Rows of the training split of the first of these, at most {@link Detection#MOST_CULPRITS}. */
    List<Integer> culprits() {
        return badRows()
                .limit(Detection.MOST_CULPRITS)
                .map(training::trainingRow)
                .boxed()
                .toList();
    }
}
