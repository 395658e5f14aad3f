package io.sweep4j.report;

import io.sweep4j.sweep.Divergence;
import java.util.List;

/**
 * A trial in which something went non-finite.
 *
 * @param survivors the finite trials that differ from it in the fewest varying parameters, best first, at most
 *     {@link Survivors#MOST}; empty if every trial diverged
 */
public record DivergedTrial(RankedTrial trial, Divergence divergence, List<Survivor> survivors) {
    public DivergedTrial {
        survivors = List.copyOf(survivors);
    }
}
