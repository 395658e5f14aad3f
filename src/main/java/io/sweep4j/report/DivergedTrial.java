package io.sweep4j.report;

import io.sweep4j.divergence.Advice;
import io.sweep4j.sweep.Divergence;
import java.util.List;

/**
 * A trial in which something went non-finite.
 *
 * @param survivors the finite trials that differ from it in the fewest varying parameters, best first, at most
 *     {@link Survivors#MOST} and none twice with the same changes; empty if every trial diverged
 * @param neighbours the smallest change along each axis that survived, all else being equal, in axis order; axes along
 *     which nothing did are left out
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
