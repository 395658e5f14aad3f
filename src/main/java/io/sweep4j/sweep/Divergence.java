package io.sweep4j.sweep;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The first non-finite quantity of a trial: where, what kind, and why.
 *
 * @param epoch from 1
 * @param iteration mini-batch update, from 1, counted over the whole trial
 * @param kind never {@link NumberKind#FINITE}
 * @param layer name of the layer it was found in, null where the quantity belongs to none (a cost)
 * @param cause a heuristic's verdict
 * @param explanation the verdict in a sentence or two, with its figures
 * @param evidence what was measured, by name: finite numbers, texts, or lists of finite numbers
 */
public record Divergence(
        int epoch,
        long iteration,
        Quantity quantity,
        NumberKind kind,
        @Nullable String layer,
        Cause cause,
        String explanation,
        Map<String, Object> evidence) {

    /** What can go non-finite, in the order of detection within one iteration. */
    public enum Quantity {
        INPUT,
        OUTPUT,
        COST,
        GRADIENT,
        PARAMETER;

        /** The name in tables. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
