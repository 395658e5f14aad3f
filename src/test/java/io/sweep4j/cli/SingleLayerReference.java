package io.sweep4j.cli;

import io.sweep4j.data.Split;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A network without hidden layers, trained by plain gradient descent in float32: written from the formulas, sharing no code with
 * the engines, to tell at which iteration training must become non-finite.
 */
final class SingleLayerReference {
    /** Outputs of softmax are held within this of 0 and 1 where a cross-entropy takes their logarithm. */
    private static final float CLIP = 1e-10f;

    private static final Set<String> LOSSES =
            Set.of("mcxent", "negativeloglikelihood", "mse", "l2", "poisson", "mean_squared_logarithmic_error");

    private static final float SELU_SCALE = 1.0507009873554805f;
    private static final float SELU_ALPHA = 1.6732632423543772f;
    private static final float LEAK = 0.01f;

    /** A function of one float32 number. */
    private interface Curve {
        float at(float x);
    }

    /** An activation of single outputs and its derivative. */
    private record Activation(Curve value, Curve slope) {}

    /** A function of output and label. */
    private interface Pairing {
        float of(float output, float label);
    }

    /**
     * What an output costs, and the derivative by the output.
     *
     * @param share what the sum of costs is multiplied by, after it was made
     */
    private record Loss(Pairing cost, Pairing slope, float share) {}

    private static final Map<String, Activation> ACTIVATIONS = Map.ofEntries(
            Map.entry("identity", new Activation(x -> x, x -> 1)),
            Map.entry("relu", new Activation(x -> Math.max(0, x), x -> x > 0 ? 1 : 0)),
            Map.entry("relu6", new Activation(x -> Math.min(6, Math.max(0, x)), x -> x > 0 && x < 6 ? 1 : 0)),
            Map.entry("thresholdedrelu", new Activation(x -> x > 1 ? x : 0, x -> x > 1 ? 1 : 0)),
            Map.entry("leakyrelu", new Activation(x -> x < 0 ? LEAK * x : x, x -> x < 0 ? LEAK : 1)),
            Map.entry("elu", new Activation(x -> x < 0 ? exp(x) - 1 : x, x -> x < 0 ? exp(x) : 1)),
            Map.entry(
                    "selu",
                    new Activation(
                            x -> SELU_SCALE * (x > 0 ? x : SELU_ALPHA * exp(x) - SELU_ALPHA),
                            x -> SELU_SCALE * (x > 0 ? 1 : SELU_ALPHA * exp(x)))),
            Map.entry("cube", new Activation(x -> x * x * x, x -> 3 * x * x)),
            Map.entry("tanh", new Activation(SingleLayerReference::tanh, x -> 1 - tanh(x) * tanh(x))),
            Map.entry(
                    "rectifiedtanh", new Activation(x -> Math.max(0, tanh(x)), x -> x > 0 ? 1 - tanh(x) * tanh(x) : 0)),
            Map.entry("rationaltanh", new Activation(SingleLayerReference::rationalTanh, x -> rationalTanhSlope(x))),
            Map.entry("hardtanh", new Activation(x -> Math.max(-1, Math.min(1, x)), x -> x >= -1 && x <= 1 ? 1 : 0)),
            Map.entry(
                    "hardsigmoid",
                    new Activation(
                            x -> Math.max(0, Math.min(1, 0.2f * x + 0.5f)), x -> x > -2.5f && x < 2.5f ? 0.2f : 0)),
            Map.entry("sigmoid", new Activation(SingleLayerReference::sigmoid, x -> sigmoid(x) * (1 - sigmoid(x)))),
            Map.entry(
                    "softsign",
                    new Activation(x -> x / (1 + Math.abs(x)), x -> 1 / ((1 + Math.abs(x)) * (1 + Math.abs(x))))),
            Map.entry(
                    "gelu",
                    new Activation(
                            x -> x * sigmoid(1.702f * x),
                            x -> sigmoid(1.702f * x) * (1 + 1.702f * x * (1 - sigmoid(1.702f * x))))),
            Map.entry("mish", new Activation(x -> x * tanh(softplus(x)), SingleLayerReference::mishSlope)),
            Map.entry("softplus", new Activation(SingleLayerReference::softplus, SingleLayerReference::sigmoid)),
            Map.entry(
                    "swish", new Activation(x -> x * sigmoid(x), x -> sigmoid(x) + x * sigmoid(x) * (1 - sigmoid(x)))));

    private final Split training;
    private final int classes;
    private final int batch;
    private final float rate;
    private final boolean softmax;
    private final boolean crossEntropy;
    private final Activation activation;
    private final Loss loss;
    private final float[] weights;
    private final float[] biases;

    /** Where training became non-finite first. */
    record First(long iteration, String quantity) {}

    /** @param trial a row of the view {@code results} */
    private SingleLayerReference(Split training, int classes, Map<String, Object> trial) {
        this.training = training;
        this.classes = classes;
        this.batch = ((Long) trial.get("batch_size")).intValue();
        this.rate = ((Double) trial.get("learning_rate")).floatValue();
        this.softmax = trial.get("activation").equals("softmax");
        this.crossEntropy = Set.of("mcxent", "negativeloglikelihood").contains(trial.get("loss"));
        this.activation = ACTIVATIONS.getOrDefault((String) trial.get("activation"), new Activation(x -> x, x -> 1));
        this.loss = loss((String) trial.get("loss"));
        this.weights = new float[training.columns() * classes];
        this.biases = new float[classes];
        Arrays.fill(weights, trial.get("weight_init").equals("ones") ? 1 : 0);
        Arrays.fill(biases, ((Double) trial.get("bias_init")).floatValue());
    }

    /** Whether the trial is of the kind that can be computed here. */
    static boolean covers(Map<String, Object> trial) {
        String activation = (String) trial.get("activation");
        return trial.get("hidden").equals("[]")
                && trial.get("updater").equals("sgd")
                && trial.get("decay").equals(0.0)
                && trial.get("l1").equals(0.0)
                && trial.get("l2").equals(0.0)
                && trial.get("shuffle").equals(false)
                && (trial.get("weight_init").equals("zero")
                        || trial.get("weight_init").equals("ones"))
                && (activation.equals("softmax") || ACTIVATIONS.containsKey(activation))
                && LOSSES.contains(trial.get("loss"));
    }

    /** The first non-finite quantity of all epochs, empty if all stays finite. */
    static Optional<First> nonFinite(Split training, int classes, Map<String, Object> trial) {
        SingleLayerReference network = new SingleLayerReference(training, classes, trial);
        int perEpoch = training.rows() / network.batch;
        long iterations = (Long) trial.get("epochs") * perEpoch;
        for (long iteration = 1; iteration <= iterations; iteration++) {
            String quantity = network.update((int) ((iteration - 1) % perEpoch) * network.batch);
            if (quantity != null) {
                return Optional.of(new First(iteration, quantity));
            }
        }
        return Optional.empty();
    }

    private Loss loss(String name) {
        return switch (name) {
            case "mcxent", "negativeloglikelihood" -> new Loss((o, l) -> -log(clipped(o)) * l, (o, l) -> -l / o, 1);
            case "mse" -> new Loss((o, l) -> square(l - o), (o, l) -> 2 * (o - l) / classes, 1f / classes);
            case "l2" -> new Loss((o, l) -> square(l - o), (o, l) -> 2 * (o - l), 1);
            case "poisson" -> new Loss((o, l) -> o - log(o) * l, (o, l) -> 1 - l / o, 1);
            case "mean_squared_logarithmic_error" ->
                new Loss(
                        (o, l) -> square(log((1 + o) / (1 + l))) / classes,
                        (o, l) -> 2f / classes / (1 + o) * log((1 + o) / (1 + l)),
                        1);
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** One update with the rows from {@code from} on; what became non-finite in it, null for nothing. */
    private String update(int from) {
        float[] weightSums = new float[weights.length];
        float[] biasSums = new float[classes];
        float cost = 0;
        boolean finiteOutputs = true;
        int columns = training.columns();
        for (int row = from; row < from + batch; row++) {
            float[] sums = new float[classes];
            for (int column = 0; column < columns; column++) {
                for (int c = 0; c < classes; c++) {
                    sums[c] += training.features()[row * columns + column] * weights[column * classes + c];
                }
            }
            for (int c = 0; c < classes; c++) {
                sums[c] += biases[c];
            }
            float[] outputs = outputs(sums);
            finiteOutputs &= finite(outputs);
            for (int c = 0; c < classes; c++) {
                cost += loss.cost().of(outputs[c], label(row, c));
            }
            float[] slopes = slopes(sums, outputs, row);
            for (int c = 0; c < classes; c++) {
                biasSums[c] += slopes[c];
                for (int column = 0; column < columns; column++) {
                    weightSums[column * classes + c] += training.features()[row * columns + column] * slopes[c];
                }
            }
        }
        step(weights, weightSums);
        step(biases, biasSums);
        if (!finiteOutputs) {
            return "output";
        }
        if (!Float.isFinite(cost * loss.share())) {
            return "cost";
        }
        if (!finite(weightSums) || !finite(biasSums)) {
            return "gradient";
        }
        return finite(weights) && finite(biases) ? null : "parameter";
    }

    private void step(float[] parameters, float[] sums) {
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] -= rate * (sums[i] / batch);
        }
    }

    private float label(int row, int c) {
        return training.labels()[row] == c ? 1 : 0;
    }

    private float clipped(float output) {
        return softmax ? Math.max(CLIP, Math.min(1 - CLIP, output)) : output;
    }

    private float[] outputs(float[] sums) {
        float[] outputs = new float[classes];
        float largest = Float.NEGATIVE_INFINITY;
        for (float sum : sums) {
            largest = Math.max(largest, sum);
        }
        float total = 0;
        for (int c = 0; c < classes; c++) {
            outputs[c] = softmax ? exp(sums[c] - largest) : activation.value().at(sums[c]);
            total += outputs[c];
        }
        for (int c = 0; c < classes && softmax; c++) {
            outputs[c] /= total;
        }
        return outputs;
    }

    /** Derivatives of a row's cost by what goes into the activation. */
    private float[] slopes(float[] sums, float[] outputs, int row) {
        float[] slopes = new float[classes];
        float mixed = 0;
        for (int c = 0; c < classes; c++) {
            slopes[c] = loss.slope().of(outputs[c], label(row, c));
            mixed += slopes[c] * outputs[c];
        }
        for (int c = 0; c < classes; c++) {
            if (softmax && crossEntropy) {
                slopes[c] = outputs[c] - label(row, c);
            } else if (softmax) {
                slopes[c] = outputs[c] * (slopes[c] - mixed);
            } else {
                slopes[c] *= activation.slope().at(sums[c]);
            }
        }
        return slopes;
    }

    private static boolean finite(float[] values) {
        boolean finite = true;
        for (float value : values) {
            finite &= Float.isFinite(value);
        }
        return finite;
    }

    private static float exp(float x) {
        return (float) Math.exp(x);
    }

    private static float log(float x) {
        return (float) Math.log(x);
    }

    private static float square(float x) {
        return x * x;
    }

    private static float tanh(float x) {
        return (float) Math.tanh(x);
    }

    private static float sigmoid(float x) {
        return 1 / (1 + exp(-x));
    }

    private static float softplus(float x) {
        return log(1 + exp(x));
    }

    private static float mishSlope(float x) {
        float squashed = tanh(softplus(x));
        return squashed + x * (1 - squashed * squashed) * sigmoid(x);
    }

    /** 1.7159 · tanh(2x/3), approximated by a fraction. */
    private static float rationalTanh(float x) {
        float y = Math.abs(2 * x / 3);
        return 1.7159f * Math.signum(x) * (1 - 1 / (1 + y + y * y + 1.41645f * y * y * y * y));
    }

    private static float rationalTanhSlope(float x) {
        float y = Math.abs(2 * x / 3);
        float fraction = 1 + y + y * y + 1.41645f * y * y * y * y;
        return 1.7159f * 2 / 3 * (1 + 2 * y + 4 * 1.41645f * y * y * y) / (fraction * fraction);
    }
}
