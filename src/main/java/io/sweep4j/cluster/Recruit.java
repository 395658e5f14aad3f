package io.sweep4j.cluster;

import io.sweep4j.isolation.ProcessLostException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A process of the cluster that is ready to train a batch, and the job that it is there for. For one thread. */
final class Recruit implements AutoCloseable {
    /** The cluster hears of a lost process a little later than the run. */
    private static final int MOST_TENTHS_FOR_A_REASON = 30;

    private final RemotePeer peer;
    private final ClusterJob job;
    private boolean done;

    Recruit(RemotePeer peer, ClusterJob job) {
        this.peer = peer;
        this.job = job;
    }

    RemotePeer peer() {
        return peer;
    }

    /** It has done what it was there for, and ends by itself. */
    void done() {
        done = true;
    }

    /** How it was lost, as the cluster tells it if it does, else as it looked from here. */
    static String reason(ProcessLostException loss, ClusterJob job) {
        try {
            for (int i = 0; i < MOST_TENTHS_FOR_A_REASON; i++) {
                Optional<String> failure = job.failure();
                if (failure.isPresent()) {
                    return failure.get();
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return String.valueOf(loss.getMessage());
    }

    String reason(ProcessLostException loss) {
        return reason(loss, job);
    }

    @Override
    public void close() {
        peer.close();
        if (!done) {
            job.cancel();
        }
    }
}
