package io.sweep4j.report;

import java.util.Arrays;

/** Statistics of finite numbers. Pure. */
final class Samples {
    private Samples() {}

    /** The arithmetic mean; NaN of none. */
    static double mean(double[] values) {
        return Arrays.stream(values).sum() / values.length;
    }

    /** The standard deviation of a sample, with the divisor n − 1; 0 of a single number. */
    static double deviation(double[] values) {
        if (values.length < 2) {
            return 0;
        }
        double mean = mean(values);
        double squares = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        return Math.sqrt(squares / (values.length - 1));
    }

    /**
     * The quantile, interpolated between the two neighbours in order (Hyndman and Fan's type 7, as numpy, R and spreadsheets).
     *
     * @param sorted ascending, at least one
     * @param share from 0 to 1
     */
    static double quantile(double[] sorted, double share) {
        double at = share * (sorted.length - 1);
        int below = (int) Math.floor(at);
        int above = Math.min(sorted.length - 1, below + 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }

    /**
     * The places of numbers in ascending order from 1, ties sharing the mean of their places.
     *
     * @param values in any order, infinities included, no NaN
     */
    static double[] midRanks(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double[] ranks = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            int first = lower(sorted, values[i]);
            int last = first;
            while (last + 1 < sorted.length && sorted[last + 1] == values[i]) {
                last++;
            }
            ranks[i] = (first + last) / 2.0 + 1;
        }
        return ranks;
    }

    /** The first place at which the value stands. */
    private static int lower(double[] sorted, double value) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
