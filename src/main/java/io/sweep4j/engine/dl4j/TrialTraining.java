package io.sweep4j.engine.dl4j;

import io.sweep4j.data.Dataset;
import io.sweep4j.engine.Argmax;
import io.sweep4j.engine.Detection;
import io.sweep4j.engine.Ending;
import io.sweep4j.engine.EpochOrder;
import io.sweep4j.engine.TrainingListener;
import io.sweep4j.engine.TrialTask;
import io.sweep4j.sweep.Configuration;
import io.sweep4j.sweep.Observation;
import io.sweep4j.sweep.OnDivergence;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The training of one trial on one network, from its first epoch to its ending. For one thread, once. */
final class TrialTraining implements AutoCloseable {
    private final TrialTask task;
    private final Configuration configuration;
    private final SharedArrays arrays;
    private final Dataset data;
    private final int batches;
    private final BatchBuffer batch;
    private final DivergenceWatch watch;
    private final MultiLayerNetwork network;
    private long updates;
    private @Nullable Detection detection;

    TrialTraining(TrialTask task, SharedArrays arrays) {
        this.task = task;
        this.configuration = task.trial().configuration();
        this.arrays = arrays;
        this.data = arrays.data();
        int classes = data.info().classes();
        this.batches = data.train().rows() / configuration.batchSize();
        this.batch =
                new BatchBuffer(data.train(), configuration.batchSize(), classes, Networks.signedLabels(configuration));
        LossMeter loss = new LossMeter(Networks.loss(configuration.loss()).getILossFunction());
        this.watch = new DivergenceWatch(loss);
        this.network = Networks.create(configuration, data.info().features(), classes, loss);
        network.setListeners(watch);
    }

    /** Trains all epochs, unless the trial diverges and is to stop there, or the listener asks for an end. */
    Ending run(TrainingListener listener) {
        for (int epoch = 1; epoch <= configuration.epochs(); epoch++) {
            listener.observed(task.trial(), epoch(epoch));
            if (detection != null && task.onDivergence() == OnDivergence.STOP) {
                return new Ending.Diverged(detection);
            }
            if (epoch < configuration.epochs() && listener.stopRequested()) {
                return new Ending.Cancelled();
            }
        }
        return detection == null ? new Ending.Completed() : new Ending.Diverged(detection);
    }

    private Observation epoch(int epoch) {
        long start = System.nanoTime();
        int[] order = EpochOrder.of(data.train().rows(), configuration.shuffle(), configuration.seed(), epoch);
        // Dropout draws from the thread's generator: a seed of the epoch's own makes epochs independent of history.
        Nd4j.getRandom().setSeed(EpochOrder.mix(configuration.seed(), -epoch));
        double costs = 0;
        int trained = 0;
        for (int i = 0; i < batches; i++) {
            batch.fill(order, i * configuration.batchSize());
            network.fit(batch.features(), batch.labels());
            costs += watch.cost();
            trained++;
            updates++;
            if (detection == null && watch.finding() != null) {
                detection = Diagnostics.detection(watch, network, batch, epoch, updates, applied(epoch));
                if (task.onDivergence() == OnDivergence.STOP) {
                    break;
                }
            }
        }
        network.incrementEpochCount();
        return new Observation(
                epoch,
                costs / trained,
                task.trainAccuracy() ? accuracy(arrays.train()) : null,
                accuracy(arrays.validation()),
                accuracy(arrays.test()),
                configuration
                        .decaySchedule()
                        .reported(configuration.learningRate(), configuration.decay(), updates, epoch),
                applied(epoch),
                detection != null,
                (System.nanoTime() - start) / 1e9);
    }

    /** The rate of the latest update. */
    private double applied(int epoch) {
        return configuration
                .decaySchedule()
                .applied(configuration.learningRate(), configuration.decay(), updates - 1, epoch - 1);
    }

    private @Nullable Double accuracy(List<SharedArrays.Chunk> chunks) {
        long right = 0;
        long rows = 0;
        for (SharedArrays.Chunk chunk : chunks) {
            float[] outputs;
            try (INDArray output = network.output(chunk.features(), false)) {
                outputs = output.dup('c').data().asFloat();
            }
            int classes = outputs.length / chunk.labels().length;
            for (int row = 0; row < chunk.labels().length; row++) {
                if (Argmax.of(outputs, row * classes, classes) == chunk.labels()[row]) {
                    right++;
                }
            }
            rows += chunk.labels().length;
        }
        return rows == 0 ? null : (Double) ((double) right / rows);
    }

    /**
     * Gives back the network's arrays. DL4J's own {@code close} would also collect the garbage of the whole process, and
     * every other trial would stand still meanwhile.
     */
    @Override
    public void close() {
        network.clear();
        INDArray updaterState = network.getUpdater().getStateViewArray();
        if (updaterState != null && updaterState.closeable()) {
            updaterState.close();
        }
        network.getFlattenedGradients().close();
        network.params().close();
        batch.close();
    }
}
