package io.sweep4j.execution;

import io.sweep4j.sweep.Limits;
import io.sweep4j.sweep.Metric;
import io.sweep4j.sweep.Observation;
import io.sweep4j.sweep.Sweep;
import io.sweep4j.sweep.Trial;
import io.sweep4j.sweep.TrialState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Holds a run against the limits of its sweep; the first that is reached ends the run. Thread-safe. */
final class LimitWatch {
    private final Limits limits;
    private final Metric metric;
    private final Clock clock;
    private final Instant start;
    private final Duration spentBefore;
    private final AtomicLong failed = new AtomicLong();
    private final Set<Long> atTarget = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable LimitReached> first = new AtomicReference<>();

    /** @param spentBefore what the earlier runs of the sweep took, at least 0 */
    LimitWatch(Sweep sweep, Clock clock, Duration spentBefore) {
        this.limits = sweep.limits();
        this.metric = sweep.metric();
        this.clock = clock;
        this.start = clock.instant();
        this.spentBefore = spentBefore;
    }

    /** Recognises a target that a finished, finite trial of the plan has reached in an earlier run. */
    void recall(Standing standing) {
        standing.recorded().stream()
                .filter(planned -> planned.mark() == PlanMark.DONE)
                .flatMap(planned -> Stream.ofNullable(planned.stored()))
                .filter(trial -> trial.state() == TrialState.COMPLETED)
                .flatMap(trial -> target(trial.trial(), trial.summary().best()).stream())
                .findFirst()
                .ifPresent(first::set);
    }

    /** How many more trials may be started, given how many of the plan have their outcome. */
    long trialsLeft(long done) {
        Long budget = limits.trials();
        return budget == null ? Long.MAX_VALUE : Math.max(0, budget - done);
    }

    void observed(Trial trial, Observation observation) {
        target(trial, observation).ifPresent(target -> {
            atTarget.add(trial.number()); // first, so that nobody ends the trial for its own target
            first.compareAndSet(null, target);
        });
    }

    void failed() {
        long now = failed.incrementAndGet();
        Long most = limits.maxFailedTrials();
        if (most != null && now > most) {
            first.compareAndSet(null, new LimitReached.FailedTrials(most, now));
        }
    }

    /** Whether no further trial may be started. */
    boolean ended() {
        return overTime() || first.get() != null;
    }

    /** Whether a running trial has to end with its epoch. */
    boolean ends(Trial trial) {
        return ended() && (!atTarget.contains(trial.number()) || overTime() || tooManyFailed());
    }

    /**
     * What ended the run, or null.
     *
     * @param done trials of the plan that have their outcome now
     */
    @Nullable
    LimitReached reached(long done) {
        LimitReached limit = first.get();
        Long budget = limits.trials();
        return limit == null && budget != null && done >= budget ? new LimitReached.Trials(budget) : limit;
    }

    private Optional<LimitReached.Target> target(Trial trial, @Nullable Observation seen) {
        Double target = limits.target();
        Double value = seen == null || seen.diverged() ? null : seen.value(metric.name());
        if (seen == null || target == null || value == null || !Double.isFinite(value)) {
            return Optional.empty();
        }
        boolean reached = metric.goal() == Metric.Goal.MINIMIZE ? value <= target : value >= target;
        return reached
                ? Optional.of(new LimitReached.Target(trial.number(), seen.epoch(), value, target))
                : Optional.empty();
    }

    private boolean overTime() {
        Duration budget = limits.wallClock();
        if (budget == null) {
            return false;
        }
        Duration spent = spentBefore.plus(Duration.between(start, clock.instant()));
        boolean over = spent.compareTo(budget) >= 0;
        if (over) {
            first.compareAndSet(null, new LimitReached.WallClock(budget, spent));
        }
        return over;
    }

    private boolean tooManyFailed() {
        Long most = limits.maxFailedTrials();
        return most != null && failed.get() > most;
    }
}
