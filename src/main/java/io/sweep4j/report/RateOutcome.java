package io.sweep4j.report;

import io.sweep4j.sweep.Cause;
import io.sweep4j.sweep.Divergence;
import io.sweep4j.sweep.Value;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What became of one combination of values at one learning rate.
 *
 * @param rate the learning rate
 * @param place its place among all learning rates of the sweep, from 0
 * @param survived its completed trials, best first
 * @param diverged its diverged trials, in rank order
 */
public record RateOutcome(Value rate, int place, List<RankedTrial> survived, List<RankedTrial> diverged) {
    public RateOutcome {
        survived = List.copyOf(survived);
        diverged = List.copyOf(diverged);
    }

    /** @param ranking trials of one combination and rate, best first */
    static RateOutcome of(Value rate, int place, List<RankedTrial> ranking) {
        return new RateOutcome(
                rate,
                place,
                ranking.stream().filter(RankedTrial::survived).toList(),
                ranking.stream()
                        .filter(trial -> trial.stored().divergence() != null)
                        .toList());
    }

    /** Whether there is an outcome at all: trials that failed, wait or were ended early are none. */
    public boolean known() {
        return !survived.isEmpty() || !diverged.isEmpty();
    }

    /** Whether every trial with an outcome stayed finite. */
    public boolean stable() {
        return diverged.isEmpty() && !survived.isEmpty();
    }

    /** Why trials diverged, each cause once, in the order of causes. */
    public List<Cause> causes() {
        return diverged.stream()
                .map(trial -> trial.stored().divergence())
                .filter(Objects::nonNull)
                .map(Divergence::cause)
                .distinct()
                .sorted()
                .toList();
    }

    /** The best of the trials that stayed finite. */
    public Optional<RankedTrial> best() {
        return survived.stream().findFirst();
    }
}
