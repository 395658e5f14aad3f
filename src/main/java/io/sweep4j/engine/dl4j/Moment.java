package io.sweep4j.engine.dl4j;

import io.sweep4j.engine.checkpoint.SavedMoment;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What the next updates of a network depend on, besides configuration and data; kept off the heap. For one thread. */
final class Moment implements AutoCloseable {
    private final INDArray parameters;
    private final @Nullable INDArray updaterState;
    private long updates;
    private long rootState;
    private long nodeState;

    /** The present one. */
    Moment(Updates training) {
        INDArray state = training.updaterState();
        this.parameters = training.network().params().dup();
        this.updaterState = state == null ? null : state.dup();
        take(training);
    }

    /** Becomes the present one. */
    void take(Updates training) {
        parameters.assign(training.network().params());
        if (updaterState != null) {
            updaterState.assign(training.updaterState());
        }
        updates = training.done();
        rootState = Nd4j.getRandom().rootState();
        nodeState = Nd4j.getRandom().nodeState();
    }

    /** Puts the network and the random generator back. */
    void restore(Updates training) {
        training.network().params().assign(parameters);
        INDArray state = training.updaterState();
        if (state != null && updaterState != null) {
            state.assign(updaterState);
        }
        training.resumeAfter(updates);
        Nd4j.getRandom().setStates(rootState, nodeState);
    }

    /** Puts a network of the same configuration, and the thread's random generator, at a moment saved. */
    static void restore(SavedMoment saved, Updates training) {
        training.network().params().data().asNioFloat().put(saved.parameters());
        INDArray state = training.updaterState();
        if (state != null) {
            state.data().asNioFloat().put(saved.updaterState());
        }
        training.resumeAfter(saved.updates());
        Nd4j.getRandom().setStates(saved.rootState(), saved.nodeState());
    }

    /** A copy on the heap. */
    SavedMoment save() {
        return new SavedMoment(
                updates,
                rootState,
                nodeState,
                parameters.data().asFloat(),
                updaterState == null ? new float[0] : updaterState.data().asFloat());
    }

    @Override
    public void close() {
        parameters.close();
        if (updaterState != null) {
            updaterState.close();
        }
    }
}
