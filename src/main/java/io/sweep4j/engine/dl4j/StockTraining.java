package io.sweep4j.engine.dl4j;

import io.sweep4j.data.Dataset;
import io.sweep4j.sweep.Configuration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.deeplearning4j.datasets.iterator.ExistingDataSetIterator;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Training as DL4J's own documentation writes it, for comparison: {@code fit(iterator)}, a network a thread. */
public final class StockTraining {
    private StockTraining() {}

    /** How many trial-epochs a second are trained so, one network on each of so many threads. */
    public static double trialEpochs(Dataset data, Configuration configuration, int threads) {
        NativeThreads.limitToOne();
        List<DataSet> batches = batches(data, configuration.batchSize());
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        long start = System.nanoTime();
        try {
            List<Future<?>> parts = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                parts.add(pool.submit(() -> {
                    MultiLayerNetwork network = Networks.create(
                            configuration, data.info().features(), data.info().classes());
                    network.fit(new ExistingDataSetIterator(batches), configuration.epochs());
                    network.close();
                }));
            }
            for (Future<?> part : parts) {
                part.get();
            }
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException("the measurement broke off", e);
        } finally {
            pool.shutdownNow();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        batches.forEach(batch -> {
            batch.getFeatures().close();
            batch.getLabels().close();
        });
        return threads * configuration.epochs() / seconds;
    }

    private static List<DataSet> batches(Dataset data, int size) {
        List<DataSet> batches = new ArrayList<>();
        int columns = data.train().columns();
        for (int from = 0; from + size <= data.train().rows(); from += size) {
            INDArray features = Nd4j.createUninitializedDetached(DataType.FLOAT, size, columns);
            features.data().asNioFloat().put(data.train().features(), from * columns, size * columns);
            INDArray labels = Nd4j.create(DataType.FLOAT, size, data.info().classes());
            for (int row = 0; row < size; row++) {
                labels.putScalar(row, data.train().labels()[from + row], 1);
            }
            batches.add(new DataSet(features, labels));
        }
        return batches;
    }
}
