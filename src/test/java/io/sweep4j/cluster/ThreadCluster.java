package io.sweep4j.cluster;

import io.sweep4j.isolation.WorkerTraining;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Workers that are threads of this process, come over the real network, and train with whatever a test gives them. */
final class ThreadCluster implements Cluster {
    final List<Ticket> tickets = new CopyOnWriteArrayList<>();
    final List<Boolean> alone = new CopyOnWriteArrayList<>();
    final AtomicInteger shared = new AtomicInteger();
    volatile @Nullable String trouble;
    private final Function<Optional<Shipment>, WorkerTraining.@Nullable Preparation> worker;
    private volatile @Nullable Shipment shipment;

    /** @param worker what a worker prepares with, by the data it was sent; null for one that never comes */
    ThreadCluster(Function<Optional<Shipment>, WorkerTraining.@Nullable Preparation> worker) {
        this.worker = worker;
    }

    @Override
    public Map<String, String> provenance() {
        return Map.of("executor", "threads of a test");
    }

    @Override
    public int slots() {
        return 1;
    }

    @Override
    public String host() {
        return address().getHostAddress();
    }

    @Override
    public InetAddress address() {
        return InetAddress.getLoopbackAddress();
    }

    @Override
    public int port() {
        return 0;
    }

    @Override
    public void share(Shipment data) {
        shared.incrementAndGet();
        shipment = data;
    }

    @Override
    public ClusterJob submit(Ticket ticket, boolean wantedAlone) {
        tickets.add(ticket);
        alone.add(wantedAlone);
        Job job = new Job();
        WorkerTraining.Preparation preparation = worker.apply(Optional.ofNullable(shipment));
        if (preparation != null) {
            Thread thread = new Thread(() -> job.serve(ticket, preparation), "worker");
            thread.setDaemon(true);
            thread.start();
        }
        return job;
    }

    @Override
    public Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    @Override
    public void close() {}

    private static final class Job implements ClusterJob {
        private volatile @Nullable String failure;

        void serve(Ticket ticket, WorkerTraining.Preparation preparation) {
            try {
                Worker.serve(ticket, "worker " + ticket.port(), preparation);
            } catch (IOException | InterruptedException | RuntimeException e) {
                failure = e.toString();
            }
        }

        @Override
        public Optional<String> failure() {
            return Optional.ofNullable(failure);
        }

        @Override
        public void cancel() {}
    }
}
