package io.sweep4j.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A curve as one short word of block characters, for a line of a terminal. Stateless and thread-safe. */
public final class Sparkline {
    /** The most characters of a sparkline. */
    public static final int WIDTH = 12;

    private static final String BLOCKS = "▁▂▃▄▅▆▇█";
    private static final String NOT_FINITE = "×";

    private Sparkline() {}

    /**
     * The curve from its lowest to its highest finite value, in the logarithm where every one of them is above zero: a
     * character an epoch, or the last epoch of each of {@link #WIDTH} equal stretches of a longer curve. A stretch that has
     * a value that is not finite is a cross. Missing values are left out; without any value the text is empty.
     */
    public static String ofCosts(List<Double> costs) {
        boolean positive = costs.stream().filter(Double::isFinite).allMatch(cost -> cost > 0);
        return of(costs, positive ? Math::log : cost -> cost);
    }

    /** Likewise, without a logarithm. */
    public static String ofAccuracies(List<@Nullable Double> accuracies) {
        List<Double> known = new ArrayList<>();
        for (Double accuracy : accuracies) {
            if (accuracy != null) {
                known.add(accuracy);
            }
        }
        return of(known, accuracy -> accuracy);
    }

    private static String of(List<Double> values, ToDoubleFunction<Double> scale) {
        List<Double> drawn = drawn(values);
        double[] finite =
                drawn.stream().filter(Double::isFinite).mapToDouble(scale).toArray();
        double low = Arrays.stream(finite).min().orElse(0);
        double high = Arrays.stream(finite).max().orElse(0);
        return drawn.stream()
                .map(value -> Double.isFinite(value) ? block(scale.applyAsDouble(value), low, high) : NOT_FINITE)
                .collect(Collectors.joining());
    }

    private static String block(double value, double low, double high) {
        double share = high > low ? (value / 2 - low / 2) / (high / 2 - low / 2) : 0; // halves don't overflow
        int level = (int) Math.min(BLOCKS.length() - 1, Math.floor(share * BLOCKS.length()));
        return BLOCKS.substring(level, level + 1);
    }

    private static List<Double> drawn(List<Double> values) {
        if (values.size() <= WIDTH) {
            return values;
        }
        List<Double> drawn = new ArrayList<>();
        for (int i = 0; i < WIDTH; i++) {
            List<Double> stretch = values.subList(
                    Math.toIntExact((long) values.size() * i / WIDTH),
                    Math.toIntExact((long) values.size() * (i + 1) / WIDTH));
            drawn.add(stretch.stream()
                    .filter(value -> !Double.isFinite(value))
                    .findFirst()
                    .orElseGet(() -> stretch.get(stretch.size() - 1)));
        }
        return drawn;
    }
}
