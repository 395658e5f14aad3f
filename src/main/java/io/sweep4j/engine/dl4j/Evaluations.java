package io.sweep4j.engine.dl4j;

import io.sweep4j.engine.Evaluation;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Evaluates DL4J networks. */
final class Evaluations {
    private Evaluations() {}

    static Evaluation of(MultiLayerNetwork network, List<SharedArrays.Chunk> chunks) {
        Evaluation.Tally tally = new Evaluation.Tally();
        for (SharedArrays.Chunk chunk : chunks) {
            float[] outputs;
            try (INDArray output = network.output(chunk.features(), false)) {
                outputs = output.dup('c').data().asFloat();
            }
            int classes = outputs.length / chunk.labels().length;
            for (int row = 0; row < chunk.labels().length; row++) {
                tally.add(outputs, row * classes, 1, classes, chunk.labels()[row]);
            }
        }
        return tally.evaluation();
    }
}
