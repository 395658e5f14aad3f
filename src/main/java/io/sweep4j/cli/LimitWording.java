package io.sweep4j.cli;

import io.sweep4j.execution.LimitReached;
import io.sweep4j.sweep.Durations;
import io.sweep4j.sweep.Limits;
import io.sweep4j.sweep.Metric;
import io.sweep4j.sweep.Sweep;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What to tell of a sweep's limits. */
final class LimitWording {
    private LimitWording() {}

    /** The limits of a sweep by their keys, on one line; empty if it has none. */
    static Optional<String> of(Sweep sweep) {
        Limits limits = sweep.limits();
        List<String> parts = new ArrayList<>();
        if (limits.wallClock() != null) {
            parts.add("budget.wall_clock " + Durations.text(limits.wallClock()));
        }
        if (limits.trials() != null) {
            parts.add("budget.trials " + limits.trials());
        }
        if (limits.timeout() != null) {
            parts.add("timeout " + Durations.text(limits.timeout()) + " a trial");
        }
        if (limits.maxFailedTrials() != null) {
            parts.add("max_failed_trials " + limits.maxFailedTrials());
        }
        if (limits.target() != null) {
            parts.add(target(sweep.metric(), limits.target()));
        }
        return parts.isEmpty() ? Optional.empty() : Optional.of("limits: " + String.join(", ", parts));
    }

    /** Why a sweep ended before its last trial. */
    static String reason(LimitReached limit, Metric metric) {
        // Java 17 has no switch over sealed types.
        if (limit instanceof LimitReached.WallClock clock) {
            return "the budget of " + Durations.text(clock.budget()) + " is used up: all runs together took "
                    + Durations.text(clock.spent());
        }
        if (limit instanceof LimitReached.Trials trials) {
            return "the budget of " + count(trials.budget()) + " is used up";
        }
        if (limit instanceof LimitReached.FailedTrials failures) {
            return count(failures.failed()) + " failed in this run, more than max_failed_trials " + failures.most();
        }
        LimitReached.Target reached = (LimitReached.Target) limit;
        return "trial " + reached.trial() + " reached " + metric.name().yaml() + " " + number(reached.value())
                + " in epoch " + reached.epoch() + " (" + target(metric, reached.target()) + ")";
    }

    /** What is left, and how to go on. */
    static String advice(LimitReached limit, Metric metric, long remaining) {
        String left = remaining == 1 ? "1 trial is left; " : remaining + " trials are left; ";
        if (limit instanceof LimitReached.WallClock) {
            return left + "raise budget.wall_clock to go on";
        }
        if (limit instanceof LimitReached.Trials) {
            return left + "raise budget.trials to go on";
        }
        if (limit instanceof LimitReached.FailedTrials) {
            return left + "once the cause is found, run again or raise max_failed_trials";
        }
        return left + (metric.goal() == Metric.Goal.MINIMIZE ? "lower" : "raise") + " metric.target to go on";
    }

    private static String target(Metric metric, double target) {
        return "metric.target " + (metric.goal() == Metric.Goal.MINIMIZE ? "at most " : "at least ") + number(target);
    }

    private static String count(long trials) {
        return trials + (trials == 1 ? " trial" : " trials");
    }

    private static String number(double number) {
        return number == 0
                ? "0"
                : BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }
}
