package io.sweep4j.engine;

import io.sweep4j.data.Dataset;
import io.sweep4j.data.DatasetInfo;
import io.sweep4j.data.Split;
import io.sweep4j.sweep.SplitSizes;
import java.util.Random;

/** Three overlapping clouds of points: learned in a moment, yet not at once. */
public final class TinyData {
    public static final int FEATURES = 12;
    public static final int CLASSES = 3;

    private TinyData() {}

    public static Dataset clouds() {
        return clouds(300, 60, 90);
    }

    public static Dataset clouds(int train, int validation, int test) {
        return new Dataset(
                new DatasetInfo("clouds", "c".repeat(64), FEATURES, CLASSES, new SplitSizes(train, validation, test)),
                split(train, 1),
                split(validation, 2),
                split(test, 3));
    }

    private static Split split(int rows, long seed) {
        Random random = new Random(seed);
        float[] features = new float[rows * FEATURES];
        int[] labels = new int[rows];
        for (int row = 0; row < rows; row++) {
            labels[row] = random.nextInt(CLASSES);
            for (int f = 0; f < FEATURES; f++) {
                float centre = f % CLASSES == labels[row] ? 0.8f : 0.2f;
                features[row * FEATURES + f] = centre + 0.3f * (float) random.nextGaussian();
            }
        }
        return new Split(features, labels, FEATURES);
    }
}
