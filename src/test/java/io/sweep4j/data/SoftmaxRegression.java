package io.sweep4j.data;

import java.util.Random;

/** Linear softmax classifier by plain mini-batch descent: the yardstick for how hard a dataset is. */
final class SoftmaxRegression {
    private static final int BATCH = 128;
    private final int features;
    private final int classes;
    private final float[] weights;
    private final float[] biases;

    private SoftmaxRegression(int features, int classes) {
        this.features = features;
        this.classes = classes;
        this.weights = new float[features * classes];
        this.biases = new float[classes];
    }

    /** The share of test samples classified rightly after training. */
    static double testAccuracy(Dataset data, float rate, int epochs) {
        SoftmaxRegression model =
                new SoftmaxRegression(data.info().features(), data.info().classes());
        Random random = new Random(1);
        for (int batch = 0; batch < epochs * (data.train().rows() / BATCH); batch++) {
            model.step(data.train(), rate, random);
        }
        return model.accuracy(data.test());
    }

    private void step(Split split, float rate, Random random) {
        float[] slope = new float[weights.length];
        for (int i = 0; i < BATCH; i++) {
            int row = random.nextInt(split.rows());
            float[] error = outputs(split, row);
            error[split.labels()[row]] -= 1;
            for (int feature = 0; feature < features; feature++) {
                float x = split.features()[row * features + feature];
                for (int c = 0; x != 0 && c < classes; c++) {
                    slope[feature * classes + c] += x * error[c];
                }
            }
            for (int c = 0; c < classes; c++) {
                biases[c] -= rate / BATCH * error[c];
            }
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] -= rate / BATCH * slope[i];
        }
    }

    private float[] outputs(Split split, int row) {
        float[] outputs = biases.clone();
        for (int feature = 0; feature < features; feature++) {
            float x = split.features()[row * features + feature];
            for (int c = 0; x != 0 && c < classes; c++) {
                outputs[c] += x * weights[feature * classes + c];
            }
        }
        float sum = 0;
        for (int c = 0; c < classes; c++) {
            outputs[c] = (float) Math.exp(Math.min(60, outputs[c]));
            sum += outputs[c];
        }
        for (int c = 0; c < classes; c++) {
            outputs[c] /= sum;
        }
        return outputs;
    }

    private double accuracy(Split split) {
        int right = 0;
        for (int row = 0; row < split.rows(); row++) {
            float[] outputs = outputs(split, row);
            int best = 0;
            for (int c = 1; c < classes; c++) {
                best = outputs[c] > outputs[best] ? c : best;
            }
            right += best == split.labels()[row] ? 1 : 0;
        }
        return right / (double) split.rows();
    }
}
