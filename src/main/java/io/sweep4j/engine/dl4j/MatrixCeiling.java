package io.sweep4j.engine.dl4j;

import io.sweep4j.data.Dataset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * How many trial-epochs a second the machine could train if training were nothing but OpenBLAS's dense matrix products: for one
 * layer two of them in each iteration, for 64 networks at once.
 */
public final class MatrixCeiling {
    private static final int NETWORKS = 64;
    private static final int REPEATS = 100;

    private MatrixCeiling() {}

    /** Measured for a moment, on so many threads with one thread of BLAS each. */
    public static double trialEpochs(Dataset data, int batch, int threads) {
        NativeThreads.limitToOne();
        int features = data.info().features();
        int columns = data.info().classes() * NETWORKS / threads;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        long start = System.nanoTime();
        try {
            List<Future<?>> parts = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                parts.add(pool.submit(() -> multiply(batch, features, columns)));
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
        int perEpoch = data.train().rows() / batch;
        return (double) REPEATS * NETWORKS / perEpoch / seconds;
    }

    private static void multiply(int batch, int features, int columns) {
        try (INDArray x = Nd4j.rand(DataType.FLOAT, batch, features);
                INDArray w = Nd4j.rand(DataType.FLOAT, features, columns);
                INDArray z = Nd4j.createUninitialized(DataType.FLOAT, new long[] {batch, columns}, 'f');
                INDArray g = Nd4j.createUninitialized(DataType.FLOAT, new long[] {features, columns}, 'f')) {
            for (int i = 0; i < REPEATS; i++) {
                Nd4j.gemm(x, w, z, false, false, 1, 0);
                Nd4j.gemm(x, z, g, true, false, 1, 0);
            }
        }
    }
}
