package io.sweep4j.report;

import io.sweep4j.sweep.Cause;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of the trials that share their values on two axes.
 *
 * @param down place on the first axis
 * @param across place on the second
 * @param trials how many there are, at least one
 * @param causes how many of them diverged for each cause, in the order of causes
 * @param best the best finite one, null if there is none
 */
public record HeatCell(
        int down,
        int across,
        int trials,
        Map<Cause, Integer> causes,
        @Nullable RankedTrial best) {
    public HeatCell {
        Map<Cause, Integer> ordered = new EnumMap<>(Cause.class);
        ordered.putAll(causes);
        causes = Collections.unmodifiableMap(ordered);
    }

    /** How many of the trials diverged. */
    public int diverged() {
        return causes.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** The cell with one more trial; of trials added best first, the first finite one stays the best. */
    HeatCell plus(RankedTrial trial) {
        Map<Cause, Integer> more = new EnumMap<>(Cause.class);
        more.putAll(causes);
        var divergence = trial.stored().divergence();
        if (divergence != null) {
            more.merge(divergence.cause(), 1, Integer::sum);
        }
        return new HeatCell(down, across, trials + 1, more, best == null && trial.finite() ? trial : best);
    }
}
