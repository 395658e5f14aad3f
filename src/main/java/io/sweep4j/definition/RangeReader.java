package io.sweep4j.definition;

import io.sweep4j.sweep.Domain;
import io.sweep4j.sweep.Parameter;
import io.sweep4j.sweep.Spelling;
import io.sweep4j.sweep.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code {min, max, count, distribution}} into the values of an axis. */
final class RangeReader {
    private static final String UNIFORM = "uniform";
    private static final String LOG = "log_uniform_values";
    private static final String WHOLE = "int_uniform";
    private static final List<String> DISTRIBUTIONS = List.of(UNIFORM, LOG, WHOLE);

    private static final String RANDOM = "it is for random search, and a grid needs evenly spaced points";
    private static final Map<String, String> REFUSED = Map.ofEntries(
            Map.entry("log_uniform", "in W&B it takes exponents; use log_uniform_values, whose ends are the values"),
            Map.entry("inv_log_uniform", "in W&B it takes exponents; use log_uniform_values, or list the values"),
            Map.entry("inv_log_uniform_values", "use log_uniform_values, or list the values"),
            Map.entry("q_uniform", "use uniform or int_uniform with the count that gives the step, or list the values"),
            Map.entry("q_log_uniform", "in W&B it takes exponents; use log_uniform_values, or list the values"),
            Map.entry("q_log_uniform_values", "use log_uniform_values, or list the values"),
            Map.entry("normal", RANDOM),
            Map.entry("q_normal", RANDOM),
            Map.entry("log_normal", RANDOM),
            Map.entry("q_log_normal", RANDOM),
            Map.entry("beta", RANDOM),
            Map.entry("q_beta", RANDOM),
            Map.entry("categorical_w_probabilities", "a grid takes every value once; list them under values"),
            Map.entry("constant", "it goes with value, not with min and max"),
            Map.entry("categorical", "it goes with values, not with min and max"));

    private final Problems problems;
    private final ValueReader values;

    RangeReader(Problems problems) {
        this.problems = problems;
        this.values = new ValueReader(problems);
    }

    /** The points of the range, ends as written; empty, and reported, if it is none. */
    Optional<List<Value>> read(Parameter parameter, Node.Mapping map) {
        String name = Quote.of(parameter.yaml());
        boolean whole = parameter.domain() instanceof Domain.Wholes;
        if (!whole && !(parameter.domain() instanceof Domain.Reals)) {
            problems.add(
                    map.mark(),
                    name + " cannot be a range: only numbers can; list the values, expected "
                            + parameter.domain().expectation());
            return Optional.empty();
        }
        int before = problems.count();
        Optional<Value> min = end("min", parameter, map);
        Optional<Value> max = end("max", parameter, map);
        Optional<Integer> count = count(name, map);
        Optional<String> distribution = distribution(name, map);
        if (problems.count() > before || min.isEmpty() || max.isEmpty() || count.isEmpty()) {
            return Optional.empty();
        }
        boolean integers = Numbers.isInteger(min.get().text())
                && Numbers.isInteger(max.get().text());
        String kind = distribution.orElse(integers ? WHOLE : UNIFORM);
        Optional<String> wrong =
                mismatch(kind, whole, integers, min.get().text(), max.get().text());
        if (wrong.isPresent()) {
            problems.add(map.mark(), name + " " + wrong.get());
            return Optional.empty();
        }
        boolean implied = distribution.isEmpty() && !whole;
        return points(name, kind, whole, implied, map.mark(), min.get(), max.get(), count.get());
    }

    private Optional<Value> end(String key, Parameter parameter, Node.Mapping map) {
        String label = "'" + key + "' of " + Quote.of(parameter.yaml());
        Optional<Node.Entry> entry = map.entry(key);
        if (entry.isEmpty()) {
            problems.add(
                    map.mark(),
                    Quote.of(parameter.yaml()) + " needs '" + key + "': a range is {min: …, max: …, count: …}");
            return Optional.empty();
        }
        return values.value(label, parameter, entry.get().value());
    }

    private Optional<Integer> count(String name, Node.Mapping map) {
        String expectation = "how many values to take, both ends included, from 2 to " + ParameterReader.MOST_VALUES;
        Optional<Node.Entry> entry = map.entry("count");
        if (entry.isEmpty()) {
            problems.add(map.mark(), name + " needs 'count': " + expectation);
            return Optional.empty();
        }
        return values.whole(
                        "'count' of " + name,
                        2,
                        ParameterReader.MOST_VALUES,
                        expectation,
                        entry.get().value())
                .map(count -> (int) ((Value.Whole) count).number());
    }

    private Optional<String> distribution(String name, Node.Mapping map) {
        Optional<Node.Entry> entry = map.entry("distribution");
        if (entry.isEmpty()) {
            return Optional.empty();
        }
        String label = "'distribution' of " + name;
        String expectation = "one of " + String.join(", ", DISTRIBUTIONS);
        Node.Scalar scalar = values.scalar(label, expectation, entry.get().value());
        if (scalar == null || DISTRIBUTIONS.contains(scalar.text())) {
            return Optional.ofNullable(scalar).map(Node.Scalar::text);
        }
        String reason = REFUSED.get(scalar.text());
        problems.add(
                scalar.mark(),
                label + " cannot be " + Quote.of(scalar.text())
                        + (reason != null
                                ? ": " + reason
                                : Spelling.hint(scalar.text(), DISTRIBUTIONS, ": expected " + expectation)));
        return Optional.empty();
    }

    /** Why ends and distribution don't go together, as the end of a sentence that starts with the parameter. */
    private static Optional<String> mismatch(String kind, boolean whole, boolean integers, String min, String max) {
        if (Numbers.exact(min).compareTo(Numbers.exact(max)) >= 0) {
            return Optional.of("has min " + min + " and max " + max
                    + ": min must be below max; for one value write value: " + min);
        }
        if (kind.equals(LOG) && Numbers.exact(min).signum() <= 0) {
            return Optional.of("has min " + min + ": log_uniform_values needs a min above 0");
        }
        if (kind.equals(WHOLE) && !integers) {
            return Optional.of("has min " + min + " and max " + max + ": int_uniform takes whole numbers");
        }
        if (kind.equals(UNIFORM) && whole) {
            return Optional.of("takes whole numbers: write distribution: int_uniform, or leave it out");
        }
        return Optional.empty();
    }

    private Optional<List<Value>> points(
            String name, String kind, boolean whole, boolean implied, Mark mark, Value min, Value max, int count) {
        BigDecimal low = Numbers.exact(min.text());
        BigDecimal high = Numbers.exact(max.text());
        if (kind.equals(WHOLE) || whole) {
            int most = mostWhole(kind, low, high, count);
            if (most < count) {
                problems.add(
                        mark,
                        name + " cannot take " + count + " different whole numbers from " + min.text() + " to "
                                + max.text()
                                + ": the largest count is " + most
                                + (implied ? "; for fractions add distribution: uniform" : ""));
                return Optional.empty();
            }
        }
        List<Value> points = new ArrayList<>(count);
        for (BigDecimal point : compute(kind, whole, low, high, count)) {
            points.add(whole ? new Value.Whole(point.longValueExact()) : ValueReader.spelled(point));
        }
        points.set(0, min);
        points.set(count - 1, max);
        if (!whole && !increasing(points)) {
            problems.add(
                    mark,
                    name + " cannot take " + count + " different numbers from " + min.text() + " to " + max.text()
                            + ": lower the count");
            return Optional.empty();
        }
        return Optional.of(points);
    }

    private static List<BigDecimal> compute(String kind, boolean whole, BigDecimal low, BigDecimal high, int count) {
        if (kind.equals(LOG)) {
            return whole ? Ranges.wholeLogarithmic(low, high, count) : Ranges.logarithmic(low, high, count);
        }
        return kind.equals(WHOLE) ? Ranges.whole(low, high, count) : Ranges.linear(low, high, count);
    }

    /** The largest count, up to the one asked for, that gives different whole numbers. */
    private static int mostWhole(String kind, BigDecimal low, BigDecimal high, int count) {
        BigDecimal numbers = high.subtract(low).add(BigDecimal.ONE);
        int most = numbers.min(BigDecimal.valueOf(count)).intValueExact();
        if (!kind.equals(LOG) || distinct(Ranges.wholeLogarithmic(low, high, most))) {
            return most;
        }
        int good = 2;
        int bad = most;
        while (bad - good > 1) {
            int middle = (good + bad) >>> 1;
            if (distinct(Ranges.wholeLogarithmic(low, high, middle))) {
                good = middle;
            } else {
                bad = middle;
            }
        }
        return good;
    }

    private static boolean distinct(List<BigDecimal> numbers) {
        return new HashSet<>(numbers).size() == numbers.size();
    }

    private static boolean increasing(List<Value> points) {
        for (int i = 1; i < points.size(); i++) {
            if (!(((Value.Real) points.get(i - 1)).number() < ((Value.Real) points.get(i)).number())) {
                return false;
            }
        }
        return true;
    }
}
