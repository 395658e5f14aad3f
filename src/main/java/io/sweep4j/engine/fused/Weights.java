package io.sweep4j.engine.fused;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Weights, biases and what the updater remembers of each, of some networks side by side. A layer's weights are a row for each
 * input, its biases one row; in a row, number j·trials + t belongs to output j of trial t, and what is left to a multiple of
 * {@link Lanes#COUNT} to nobody. Mutable, for one thread.
 */
final class Weights {
    private final Shape shape;
    private final int trials;
    private final int states;
    /** Of each layer the weights, the biases, then both for each state. */
    private final List<float[][]> layers = new ArrayList<>();

    /** @param states numbers remembered for each parameter */
    Weights(Shape shape, int trials, int states) {
        this.shape = shape;
        this.trials = trials;
        this.states = states;
        for (int layer = 0; layer < shape.layers(); layer++) {
            float[][] arrays = new float[2 * (1 + states)][];
            for (int i = 0; i < arrays.length; i++) {
                arrays[i] = new float[(i % 2 == 0 ? shape.inputs(layer) : 1) * stride(layer)];
            }
            layers.add(arrays);
        }
    }

    int trials() {
        return trials;
    }

    int stride(int layer) {
        return Lanes.padded(shape.outputs(layer) * trials);
    }

    float[] weights(int layer) {
        return layers.get(layer)[0];
    }

    float[] biases(int layer) {
        return layers.get(layer)[1];
    }

    float[][] weightStates(int layer) {
        return states(layer, 2);
    }

    float[][] biasStates(int layer) {
        return states(layer, 3);
    }

    private float[][] states(int layer, int first) {
        float[][] of = new float[states][];
        for (int i = 0; i < states; i++) {
            of[i] = layers.get(layer)[first + 2 * i];
        }
        return of;
    }

    /** Sets what is remembered of every parameter. */
    void remember(float initial) {
        for (float[][] arrays : layers) {
            for (int i = 2; i < arrays.length; i++) {
                Arrays.fill(arrays[i], initial);
            }
        }
    }

    /**
     * A trial's parameters in DL4J's order: layer by layer, for each output its weights, then all biases. They load into a
     * {@code MultiLayerNetwork} as they are.
     */
    float[] parameters(int trial) {
        float[] flat = new float[Math.toIntExact(shape.parameters())];
        copy(trial, flat, 0, 0, true);
        return flat;
    }

    /** What the updater remembers of a trial, in the same order, once for each state. */
    float[] updaterState(int trial) {
        int length = Math.toIntExact(shape.parameters());
        float[] flat = new float[length * states];
        for (int i = 0; i < states; i++) {
            copy(trial, flat, i * length, 2 + 2 * i, true);
        }
        return flat;
    }

    /** Puts a trial where {@link #parameters} and {@link #updaterState} found it. */
    void put(int trial, float[] parameters, float[] updaterState) {
        copy(trial, parameters, 0, 0, false);
        for (int i = 0; i < states; i++) {
            copy(trial, updaterState, i * parameters.length, 2 + 2 * i, false);
        }
    }

    /** Sets a trial's parameters alone. */
    void put(int trial, float[] parameters) {
        copy(trial, parameters, 0, 0, false);
    }

    private void copy(int trial, float[] flat, int from, int array, boolean out) {
        int at = from;
        for (int layer = 0; layer < shape.layers(); layer++) {
            int stride = stride(layer);
            for (int part = array; part < array + 2; part++) {
                float[] values = layers.get(layer)[part];
                for (int j = 0; j < shape.outputs(layer); j++) {
                    for (int i = j * trials + trial; i < values.length; i += stride) {
                        if (out) {
                            flat[at++] = values[i];
                        } else {
                            values[i] = flat[at++];
                        }
                    }
                }
            }
        }
    }

    /** Makes every parameter of a trial NaN. */
    void poison(int trial) {
        float[] nan = new float[Math.toIntExact(shape.parameters())];
        Arrays.fill(nan, Float.NaN);
        put(trial, nan);
    }

    /** Takes over all numbers of an equal one. */
    void assign(Weights other) {
        for (int layer = 0; layer < layers.size(); layer++) {
            for (int i = 0; i < layers.get(layer).length; i++) {
                float[] from = other.layers.get(layer)[i];
                System.arraycopy(from, 0, layers.get(layer)[i], 0, from.length);
            }
        }
    }

    /** A copy of all of it. */
    Weights copy() {
        Weights copy = new Weights(shape, trials, states);
        copy.assign(this);
        return copy;
    }

    /** A copy with some of the trials alone. */
    Weights of(int[] chosen) {
        Weights copy = new Weights(shape, chosen.length, states);
        for (int i = 0; i < chosen.length; i++) {
            copy.put(i, parameters(chosen[i]), updaterState(chosen[i]));
        }
        return copy;
    }
}
