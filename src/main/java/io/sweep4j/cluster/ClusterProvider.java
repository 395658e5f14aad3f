package io.sweep4j.cluster;

import io.sweep4j.engine.TrainingUnavailableException;

/** A kind of cluster. Found by {@link java.util.ServiceLoader}, so with a constructor without arguments. */
public interface ClusterProvider {

    /** Lower-case name, as in {@code --executor}. */
    String name();

    /**
     * Connects to a cluster and waits until it can train.
     *
     * @throws TrainingUnavailableException if it can't be reached, or has nothing to train with in time
     */
    Cluster open(ClusterSettings settings);
}
