package io.sweep4j.engine.dl4j;

import io.sweep4j.data.Dataset;
import io.sweep4j.engine.EpochOrder;
import io.sweep4j.sweep.Configuration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A network and the batches that update it, one after the other over all epochs. For one thread, the one that made it. */
final class Updates implements AutoCloseable {
    private final Configuration configuration;
    private final int rows;
    private final int perEpoch;
    private final LossMeter loss;
    private final GradientNetwork network;
    private final UpdaterStep step;
    private final BatchBuffer batch;
    private long done;
    private int epoch;
    private int[] order = new int[0];

    /** @param watched whether {@link #finite} is going to be asked */
    Updates(Configuration configuration, Dataset data, boolean watched) {
        int classes = data.info().classes();
        this.configuration = configuration;
        this.rows = data.train().rows();
        this.perEpoch = rows / configuration.batchSize();
        this.loss = new LossMeter(Networks.loss(configuration.loss()).getILossFunction(), watched);
        this.network = Networks.create(configuration, data.info().features(), classes, loss);
        this.step = new UpdaterStep(network, configuration.batchSize());
        this.batch =
                new BatchBuffer(data.train(), configuration.batchSize(), classes, Networks.signedLabels(configuration));
    }

    MultiLayerNetwork network() {
        return network;
    }

    /** What the updater remembers, null if it remembers nothing. */
    @Nullable
    INDArray updaterState() {
        return network.getUpdater().getStateViewArray();
    }

    /** The batch loaded last. */
    BatchBuffer batch() {
        return batch;
    }

    Configuration configuration() {
        return configuration;
    }

    /** Updates in an epoch; a last partial batch makes none. */
    int perEpoch() {
        return perEpoch;
    }

    /** Updates made since the start, which is also the number of the latest iteration. */
    long done() {
        return done;
    }

    /** The epoch, from 1, of the latest update. */
    int epoch() {
        return epoch;
    }

    /** Mean loss over the latest batch, before its update and without penalties. */
    double cost() {
        return loss.mean();
    }

    /** Whether the latest update's cost and outputs, and the parameters after it, are finite; its gradient then is too. */
    boolean finite() {
        return loss.finite() && Finite.all(network.params());
    }

    /** The rate of the latest update. */
    double appliedLearningRate() {
        return configuration.appliedLearningRate(done - 1, epoch - 1);
    }

    /** The row of the training split that stands in the batch's row. */
    int trainingRow(int batchRow) {
        return order[(int) ((done - 1) % perEpoch) * configuration.batchSize() + batchRow];
    }

    /** Loads the next batch and updates the network with it. */
    void next() {
        load();
        computeGradient();
        step();
    }

    /** Loads the next batch; from here on it counts as the latest. */
    void load() {
        int index = (int) (done % perEpoch);
        enter((int) (done / perEpoch) + 1);
        if (index == 0) {
            // Dropout draws from the thread's generator: a seed of the epoch's own makes epochs independent of history.
            Nd4j.getRandom().setSeed(EpochOrder.mix(configuration.seed(), -epoch));
        }
        batch.fill(order, index * configuration.batchSize());
        done++;
    }

    /** Computes the cost of the batch loaded, and its gradient. */
    void computeGradient() {
        network.computeGradient(batch.features(), batch.labels());
    }

    /** Updates the network with the gradient computed. */
    void step() {
        step.take((int) (done - 1), epoch - 1);
    }

    private void enter(int next) {
        if (next != epoch) {
            epoch = next;
            order = EpochOrder.of(rows, configuration.shuffle(), configuration.seed(), epoch);
        }
    }

    /** Goes on after another number of updates. The network's arrays and the random generator are the caller's to set. */
    void resumeAfter(long updates) {
        done = updates;
        epoch = 0; // so that the next batch enters its epoch
    }

    /**
     * Gives back the network's arrays. DL4J's own {@code close} would also collect the garbage of the whole process, and
     * every other trial would stand still meanwhile.
     */
    @Override
    public void close() {
        network.clear();
        INDArray updaterState = updaterState();
        if (updaterState != null && updaterState.closeable()) {
            updaterState.close();
        }
        network.getFlattenedGradients().close();
        network.params().close();
        batch.close();
    }
}
