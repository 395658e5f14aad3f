package io.sweep4j.engine.fused;

import io.sweep4j.data.Dataset;
import org.jspecify.annotations.Nullable;

/** A dataset as panels use it: made once, shared by all. Thread-safe. */
final class Resources {
    private final Dataset data;
    private final BatchCache batches;
    private final EvaluationRows validation;
    private final EvaluationRows test;
    private final Samples train;
    private @Nullable EvaluationRows trainRows;

    /** @param cacheBytes for batches */
    Resources(Dataset data, long cacheBytes) {
        this.data = data;
        this.train = Samples.of(data.train());
        this.batches = new BatchCache(train, data.train().labels(), cacheBytes);
        this.validation = EvaluationRows.of(
                Samples.of(data.validation()), data.validation().labels());
        this.test = EvaluationRows.of(Samples.of(data.test()), data.test().labels());
    }

    Dataset data() {
        return data;
    }

    BatchCache batches() {
        return batches;
    }

    EvaluationRows validation() {
        return validation;
    }

    EvaluationRows test() {
        return test;
    }

    /** Made on first use: most sweeps never measure accuracy on the training split. */
    synchronized EvaluationRows train() {
        EvaluationRows rows = trainRows;
        if (rows == null) {
            rows = EvaluationRows.of(train, data.train().labels());
            trainRows = rows;
        }
        return rows;
    }
}
