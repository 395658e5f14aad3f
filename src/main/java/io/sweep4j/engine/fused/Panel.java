package io.sweep4j.engine.fused;

import io.sweep4j.sweep.Configuration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Some networks of one design that are trained side by side, on equal batches. What becomes of one never depends on the others,
 * nor on where it stands among them. With hidden layers there is one network alone. For one thread.
 */
final class Panel {
    private final Design design;
    private final Weights weights;
    private final List<Layer> layers = new ArrayList<>();
    private final float[] labels;
    private final float[] scores;
    private final double[] costs;
    private final boolean[] finite;
    private final boolean[] poisoned;
    private int[] truth = new int[0];

    /**
     * A panel for training and evaluation.
     *
     * @param trials what each is trained with, equal in batch size
     */
    static Panel of(Design design, Weights weights, List<Configuration> trials) {
        Panel panel = new Panel(design, weights, Math.max(trials.get(0).batchSize(), EvaluationRows.CHUNK));
        for (int trial = 0; trial < trials.size(); trial++) {
            Configuration configuration = trials.get(trial);
            for (Layer layer : panel.layers) {
                layer.columns.set(trial, configuration.momentum(), configuration.l1(), configuration.l2());
            }
        }
        return panel;
    }

    /** @param rows the most samples of a batch */
    Panel(Design design, Weights weights, int rows) {
        this.design = design;
        this.weights = weights;
        for (int layer = 0; layer < design.shape().layers(); layer++) {
            layers.add(new Layer(weights, design.shape(), layer, rows));
        }
        int trials = weights.trials();
        this.labels = new float[rows * last().stride];
        Arrays.fill(labels, design.off());
        this.scores = new float[rows * last().stride];
        this.costs = new double[trials];
        this.finite = new boolean[trials];
        this.poisoned = new boolean[trials];
    }

    Weights weights() {
        return weights;
    }

    List<Layer> layers() {
        return layers;
    }

    private Layer last() {
        return layers.get(layers.size() - 1);
    }

    /**
     * Computes the outputs of each network.
     *
     * @return a row a sample, of {@link #stride} numbers: the output for class j of trial t is number j·trials + t
     */
    float[] outputs(Batch batch) {
        hidden(batch);
        Layer last = last();
        last.forward(inputsOf(layers.size() - 1, batch));
        design.output()
                .outputs(
                        last.z,
                        last.a,
                        batch.size(),
                        last.stride,
                        design.shape().classes(),
                        weights.trials());
        return last.a;
    }

    int stride() {
        return last().stride;
    }

    private void hidden(Batch batch) {
        Activation activation = design.hidden();
        for (int i = 0; i < layers.size() - 1 && activation != null; i++) {
            Layer layer = layers.get(i);
            layer.forward(inputsOf(i, batch));
            activation.forward(layer.z, layer.a, batch.size() * layer.stride);
        }
    }

    /** What goes into a layer. */
    Batch inputsOf(int layer, Batch batch) {
        if (layer == 0) {
            return batch;
        }
        Layer before = layers.get(layer - 1);
        return new LayerBatch(before.a, before.stride, layers.get(layer).inputs, batch.size());
    }

    /**
     * Forward and backward, up to the gradients by what goes into each layer's activation.
     *
     * @param classes of the samples
     */
    void gradients(Batch batch, int[] classes) {
        label(classes);
        hidden(batch);
        Layer last = last();
        last.forward(inputsOf(layers.size() - 1, batch));
        design.output()
                .run(
                        last.z,
                        labels,
                        last.a,
                        scores,
                        last.d,
                        batch.size(),
                        last.stride,
                        design.shape().classes(),
                        weights.trials());
        Activation activation = design.hidden();
        for (int i = layers.size() - 1; i > 0 && activation != null; i--) {
            Layer before = layers.get(i - 1);
            layers.get(i).errors(before.d, before.stride, batch.size());
            activation.backward(before.z, before.a, before.d, before.d, batch.size() * before.stride);
        }
        judge(batch.size());
    }

    private void label(int[] classes) {
        for (int s = 0; s < truth.length; s++) {
            fill(s, truth[s], design.off());
        }
        for (int s = 0; s < classes.length; s++) {
            fill(s, classes[s], 1);
        }
        truth = classes;
    }

    private void fill(int sample, int label, float value) {
        int from = sample * stride() + label * weights.trials();
        Arrays.fill(labels, from, from + weights.trials(), value);
    }

    /** Costs, and whether these and the outputs are finite. */
    private void judge(int rows) {
        int stride = stride();
        float[] sums = new float[stride];
        float[] marks = new float[stride];
        Block.addRows(scores, rows, stride, sums);
        Block.markNonFinite(last().a, 0, rows, stride, marks);
        for (int trial = 0; trial < weights.trials(); trial++) {
            costs[trial] = mean(sums, trial, rows);
            finite[trial] = Double.isFinite(costs[trial])
                    && unmarked(marks, trial, design.shape().classes());
        }
    }

    /** Overflows where DL4J's sum in float32 does. */
    private double mean(float[] sums, int trial, int rows) {
        float sum = 0;
        for (int c = trial; c < design.shape().classes() * weights.trials(); c += weights.trials()) {
            sum += sums[c];
        }
        float undivided = sum * design.output().dividedLast(design.shape().classes());
        return Float.isInfinite(undivided) ? undivided : (double) sum / rows;
    }

    private boolean unmarked(float[] marks, int trial, int outputs) {
        for (int c = trial; c < outputs * weights.trials(); c += weights.trials()) {
            if (Float.isNaN(marks[c])) {
                return false;
            }
        }
        return true;
    }

    /**
     * Takes one step with each network. A network whose parameters are no longer finite is all NaN from then on: with DL4J's
     * dense arithmetic every weight would be, since 0·NaN is NaN, while here weights of inputs that are always 0 never change.
     *
     * @param classes of the samples
     * @param learningRates of each trial, as the schedule gives them
     * @param updates made before
     */
    void update(Batch batch, int[] classes, double[] learningRates, long updates) {
        gradients(batch, classes);
        step(batch, learningRates, updates);
        for (int trial = 0; trial < weights.trials(); trial++) {
            if (!poisoned[trial] && !parametersFinite(trial)) {
                poisoned[trial] = true;
                weights.poison(trial);
            }
        }
    }

    /** The second half of an update, after {@link #gradients}: the parameters are as the step leaves them. */
    void step(Batch batch, double[] learningRates, long updates) {
        float[] rates = new float[weights.trials()];
        for (int trial = 0; trial < rates.length; trial++) {
            rates[trial] = design.updater().rate(learningRates[trial], updates);
        }
        for (int i = 0; i < layers.size(); i++) {
            layers.get(i).columns.rates(rates);
            layers.get(i).update(inputsOf(i, batch), design.updater());
        }
        for (int trial = 0; trial < weights.trials(); trial++) {
            finite[trial] &= parametersFinite(trial);
        }
    }

    private boolean parametersFinite(int trial) {
        for (int i = 0; i < layers.size(); i++) {
            if (!unmarked(layers.get(i).marks(), trial, design.shape().outputs(i))) {
                return false;
            }
        }
        return true;
    }

    /** Mean loss of a trial over the latest batch, before its update and without penalties; NaN and infinities included. */
    double cost(int trial) {
        return costs[trial];
    }

    /** Whether the latest update's cost and outputs, and the parameters after it, are finite. */
    boolean finite(int trial) {
        return finite[trial];
    }

    /** What each output of the latest batch added to its sample's loss. */
    float[] scores() {
        return scores;
    }
}
