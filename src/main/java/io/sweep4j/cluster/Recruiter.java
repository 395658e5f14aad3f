package io.sweep4j.cluster;

import io.sweep4j.data.Dataset;
import io.sweep4j.engine.TrainingUnavailableException;
import io.sweep4j.isolation.Message;
import io.sweep4j.isolation.ProcessLostException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Gets processes of a cluster ready to train, with the data that the run has. Thread-safe. */
final class Recruiter implements AutoCloseable {
    private static final Duration LOOK_ROUND = Duration.ofSeconds(1);

    /** A process may be lost as it starts, but if none gets further, none ever will. */
    private static final int FALSE_STARTS_PER_SLOT = 3;

    private static final int FEWEST_FALSE_STARTS = 6;

    private final Cluster cluster;
    private final Message.Begin begin;
    private final Dataset data;
    private final Reception reception;
    private final Consumer<String> notes;
    private final Set<String> told = ConcurrentHashMap.newKeySet();
    private final AtomicInteger falseStarts = new AtomicInteger();
    private volatile boolean shared;

    /**
     * Opens a port for the cluster's processes; {@link TrainingUnavailableException} if it can't.
     *
     * @param notes hears lines for the user, from any thread: of processes that did not get so far as to train
     */
    Recruiter(Cluster cluster, Message.Begin begin, Dataset data, Consumer<String> notes) {
        this.notes = notes;
        this.cluster = cluster;
        this.begin = begin;
        this.data = data;
        try {
            this.reception = new Reception(cluster.host(), cluster.address(), cluster.port());
        } catch (IOException e) {
            throw new TrainingUnavailableException(
                    "no port for the cluster's processes at "
                            + cluster.address().getHostAddress() + ":" + cluster.port() + ": " + e.getMessage(),
                    e);
        }
    }

    /**
     * Waits until a process is ready; {@link TrainingUnavailableException} once none ever will be. Empty if the run is stopped
     * before.
     *
     * @param alone whether it shall have nothing else to do
     */
    Optional<Recruit> recruit(boolean alone, BooleanSupplier stopped) {
        while (!stopped.getAsBoolean()) {
            boolean sent = shared;
            try (Reception.Visit visit = reception.expect()) {
                ClusterJob job = cluster.submit(visit.ticket(), alone);
                boolean ready = false;
                try {
                    Optional<RemotePeer> peer = await(visit, job, stopped);
                    ready = peer.isPresent() && ready(peer.get(), sent) && !stopped.getAsBoolean();
                    if (ready) {
                        falseStarts.set(0);
                        return peer.map(found -> new Recruit(found, job));
                    }
                } catch (ProcessLostException e) {
                    falseStart(Recruit.reason(e, job));
                } finally {
                    if (!ready) {
                        job.cancel();
                    }
                }
            }
        }
        return Optional.empty();
    }

    private Optional<RemotePeer> await(Reception.Visit visit, ClusterJob job, BooleanSupplier stopped) {
        try {
            Optional<RemotePeer> peer = visit.await(LOOK_ROUND);
            while (peer.isEmpty() && !stopped.getAsBoolean()) {
                job.failure().ifPresent(failure -> {
                    throw new ProcessLostException(failure);
                });
                cluster.trouble().ifPresent(trouble -> {
                    throw new TrainingUnavailableException(trouble);
                });
                peer = visit.await(LOOK_ROUND);
            }
            return peer;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TrainingUnavailableException("interrupted while waiting for the cluster", e);
        }
    }

    /**
     * Whether it can train; if not, the data are under way to those that come next. {@link ProcessLostException} if that can't be
     * the cause.
     *
     * @param sent whether it has been sent the data
     */
    private boolean ready(RemotePeer peer, boolean sent) {
        boolean ready = false;
        try {
            peer.say(begin);
            Message answer = peer.next(Long.MAX_VALUE).orElseThrow();
            ready = answer instanceof Message.Ready said
                    && said.fingerprint().equals(data.info().fingerprint());
            if (sent && answer instanceof Message.Refused refused) {
                throw new ProcessLostException(peer.name() + ": " + refused.problem());
            }
            if (sent && !ready) {
                throw new TrainingUnavailableException(peer.name() + " can't train: its data are not what the run has");
            }
            if (!ready) {
                share();
            }
            return ready;
        } finally {
            if (!ready) {
                peer.close();
            }
        }
    }

    private synchronized void share() {
        if (!shared) {
            cluster.share(new Shipment(data));
            shared = true;
        }
    }

    private void falseStart(String reason) {
        if (told.add(reason)) {
            notes.accept("warning: a process of the cluster can't begin: " + reason);
        }
        int most = Math.max(FEWEST_FALSE_STARTS, FALSE_STARTS_PER_SLOT * cluster.slots());
        if (falseStarts.incrementAndGet() > most) {
            throw new TrainingUnavailableException(
                    "no process of the cluster gets so far as to train; the last ended with: " + reason);
        }
        try {
            TimeUnit.SECONDS.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Nobody is received any more. */
    @Override
    public void close() {
        reception.close();
    }
}
