package io.sweep4j.engine.fused;

import io.sweep4j.engine.replay.ObservedIteration;
import io.sweep4j.engine.replay.Stepwise;
import io.sweep4j.sweep.Configuration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A trial taken out of its panel, to be trained on by itself: to the same bits. For one thread. */
final class Lone implements Stepwise {
    private final Design design;
    private final Resources resources;
    private final Configuration configuration;
    private final Course course;
    private final Panel panel;
    private long done;

    /** @param copy of that trial alone */
    Lone(Design design, Resources resources, Configuration configuration, Rewind.Copy copy) {
        this.design = design;
        this.resources = resources;
        this.configuration = configuration;
        this.course = Course.of(configuration, resources);
        this.panel = Panel.of(design, copy.weights(), List.of(configuration));
        this.done = copy.updates();
    }

    @Override
    public long done() {
        return done;
    }

    @Override
    public int epoch() {
        return course.epoch(done);
    }

    @Override
    public void next() {
        done++;
        EpochBatches batches = course.epochOf(done);
        int index = course.index(done);
        panel.update(batches.batch(index), batches.labels(index), new double[] {rate()}, done - 1);
    }

    private double rate() {
        return configuration.appliedLearningRate(done - 1, epoch() - 1);
    }

    @Override
    public double cost() {
        return panel.cost(0);
    }

    @Override
    public void close() {}

    @Override
    public ObservedIteration observe() {
        done++;
        EpochBatches batches = course.epochOf(done);
        int index = course.index(done);
        Batch batch = batches.batch(index);
        int[] truth = batches.labels(index);
        panel.gradients(batch, truth);
        float[] inputs = inputs(batches.rows(index));
        List<float[]> activations = new ArrayList<>();
        List<float[]> gradients = new ArrayList<>();
        for (int i = 0; i < panel.layers().size(); i++) {
            Layer layer = panel.layers().get(i);
            activations.add(rows(layer.a, layer.stride, design.shape().outputs(i), truth.length));
            float[] values = i == 0 ? inputs : activations.get(i - 1);
            gradients.add(gradient(layer, panel.inputsOf(i, batch), values));
        }
        double[] sampleCosts =
                sums(panel.scores(), panel.stride(), design.shape().classes(), truth.length);
        float[] before = panel.weights().parameters(0);
        panel.step(batch, new double[] {rate()}, done - 1);
        float[] after = panel.weights().parameters(0);
        return new ObservedIteration(
                done,
                panel.cost(0),
                rate(),
                batches.rows(index),
                truth,
                inputs,
                sampleCosts,
                layers(activations, gradients, before, after));
    }

    private List<ObservedIteration.Layer> layers(
            List<float[]> activations, List<float[]> gradients, float[] before, float[] after) {
        List<ObservedIteration.Layer> layers = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < gradients.size(); i++) {
            int to = from + gradients.get(i).length;
            layers.add(new ObservedIteration.Layer(
                    i < gradients.size() - 1 ? "hidden" + (i + 1) : "output",
                    activations.get(i),
                    gradients.get(i),
                    Arrays.copyOfRange(before, from, to),
                    Arrays.copyOfRange(after, from, to)));
            from = to;
        }
        return layers;
    }

    private float[] inputs(int[] rows) {
        int columns = resources.data().train().columns();
        float[] inputs = new float[rows.length * columns];
        for (int s = 0; s < rows.length; s++) {
            System.arraycopy(resources.data().train().features(), rows[s] * columns, inputs, s * columns, columns);
        }
        return inputs;
    }

    private static float[] rows(float[] values, int stride, int columns, int rows) {
        float[] packed = new float[rows * columns];
        for (int r = 0; r < rows; r++) {
            System.arraycopy(values, r * stride, packed, r * columns, columns);
        }
        return packed;
    }

    /**
     * In the order of the parameters. Where an error is not finite, every gradient of that output is made of all products, as in
     * dense arithmetic: 0·NaN is NaN.
     */
    private static float[] gradient(Layer layer, Batch x, float[] values) {
        float[] sums = layer.gradients(x);
        int inputs = layer.inputs;
        float[] gradient = new float[(inputs + 1) * layer.outputs];
        for (int j = 0; j < layer.outputs; j++) {
            float bias = sums[inputs * layer.stride + j];
            for (int i = 0; i < inputs; i++) {
                gradient[j * inputs + i] = Float.isFinite(bias)
                        ? sums[i * layer.stride + j]
                        : product(values, inputs, i, layer, j, x.size());
            }
            gradient[layer.outputs * inputs + j] = bias;
        }
        return gradient;
    }

    private static float product(float[] values, int inputs, int i, Layer layer, int j, int samples) {
        float sum = 0;
        for (int s = 0; s < samples; s++) {
            sum += values[s * inputs + i] * layer.d[s * layer.stride + j];
        }
        return sum;
    }

    private static double[] sums(float[] values, int stride, int columns, int rows) {
        double[] sums = new double[rows];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                sums[r] += values[r * stride + c];
            }
        }
        return sums;
    }
}
