package io.sweep4j.engine.dl4j;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A {@link Moment} on the heap.
 *
 * @param updates made before it
 * @param rootState of the random generator, like {@code nodeState}
 * @param parameters in the network's own order
 * @param updaterState likewise; empty for an updater without any
 */
record SavedMoment(long updates, long rootState, long nodeState, float[] parameters, float[] updaterState) {

    /** Puts a network of the same configuration, and the thread's random generator, there. */
    void restore(Updates training) {
        training.network().params().data().asNioFloat().put(parameters);
        INDArray state = training.updaterState();
        if (state != null) {
            state.data().asNioFloat().put(updaterState);
        }
        training.resumeAfter(updates);
        Nd4j.getRandom().setStates(rootState, nodeState);
    }
}
