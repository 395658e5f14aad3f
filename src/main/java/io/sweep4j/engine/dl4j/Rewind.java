package io.sweep4j.engine.dl4j;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Remembers a network as it was some iterations ago, so that the latest ones can be trained again. There are two copies, the
 * younger taken every {@link #INTERVAL} iterations: whenever it is asked, the older lies between one and two intervals back,
 * or at the start. For one thread.
 */
final class Rewind implements AutoCloseable {
    /** Copying takes microseconds, and so many iterations are trained again in a moment. */
    static final int INTERVAL = 64;

    /** What the next updates depend on, besides configuration and data. */
    private static final class Moment implements AutoCloseable {
        private final INDArray parameters;
        private final @Nullable INDArray updaterState;
        private long updates;
        private long rootState;
        private long nodeState;

        Moment(Updates training) {
            INDArray state = training.network().getUpdater().getStateViewArray();
            this.parameters = training.network().params().dup();
            this.updaterState = state == null ? null : state.dup();
            take(training);
        }

        void take(Updates training) {
            parameters.assign(training.network().params());
            if (updaterState != null) {
                updaterState.assign(training.network().getUpdater().getStateViewArray());
            }
            updates = training.done();
            rootState = Nd4j.getRandom().rootState();
            nodeState = Nd4j.getRandom().nodeState();
        }

        void restore(Updates training) {
            training.network().params().assign(parameters);
            if (updaterState != null) {
                training.network().getUpdater().getStateViewArray().assign(updaterState);
            }
            training.resumeAfter(updates);
            Nd4j.getRandom().setStates(rootState, nodeState);
        }

        @Override
        public void close() {
            parameters.close();
            if (updaterState != null) {
                updaterState.close();
            }
        }
    }

    private @Nullable Moment older;
    private @Nullable Moment younger;

    /** To be called before each update. */
    void beforeUpdate(Updates training) {
        if (training.done() % INTERVAL == 0) {
            Moment reused = older;
            older = younger;
            if (reused == null) {
                younger = new Moment(training);
            } else {
                reused.take(training);
                younger = reused;
            }
        }
    }

    /** Puts the network back to the older moment. */
    void restore(Updates training) {
        Moment earliest = older == null ? younger : older;
        if (earliest == null) {
            throw new IllegalStateException("nothing was trained yet");
        }
        earliest.restore(training);
    }

    @Override
    public void close() {
        if (older != null) {
            older.close();
        }
        if (younger != null) {
            younger.close();
        }
    }
}
