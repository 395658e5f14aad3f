package io.sweep4j.engine.fused;

import io.sweep4j.sweep.OutputMeans;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a network makes of the samples of a split.
 *
 * @param accuracy null for a split without samples
 * @param outputs null for such a split, and where they are not finite
 */
record Evaluation(@Nullable Double accuracy, @Nullable OutputMeans outputs) {
    /** Samples that go through a network at once. */
    static final int CHUNK = 128;

    /** Some samples with their classes. */
    private record Chunk(Batch batch, int[] labels) {}

    /** The samples of a split, in file order. */
    record Rows(List<Chunk> chunks, int count) {
        static Rows of(Samples samples, int[] labels) {
            int[] order = new int[samples.rows()];
            Arrays.setAll(order, row -> row);
            List<Chunk> chunks = new ArrayList<>();
            for (int from = 0; from < order.length; from += CHUNK) {
                int to = Math.min(order.length, from + CHUNK);
                chunks.add(new Chunk(samples.batch(order, from, to - from), Arrays.copyOfRange(labels, from, to)));
            }
            return new Rows(chunks, order.length);
        }
    }

    /** One evaluation for each trial of the panel. */
    static List<Evaluation> of(Panel panel, Rows rows, int classes) {
        int trials = panel.weights().trials();
        long[] right = new long[trials];
        double[] atTrueClass = new double[trials];
        double[] atBestOther = new double[trials];
        for (Chunk chunk : rows.chunks()) {
            float[] outputs = panel.outputs(chunk.batch());
            for (int row = 0; row < chunk.labels().length; row++) {
                int from = row * panel.stride();
                int truth = chunk.labels()[row];
                for (int trial = 0; trial < trials; trial++) {
                    count(outputs, from + trial, trials, classes, truth, trial, right, atTrueClass, atBestOther);
                }
            }
        }
        List<Evaluation> evaluations = new ArrayList<>();
        for (int trial = 0; trial < trials; trial++) {
            evaluations.add(of(rows.count(), right[trial], atTrueClass[trial], atBestOther[trial]));
        }
        return evaluations;
    }

    /** The class decided for is the first largest, and class 0 where any output is NaN. */
    private static void count(
            float[] outputs,
            int from,
            int step,
            int classes,
            int truth,
            int trial,
            long[] right,
            double[] atTrueClass,
            double[] atBestOther) {
        int best = 0;
        float largest = Float.NEGATIVE_INFINITY;
        float bestOther = Float.NEGATIVE_INFINITY;
        boolean nan = false;
        for (int j = 0; j < classes; j++) {
            float output = outputs[from + j * step];
            nan |= Float.isNaN(output);
            if (output > largest) {
                largest = output;
                best = j;
            }
            if (j != truth) {
                bestOther = Math.max(bestOther, output); // NaN stays NaN
            }
        }
        right[trial] += (nan ? 0 : best) == truth ? 1 : 0;
        atTrueClass[trial] += outputs[from + truth * step];
        atBestOther[trial] += bestOther;
    }

    private static Evaluation of(int rows, long right, double atTrueClass, double atBestOther) {
        if (rows == 0) {
            return new Evaluation(null, null);
        }
        boolean finite = Double.isFinite(atTrueClass) && Double.isFinite(atBestOther);
        return new Evaluation(
                (double) right / rows, finite ? new OutputMeans(atTrueClass / rows, atBestOther / rows) : null);
    }
}
