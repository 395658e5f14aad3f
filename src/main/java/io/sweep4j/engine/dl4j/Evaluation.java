package io.sweep4j.engine.dl4j;

import io.sweep4j.engine.Argmax;
import io.sweep4j.sweep.OutputMeans;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a network makes of the samples of a split.
 *
 * @param accuracy null for a split without samples
 * @param outputs null for such a split, and where they are not finite
 */
record Evaluation(@Nullable Double accuracy, @Nullable OutputMeans outputs) {

    static Evaluation of(MultiLayerNetwork network, List<SharedArrays.Chunk> chunks) {
        long right = 0;
        long rows = 0;
        double atTrueClass = 0;
        double atBestOther = 0;
        for (SharedArrays.Chunk chunk : chunks) {
            float[] outputs;
            try (INDArray output = network.output(chunk.features(), false)) {
                outputs = output.dup('c').data().asFloat();
            }
            int classes = outputs.length / chunk.labels().length;
            for (int row = 0; row < chunk.labels().length; row++) {
                int truth = chunk.labels()[row];
                if (Argmax.of(outputs, row * classes, classes) == truth) {
                    right++;
                }
                atTrueClass += outputs[row * classes + truth];
                atBestOther += bestOther(outputs, row * classes, classes, truth);
            }
            rows += chunk.labels().length;
        }
        if (rows == 0) {
            return new Evaluation(null, null);
        }
        boolean finite = Double.isFinite(atTrueClass) && Double.isFinite(atBestOther);
        return new Evaluation(
                (double) right / rows, finite ? new OutputMeans(atTrueClass / rows, atBestOther / rows) : null);
    }

    private static double bestOther(float[] outputs, int from, int classes, int truth) {
        double best = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < classes; c++) {
            best = c == truth ? best : Math.max(best, outputs[from + c]); // NaN stays NaN
        }
        return best;
    }
}
