package io.sweep4j.execution.spark;

import io.sweep4j.cluster.Cluster;
import io.sweep4j.cluster.ClusterJob;
import io.sweep4j.cluster.ClusterSettings;
import io.sweep4j.cluster.Shipment;
import io.sweep4j.cluster.Ticket;
import io.sweep4j.engine.TrainingUnavailableException;
import io.sweep4j.execution.Version;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.resource.ResourceProfileBuilder;
import org.apache.spark.resource.TaskResourceRequests;
import org.jspecify.annotations.Nullable;

/** The executors that one Spark application has. A slot is one of their cores, unless {@code spark.task.cpus} says otherwise. */
final class SparkCluster implements Cluster {
    /** Executors come one by one; after so long without another one, that is what there is. */
    private static final Duration SETTLED = Duration.ofSeconds(2);

    /** Starting executors takes some seconds anyway. */
    private static final int SILENT_SECONDS = 10;

    private static final String GIVEN_UP =
            "Spark has given up this application: its master is gone, has ended it, or asks for another"
                    + " spark.authenticate.secret";

    private final ClusterSettings settings;
    private final JavaSparkContext context;
    private final ExecutorWatch watch;
    private final int slots;
    private volatile @Nullable Broadcast<Shipment> shipment;

    private SparkCluster(ClusterSettings settings, JavaSparkContext context) {
        this.settings = settings;
        this.context = context;
        this.watch = ExecutorWatch.newest();
        this.slots = local() ? context.defaultParallelism() : awaitExecutors();
        watch.report(settings.notes());
    }

    /** As {@link io.sweep4j.cluster.ClusterProvider#open}. */
    static SparkCluster open(ClusterSettings settings) {
        SparkConf conf = SparkSettings.of(settings, Masters.reachedFrom(settings.master()), System.getenv());
        JavaSparkContext context;
        try {
            context = new JavaSparkContext(conf);
        } catch (Exception e) { // Spark throws checked ones undeclared
            throw new TrainingUnavailableException(
                    "Spark can't be started on " + settings.master() + ": " + Reasons.firstLine(e.getMessage())
                            + (settings.master().matches("yarn|k8s:.*")
                                    ? ". This build can reach Spark's own clusters by itself; for Kubernetes and YARN it is"
                                            + " started by the spark-submit of an installed Spark (docs/SCALING.md)"
                                    : ""),
                    e);
        }
        try {
            return new SparkCluster(settings, context);
        } catch (TrainingUnavailableException e) {
            context.close();
            throw e;
        }
    }

    private boolean local() {
        return context.isLocal();
    }

    private int awaitExecutors() {
        boolean told = false;
        while (watch.none() || watch.unchanged().compareTo(SETTLED) < 0) {
            trouble().ifPresent(trouble -> {
                throw new TrainingUnavailableException(trouble);
            });
            if (!told && watch.none() && watch.unchanged().toSeconds() >= SILENT_SECONDS) {
                told = true;
                settings.notes().accept("waiting for an executor at " + settings.master());
            }
            try {
                TimeUnit.MILLISECONDS.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new TrainingUnavailableException("interrupted while waiting for executors", e);
            }
        }
        return Math.max(1, watch.slots(context.getConf().getInt("spark.task.cpus", 1)));
    }

    @Override
    public Map<String, String> provenance() {
        return Map.of("executor", "spark " + context.version() + " at " + settings.master());
    }

    @Override
    public int slots() {
        return slots;
    }

    @Override
    public String host() {
        return context.getConf().get("spark.driver.host");
    }

    @Override
    public InetAddress address() {
        String address = context.getConf().get("spark.driver.bindAddress", host());
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw new TrainingUnavailableException("spark.driver.bindAddress is unknown here: " + address, e);
        }
    }

    @Override
    public int port() {
        return context.getConf().getInt(SparkSettings.PORT, 0);
    }

    @Override
    public void share(Shipment data) {
        shipment = whileItRuns(() -> context.broadcast(data));
    }

    @Override
    public ClusterJob submit(Ticket ticket, boolean alone) {
        return whileItRuns(() -> job(ticket, alone));
    }

    private SparkJob job(Ticket ticket, boolean alone) {
        JavaRDD<Integer> one = context.parallelize(List.of(0), 1);
        // Threads of this process are not to be had alone.
        int cores = alone && !local() ? watch.mostCores() : 0;
        if (cores > 1) {
            one = one.withResources(new ResourceProfileBuilder()
                    .require(new TaskResourceRequests().cpus(cores))
                    .build());
        }
        ServeTask task = new ServeTask(ticket, shipment, Version.current());
        return new SparkJob(one.foreachAsync(task), () -> cores <= watch.mostCores());
    }

    /** Spark's own complaint about an application that has ended is not about the trial for which it was called. */
    private <T> T whileItRuns(Supplier<T> call) {
        try {
            return call.get();
        } catch (Exception e) { // Spark throws checked ones undeclared
            throw new TrainingUnavailableException(
                    context.sc().isStopped()
                            ? GIVEN_UP
                            : "Spark takes no more work: " + Reasons.firstLine(e.getMessage()),
                    e);
        }
    }

    @Override
    public Optional<String> trouble() {
        if (context.sc().isStopped()) {
            return Optional.of(GIVEN_UP);
        }
        if (local() || !watch.none() || watch.unchanged().compareTo(settings.patience()) < 0) {
            return Optional.empty();
        }
        return Optional.of("no executor at " + settings.master() + " for "
                + settings.patience().toSeconds()
                + " s. Are workers running there (the master's page lists them)? Has one "
                + context.getConf().get("spark.executor.memory")
                + " of memory and a core free, which another application may hold? --conf spark.executor.memory=SIZE asks"
                + " for less memory, --executor-timeout SECONDS waits longer");
    }

    @Override
    public void close() {
        watch.report(null);
        context.close();
    }
}
