package io.sweep4j.report;

import io.sweep4j.divergence.Advice;
import io.sweep4j.sweep.Divergence;
import java.util.List;

/**
 * A trial in which something went non-finite.
 *
 * @param survivors the finite trials that differ from it in the fewest varying parameters, at most {@link Survivors#MOST} and none
 *     twice with the same changes; empty if every trial diverged. Those without warnings come first, then those that do what is
 *     advised, then the better ones
 * @param neighbours the smallest change along each axis that survived, all else being equal; axes along which
 *     nothing did are left out. In the order of the survivors, then of the axes
 */
public record DivergedTrial(
        RankedTrial trial, Divergence divergence, List<Survivor> survivors, List<Survivor> neighbours) {
    public DivergedTrial {
        survivors = List.copyOf(survivors);
        neighbours = List.copyOf(neighbours);
    }

    /** What to try, one sentence. */
    public String advice() {
        return Advice.of(divergence, trial.stored().trial().configuration());
    }
}
