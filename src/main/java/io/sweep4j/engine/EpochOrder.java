package io.sweep4j.engine;

import java.util.Random;

/** The order in which an epoch sees the training split: a function of seed and epoch alone. */
public final class EpochOrder {
    private EpochOrder() {}

    /**
     * Row numbers of the training split in training order: the identity, or a Fisher-Yates shuffle (Durstenfeld 1964).
     *
     * @param epoch from 1
     */
    public static int[] of(int rows, boolean shuffle, long seed, int epoch) {
        int[] order = new int[rows];
        for (int i = 0; i < rows; i++) {
            order[i] = i;
        }
        if (shuffle) {
            Random random = new Random(mix(seed, epoch));
            for (int i = rows - 1; i > 0; i--) {
                int j = random.nextInt(i + 1);
                int held = order[i];
                order[i] = order[j];
                order[j] = held;
            }
        }
        return order;
    }

    /** A seed for one purpose of one epoch, so that neighbouring seeds and epochs share nothing (SplitMix64's mixer). */
    public static long mix(long seed, long epoch) {
        long z = seed + epoch * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
