package io.sweep4j.definition;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * Evenly spaced points between two ends. Computed in decimal and rounded to 15 digits, so that a point such as 0.01 is
 * the very double that a literal 0.01 is.
 */
final class Ranges {
    private static final MathContext SHOWN = new MathContext(15, RoundingMode.HALF_EVEN);
    private static final MathContext EXACT = new MathContext(50, RoundingMode.HALF_EVEN);

    private Ranges() {}

    /** Points of equal difference; {@code count} of at least 2, ends included. */
    static List<BigDecimal> linear(BigDecimal min, BigDecimal max, int count) {
        BigDecimal steps = BigDecimal.valueOf(count - 1L);
        List<BigDecimal> points = new ArrayList<>(count);
        points.add(min);
        for (int i = 1; i < count - 1; i++) {
            BigDecimal weighted =
                    min.multiply(BigDecimal.valueOf(count - 1L - i)).add(max.multiply(BigDecimal.valueOf(i)));
            points.add(weighted.divide(steps, SHOWN));
        }
        points.add(max);
        return points;
    }

    /** Points of equal ratio; {@code min} above 0, {@code count} of at least 2, ends included. */
    static List<BigDecimal> logarithmic(BigDecimal min, BigDecimal max, int count) {
        BigDecimal ratio = root(max.divide(min, EXACT), logarithm(max) - logarithm(min), count - 1);
        List<BigDecimal> points = new ArrayList<>(count);
        points.add(min);
        BigDecimal point = min;
        for (int i = 1; i < count - 1; i++) {
            point = point.multiply(ratio, EXACT);
            points.add(point.round(SHOWN));
        }
        points.add(max);
        return points;
    }

    /** Points of equal difference rounded to whole numbers, halves up; all different if there are enough numbers. */
    static List<BigDecimal> whole(BigDecimal min, BigDecimal max, int count) {
        BigDecimal steps = BigDecimal.valueOf(count - 1L);
        List<BigDecimal> points = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            BigDecimal way = max.subtract(min).multiply(BigDecimal.valueOf(i));
            points.add(min.add(way.divide(steps, 0, RoundingMode.HALF_UP)));
        }
        return points;
    }

    /** Points of equal ratio rounded to whole numbers; neighbours may meet. */
    static List<BigDecimal> wholeLogarithmic(BigDecimal min, BigDecimal max, int count) {
        return logarithmic(min, max, count).stream()
                .map(point -> point.setScale(0, RoundingMode.HALF_UP))
                .toList();
    }

    /** The natural logarithm, for numbers within the range of a double. */
    private static double logarithm(BigDecimal number) {
        return Math.log(number.doubleValue());
    }

    /** The n-th root of a number above 0, by Newton's method from the double nearest to it. */
    private static BigDecimal root(BigDecimal number, double logarithm, int n) {
        BigDecimal order = BigDecimal.valueOf(n);
        BigDecimal root = BigDecimal.valueOf(Math.exp(logarithm / n));
        // Two steps square a relative error of 1e-13·n twice, which leaves fewer than 1e-30 for any n in use.
        for (int i = 0; i < 3; i++) {
            BigDecimal quotient = number.divide(root.pow(n - 1, EXACT), EXACT);
            root = root.multiply(BigDecimal.valueOf(n - 1L)).add(quotient).divide(order, EXACT);
        }
        return root;
    }
}
