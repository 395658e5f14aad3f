package io.sweep4j.engine.dl4j;

import io.sweep4j.engine.replay.ObservedIteration;
import io.sweep4j.engine.replay.Stepwise;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** The updates of a DL4J network, looked at one by one. */
record StepwiseUpdates(Updates training) implements Stepwise {

    @Override
    public long done() {
        return training.done();
    }

    @Override
    public int epoch() {
        return training.epoch();
    }

    @Override
    public void next() {
        training.next();
    }

    @Override
    public double cost() {
        return training.cost();
    }

    @Override
    public void close() {
        training.close();
    }

    @Override
    public ObservedIteration observe() {
        MultiLayerNetwork network = training.network();
        training.load();
        BatchBuffer batch = training.batch();
        float[] inputs = batch.features().data().asFloat();
        List<INDArray> forward = forwardAsTheUpdateWill(network, batch);
        double[] sampleCosts = network.scoreExamples(new DataSet(batch.features(), batch.labels()), false)
                .dup()
                .data()
                .asDouble();
        float[] before = network.params().data().asFloat();
        training.computeGradient();
        float[] gradient = network.getFlattenedGradients().data().asFloat();
        training.step();
        float[] after = network.params().data().asFloat();
        int[] truth = batch.truth().clone();
        int[] rows = new int[truth.length];
        Arrays.setAll(rows, training::trainingRow);
        List<ObservedIteration.Layer> layers = new ArrayList<>();
        int from = 0;
        for (int layer = 0; layer < network.getnLayers(); layer++) {
            int to = from + parameters(network, layer);
            layers.add(new ObservedIteration.Layer(
                    network.getLayer(layer).conf().getLayer().getLayerName(),
                    forward.get(layer + 1).dup('c').data().asFloat(), // the first is the input
                    Arrays.copyOfRange(gradient, from, to),
                    Arrays.copyOfRange(before, from, to),
                    Arrays.copyOfRange(after, from, to)));
            from = to;
        }
        return new ObservedIteration(
                training.done(),
                training.cost(),
                training.appliedLearningRate(),
                rows,
                truth,
                inputs,
                sampleCosts,
                layers);
    }

    /** With the dropout and the random slopes that the update is going to draw. */
    private static List<INDArray> forwardAsTheUpdateWill(MultiLayerNetwork network, BatchBuffer batch) {
        long rootState = Nd4j.getRandom().rootState();
        long nodeState = Nd4j.getRandom().nodeState();
        List<INDArray> forward = network.feedForward(batch.features(), true);
        Nd4j.getRandom().setStates(rootState, nodeState);
        return forward;
    }

    /** Gradients and parameters are laid out layer by layer. */
    private static int parameters(MultiLayerNetwork network, int layer) {
        int parameters = 0;
        for (Map.Entry<String, INDArray> entry : network.paramTable().entrySet()) {
            if (entry.getKey().startsWith(layer + "_")) {
                parameters += (int) entry.getValue().length();
            }
        }
        return parameters;
    }
}
