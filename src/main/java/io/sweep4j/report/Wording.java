package io.sweep4j.report;

import io.sweep4j.sweep.Metric;
import io.sweep4j.sweep.NumberKind;
import io.sweep4j.sweep.Parameter;
import io.sweep4j.sweep.TrialState;
import io.sweep4j.sweep.Value;
import io.sweep4j.sweep.Warning;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The sentences that several formats share, as plain text. */
final class Wording {
    /** Significant digits of a measured number in a table. */
    static final int DIGITS = 5;

    private Wording() {}

    /** {@code NaN}, {@code +∞} or {@code −∞}; a finite number to a few digits; a dash for null. */
    static String number(@Nullable Double number) {
        if (number == null) {
            return "–";
        }
        return Double.isFinite(number)
                ? Numbers.compact(number, DIGITS)
                : NumberKind.of(number).symbol();
    }

    /** A share from 0 to 1 to four decimals; a dash for null. */
    static String accuracy(@Nullable Double share) {
        return share == null || !Double.isFinite(share)
                ? number(share)
                : BigDecimal.valueOf(share).setScale(4, RoundingMode.HALF_EVEN).toPlainString();
    }

    /** A share in per cent: {@code 62.5 %}. */
    static String percent(double share) {
        return Numbers.compact(100 * share, 4) + " %";
    }

    /** A value of the metric. */
    static String best(@Nullable Double value, Metric metric) {
        return metric.name() == Metric.Name.COST ? number(value) : accuracy(value);
    }

    /** A parameter's value, long fractions rounded; a dash where the trial has none. */
    static String value(@Nullable Value value) {
        if (value == null) {
            return "–";
        }
        return value instanceof Value.Real real ? real(real) : value.text();
    }

    /** As its author wrote it, unless that is the endless fraction of a computed range. */
    private static String real(Value.Real real) {
        return real.text().length() <= 8 ? real.text() : Numbers.compact(real.number(), DIGITS);
    }

    /** {@code activation tanh, bias_init 0}; empty if nothing varies. */
    static String values(RankedTrial trial, List<Parameter> varying) {
        return varying.stream()
                .map(parameter -> parameter.yaml() + " " + value(trial.value(parameter)))
                .collect(Collectors.joining(", "));
    }

    /** Which way is better, such as {@code best validation_accuracy (higher is better)}. */
    static String metric(SweepComparison comparison) {
        return comparison.sweep().metric().name().yaml()
                + switch (comparison.sweep().metric().goal()) {
                    case MAXIMIZE -> " (higher is better)";
                    case MINIMIZE -> " (lower is better)";
                };
    }

    /** {@code 24 trials: 16 completed, 8 diverged}. */
    static String counts(SweepComparison comparison) {
        long trials =
                comparison.counts().values().stream().mapToLong(Long::longValue).sum();
        String states = comparison.counts().entrySet().stream()
                .map(entry -> entry.getValue() + " " + state(entry.getKey()))
                .collect(Collectors.joining(", "));
        return plural(trials, "trial") + (states.isEmpty() ? "" : ": " + states);
    }

    /** The metric's name in a sentence: {@code validation accuracy}. */
    static String name(Metric metric) {
        return metric.name().yaml().replace('_', ' ');
    }

    static String state(TrialState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    static String plural(long count, String thing) {
        return count + " " + thing + (count == 1 ? "" : "s");
    }

    /** The codes of what is odd about a trial, with commas between; empty for none. */
    static String warnings(RankedTrial trial) {
        return String.join(", ", trial.stored().warnings());
    }

    /** What a warning says, one sentence; empty for a code that this version does not know. */
    static String meaning(String code) {
        return Stream.of(Warning.values())
                .filter(warning -> warning.name().equals(code))
                .map(Warning::meaning)
                .collect(Collectors.joining());
    }

    /** The items with commas between; of more than so many the first ones, and how many there are. */
    static String some(List<String> items, int most) {
        return items.size() <= most
                ? String.join(", ", items)
                : String.join(", ", items.subList(0, most - 1)) + ", … (" + items.size() + " values)";
    }

    /** {@code a}, {@code a and b}, {@code a, b and c}. */
    static String list(List<String> items) {
        int last = items.size() - 1;
        return last < 1
                ? String.join("", items)
                : String.join(", ", items.subList(0, last)) + " and " + items.get(last);
    }
}
