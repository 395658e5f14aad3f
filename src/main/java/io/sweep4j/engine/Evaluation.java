package io.sweep4j.engine;

import io.sweep4j.sweep.OutputMeans;
import org.jspecify.annotations.Nullable;

/**
 * What a network makes of the samples of a split.
 *
 * @param accuracy null for a split without samples
 * @param outputs null for such a split, and where they are not finite
 */
public record Evaluation(
        @Nullable Double accuracy, @Nullable OutputMeans outputs) {
    /** Of no samples. */
    public static final Evaluation NONE = new Evaluation(null, null);

    /** Adds up samples. For one thread. */
    public static final class Tally {
        private long rows;
        private long right;
        private double atTrueClass;
        private double atBestOther;

        /**
         * Counts a sample.
         *
         * @param from index of its first output
         * @param step from one output to the next, at least 1
         * @param truth its class
         */
        public void add(float[] outputs, int from, int step, int classes, int truth) {
            rows++;
            right += Argmax.of(outputs, from, step, classes) == truth ? 1 : 0;
            atTrueClass += outputs[from + truth * step];
            atBestOther += bestOther(outputs, from, step, classes, truth);
        }

        private static double bestOther(float[] outputs, int from, int step, int classes, int truth) {
            double best = Double.NEGATIVE_INFINITY;
            for (int c = 0; c < classes; c++) {
                best = c == truth ? best : Math.max(best, outputs[from + c * step]); // NaN stays NaN
            }
            return best;
        }

        /** What the samples so far come to. */
        public Evaluation evaluation() {
            if (rows == 0) {
                return NONE;
            }
            boolean finite = Double.isFinite(atTrueClass) && Double.isFinite(atBestOther);
            return new Evaluation(
                    (double) right / rows, finite ? new OutputMeans(atTrueClass / rows, atBestOther / rows) : null);
        }
    }
}
