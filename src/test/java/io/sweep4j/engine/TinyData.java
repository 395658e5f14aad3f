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

    /**
     * The same points, of whose features the first two are always 0, the last two never, and the others mostly: with sparse inputs and
     * dense ones.
     */
    public static Dataset sparse() {
        Dataset full = clouds();
        return new Dataset(full.info(), thinned(full.train()), thinned(full.validation()), thinned(full.test()));
    }

    private static Split thinned(Split split) {
        Random random = new Random(4);
        float[] features = split.features().clone();
        for (int i = 0; i < features.length; i++) {
            int f = i % FEATURES;
            if (f < 2 || f < FEATURES - 2 && random.nextInt(8) > 0) {
                features[i] = 0;
            }
        }
        return new Split(features, split.labels(), FEATURES);
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
