package io.sweep4j.divergence;

import java.util.List;

/**
 * Geometric growth at the end of a history: either by half or more in each of at least three iterations, or slower but along a
 * straight line in the logarithm, over more iterations, to at least tenfold.
 *
 * @param iterations how many steps in a row, counted back from the last, it was seen in; 0 for none
 * @param factor growth per step, 1 for none
 */
record Growth(int iterations, double factor) {
    /** Healthy norms wander by a few per cent an iteration. */
    private static final double FAST = 1.5;
    /** Shorter runs may be chance. */
    private static final int ENOUGH = 3;

    private static final double SLOW = 1.02;
    private static final int ENOUGH_SLOW = 8;
    private static final double TENFOLD = Math.log(10);
    /** Share of the variance of the logarithm that a straight line explains (R²). */
    private static final double STRAIGHT = 0.9;

    private static final Growth NONE = new Growth(0, 1);

    /** @param history magnitudes, oldest first; what is not finite at its end is left out */
    static Growth of(List<Double> history) {
        int end = history.size();
        while (end > 0 && !Double.isFinite(history.get(end - 1))) {
            end--;
        }
        double[] logarithms =
                history.subList(0, end).stream().mapToDouble(Math::log).toArray();
        Growth fast = fast(logarithms);
        Growth slow = slow(logarithms);
        return slow.iterations() > fast.iterations() ? slow : fast;
    }

    private static Growth fast(double[] logarithms) {
        int last = logarithms.length - 1;
        int iterations = 0;
        while (last - iterations >= 1 && rise(logarithms, last - iterations) >= Math.log(FAST)) {
            iterations++;
        }
        return iterations < ENOUGH
                ? NONE
                : new Growth(iterations, Math.exp((logarithms[last] - logarithms[last - iterations]) / iterations));
    }

    /** From the iteration before to this one; NaN or infinite where one of them was 0. */
    private static double rise(double[] logarithms, int at) {
        double rise = logarithms[at] - logarithms[at - 1];
        return Double.isFinite(rise) ? rise : Double.NaN;
    }

    /** The longest run that a straight line fits, by least squares; runs are lengthened backwards. */
    private static Growth slow(double[] logarithms) {
        Growth longest = NONE;
        double n = 0;
        double sumX = 0;
        double sumY = 0;
        double sumXx = 0;
        double sumXy = 0;
        double sumYy = 0;
        double lowest = Double.POSITIVE_INFINITY;
        for (int at = logarithms.length - 1; at >= 0 && Double.isFinite(logarithms[at]); at--) {
            double x = n;
            double y = logarithms[at];
            n++;
            lowest = Math.min(lowest, y);
            sumX += x;
            sumY += y;
            sumXx += x * x;
            sumXy += x * y;
            sumYy += y * y;
            double xx = sumXx - sumX * sumX / n;
            double xy = sumXy - sumX * sumY / n;
            double yy = sumYy - sumY * sumY / n;
            double slope = -xy / xx; // x runs backwards
            if (n > ENOUGH_SLOW
                    && y == lowest // what rises starts at its lowest
                    && slope >= Math.log(SLOW)
                    && slope * (n - 1) >= TENFOLD
                    && xy * xy >= STRAIGHT * xx * yy) {
                longest = new Growth((int) n - 1, Math.exp(slope));
            }
        }
        return longest;
    }

    boolean sustained() {
        return iterations > 0;
    }
}
