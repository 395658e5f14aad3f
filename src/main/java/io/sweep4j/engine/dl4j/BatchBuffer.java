package io.sweep4j.engine.dl4j;

import io.sweep4j.data.Split;
import java.nio.FloatBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The mini-batch a trial is fed: one pair of off-heap arrays, filled anew for each iteration. */
final class BatchBuffer implements AutoCloseable {
    private final Split split;
    private final int size;
    private final int classes;
    private final float off;
    private final INDArray features;
    private final INDArray labels;
    private final FloatBuffer featureValues;
    private final FloatBuffer labelValues;
    private final int[] truth;

    /** @param signed labels of −1 and 1 instead of 0 and 1 */
    BatchBuffer(Split split, int size, int classes, boolean signed) {
        this.split = split;
        this.size = size;
        this.classes = classes;
        this.off = signed ? -1 : 0;
        this.features = Nd4j.createUninitializedDetached(DataType.FLOAT, size, split.columns());
        this.labels = Nd4j.createUninitializedDetached(DataType.FLOAT, size, classes);
        this.featureValues = features.data().asNioFloat();
        this.labelValues = labels.data().asNioFloat();
        this.truth = new int[size];
    }

    /** Takes the rows {@code order[from]} and on. */
    void fill(int[] order, int from) {
        int columns = split.columns();
        for (int i = 0; i < size; i++) {
            int row = order[from + i];
            featureValues.put(i * columns, split.features(), row * columns, columns);
            truth[i] = split.labels()[row];
            for (int c = 0; c < classes; c++) {
                labelValues.put(i * classes + c, c == truth[i] ? 1 : off);
            }
        }
    }

    INDArray features() {
        return features;
    }

    INDArray labels() {
        return labels;
    }

    /** The class of each row. */
    int[] truth() {
        return truth;
    }

    @Override
    public void close() {
        features.close();
        labels.close();
    }
}
