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

    /** What happened, for a sentence: {@code the cost became NaN}, {@code an output of layer hidden1 became −∞}. */
    public String event() {
        return event(quantity, kind, layer);
    }

    /** The same of a divergence that has no cause yet. */
    public static String event(Quantity quantity, NumberKind kind, @Nullable String layer) {
        String what = switch (quantity) {
            case INPUT -> "a feature";
            case OUTPUT -> "an output";
            case COST -> "the cost";
            case GRADIENT -> "the gradient";
            case PARAMETER -> "a parameter";
        };
        boolean finalOutput = quantity == Quantity.OUTPUT && "output".equals(layer);
        String verb = quantity == Quantity.INPUT ? " was " : " became ";
        return what + (layer == null || finalOutput ? "" : " of layer " + layer) + verb + kind.symbol();
    }

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
