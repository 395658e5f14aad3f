package io.sweep4j.engine;

import io.sweep4j.sweep.NumberKind;

/** How far two engines are apart. */
public final class CostDifference {
    private CostDifference() {}

    /**
     * The difference of two costs as a share of the larger of 1 and the expected one: 0 where both are NaN or the same infinity,
     * infinite where only one is.
     */
    public static double of(double cost, double expected) {
        if (Double.isFinite(cost) && Double.isFinite(expected)) {
            return Math.abs(cost - expected) / Math.max(1, Math.abs(expected));
        }
        return NumberKind.of(cost) == NumberKind.of(expected) ? 0 : Double.POSITIVE_INFINITY;
    }
}
