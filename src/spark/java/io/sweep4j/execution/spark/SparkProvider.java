package io.sweep4j.execution.spark;

import io.sweep4j.cluster.Cluster;
import io.sweep4j.cluster.ClusterProvider;
import io.sweep4j.cluster.ClusterSettings;

/** Apache Spark, as {@code --executor spark}. */
public final class SparkProvider implements ClusterProvider {
    @Override
    public String name() {
        return "spark";
    }

    @Override
    public Cluster open(ClusterSettings settings) {
        return SparkCluster.open(settings);
    }
}
