package io.sweep4j.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Where values stand along an axis of a picture.
 *
 * @param low the lowest value shown
 * @param high the highest, above {@code low}
 * @param logarithmic whether equal factors are equal lengths; then {@code low} is above zero
 * @param from the coordinate of {@code low}
 * @param to the coordinate of {@code high}
 */
record SvgScale(double low, double high, boolean logarithmic, double from, double to) {
    private static final int MOST_TICKS = 7;
    private static final double[] STEPS = {1, 2, 5};

    /** A scale that shows all values, all of them finite: in the logarithm if they are above zero. */
    static SvgScale of(double[] values, double from, double to) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        if (!(low <= high)) {
            return new SvgScale(0, 1, false, from, to);
        }
        boolean logarithmic = low > 0;
        if (low == high) {
            double room = low == 0 ? 1 : Math.abs(low) / 2;
            return new SvgScale(
                    Math.max(-Double.MAX_VALUE, low - room),
                    Math.min(Double.MAX_VALUE, high + room),
                    logarithmic,
                    from,
                    to);
        }
        return new SvgScale(low, high, logarithmic, from, to);
    }

    /** The coordinate of a value between {@code low} and {@code high}; the middle where those are too near to tell apart. */
    double at(double value) {
        double span = scaled(high) - scaled(low);
        return from + (to - from) * (span > 0 ? (scaled(value) - scaled(low)) / span : 0.5);
    }

    /** Halves don't overflow. */
    private double scaled(double value) {
        return logarithmic ? Math.log(value) : value / 2;
    }

    /** Round values along the axis, rising: powers of ten where those are enough. */
    List<Double> ticks() {
        return (logarithmic && high / low >= 10 ? powers() : steps())
                .stream().filter(tick -> tick >= low && tick <= high).toList();
    }

    private List<Double> powers() {
        int first = (int) Math.ceil(Math.log10(low));
        int last = (int) Math.floor(Math.log10(high));
        int stride = 1 + (last - first) / MOST_TICKS;
        List<Double> ticks = new ArrayList<>();
        for (int power = first; power <= last; power += stride) {
            ticks.add(Double.parseDouble("1e" + power));
        }
        return ticks;
    }

    private List<Double> steps() {
        double rough = high / MOST_TICKS - low / MOST_TICKS;
        if (!(rough >= Double.MIN_NORMAL)) {
            return List.of();
        }
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double step = 10 * power;
        for (int i = STEPS.length - 1; i >= 0; i--) {
            step = STEPS[i] * power >= rough ? STEPS[i] * power : step;
        }
        List<Double> ticks = new ArrayList<>();
        double first = Math.ceil(low / step);
        for (int i = 0; i <= 2 * MOST_TICKS; i++) {
            ticks.add((first + i) * step);
        }
        return ticks;
    }
}
