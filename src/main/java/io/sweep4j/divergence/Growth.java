package io.sweep4j.divergence;

import java.util.List;

/**
 * Geometric growth at the end of a history.
 *
 * @param iterations how many steps in a row grew by at least {@link #RATIO}, counted back from the last; 0 for none
 * @param factor mean growth per step over those that could be measured (geometric mean), 1 for none
 */
record Growth(int iterations, double factor) {
    /** Healthy norms wander by a few per cent an iteration. */
    static final double RATIO = 1.5;
    /** Shorter runs may be chance. */
    static final int ENOUGH = 3;

    /** @param history magnitudes, oldest first; infinite where they outgrew float32 */
    static Growth of(List<Double> history) {
        int iterations = 0;
        int last = history.size() - 1;
        while (last - iterations >= 1 && grows(history.get(last - iterations - 1), history.get(last - iterations))) {
            iterations++;
        }
        int first = last - iterations;
        while (last > first && !Double.isFinite(history.get(last))) {
            last--; // a norm can overflow while all that it is made of is finite
        }
        int measured = last - first;
        double factor = measured <= 0 ? 1 : root(history.get(last), measured) / root(history.get(first), measured);
        return new Growth(iterations, factor);
    }

    /** Taken of each end by itself: their ratio could overflow. */
    private static double root(double number, int degree) {
        return Math.pow(Math.abs(number), 1.0 / degree);
    }

    private static boolean grows(double before, double after) {
        return before != 0 && Math.abs(after) >= RATIO * Math.abs(before);
    }

    boolean sustained() {
        return iterations >= ENOUGH;
    }
}
