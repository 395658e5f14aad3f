package io.sweep4j.engine.dl4j;

import io.sweep4j.data.Dataset;
import io.sweep4j.data.Split;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The splits of a dataset as off-heap arrays for measuring accuracy: made once, read by all trials. */
final class SharedArrays implements AutoCloseable {
    /** Rows that go through a network at once; fixed, because it decides the order of float32 sums. */
    private static final int CHUNK = 1_000;

    /** Rows of a split, with their classes. */
    record Chunk(INDArray features, int[] labels) {}

    private final List<Chunk> validation;
    private final List<Chunk> test;
    private final Dataset data;
    private List<Chunk> train = List.of();

    SharedArrays(Dataset data) {
        this.data = data;
        this.validation = chunks(data.validation());
        this.test = chunks(data.test());
    }

    Dataset data() {
        return data;
    }

    List<Chunk> validation() {
        return validation;
    }

    List<Chunk> test() {
        return test;
    }

    /** Made on first use: most sweeps never measure accuracy on the training split. */
    synchronized List<Chunk> train() {
        if (train.isEmpty()) {
            train = chunks(data.train());
        }
        return train;
    }

    private static List<Chunk> chunks(Split split) {
        List<Chunk> chunks = new ArrayList<>();
        for (int from = 0; from < split.rows(); from += CHUNK) {
            int rows = Math.min(CHUNK, split.rows() - from);
            INDArray features =
                    Nd4j.createUninitializedDetached(org.nd4j.linalg.api.buffer.DataType.FLOAT, rows, split.columns());
            features.data().asNioFloat().put(split.features(), from * split.columns(), rows * split.columns());
            int[] labels = new int[rows];
            System.arraycopy(split.labels(), from, labels, 0, rows);
            chunks.add(new Chunk(features, labels));
        }
        return chunks;
    }

    @Override
    public synchronized void close() {
        for (List<Chunk> chunks : List.of(validation, test, train)) {
            chunks.forEach(chunk -> chunk.features().close());
        }
    }
}
