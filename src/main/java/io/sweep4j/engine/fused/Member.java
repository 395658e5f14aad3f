package io.sweep4j.engine.fused;

import io.sweep4j.engine.Detection;
import io.sweep4j.engine.TrialTask;
import io.sweep4j.engine.checkpoint.CheckpointFormat;
import io.sweep4j.sweep.Configuration;
import io.sweep4j.sweep.OnDivergence;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A trial in a panel, and how it stands. For one thread. */
final class Member {
    final TrialTask task;
    final Configuration configuration;
    private final boolean checkpoints;
    private long nanos;
    private double costs;
    private int trained;
    private @Nullable Detection detection;

    /**
     * @param design of its network
     * @param nanos trained before
     */
    Member(TrialTask task, Design design, long nanos, @Nullable Detection detection) {
        this.task = task;
        this.configuration = task.trial().configuration();
        long parameters = design.shape().parameters();
        this.checkpoints = CheckpointFormat.wanted(
                task, parameters, parameters * design.updater().states());
        this.nanos = nanos;
        this.detection = detection;
    }

    /** Whether it is to have checkpoints. */
    boolean checkpoints() {
        return checkpoints;
    }

    void beginEpoch() {
        costs = 0;
        trained = 0;
    }

    void add(double cost) {
        costs += cost;
        trained++;
    }

    /** Mean over the batches of this epoch. */
    double cost() {
        return costs / trained;
    }

    void diverged(Detection found) {
        detection = found;
    }

    /** Null while all is finite. */
    @Nullable
    Detection detection() {
        return detection;
    }

    /** Whether it has diverged and trains no further. */
    boolean stopped() {
        return detection != null && task.onDivergence() == OnDivergence.STOP;
    }

    /** Takes its share of the panel's time. */
    void spend(long more) {
        nanos += more;
    }

    boolean timedOut(long more) {
        Duration timeout = task.timeout();
        return timeout != null && nanos + more > timeout.toNanos();
    }
}
