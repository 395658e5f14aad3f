package io.sweep4j.definition;

import io.sweep4j.sweep.Configuration;
import io.sweep4j.sweep.Parameter;
import io.sweep4j.sweep.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads what stands under one parameter: a value, a list of values, or a map that gives value, values or a range. */
final class ParameterReader {
    /** The longest axis. */
    static final int MOST_VALUES = 100_000;

    private static final int MOST_SHOWN = 8;

    private static final List<String> KEYS = List.of("value", "values", "min", "max", "count", "distribution");
    /** Keys of W&B sweep files that a grid cannot honour. */
    private static final Map<String, String> REFUSED = Map.of(
            "q", "give the count that makes the step, or list the values",
            "mu", "it is for random search",
            "sigma", "it is for random search",
            "probabilities", "a grid takes every value once",
            "parameters", "parameters don't nest");

    private final Problems problems;
    private final ValueReader values;
    private final RangeReader ranges;

    ParameterReader(Problems problems) {
        this.problems = problems;
        this.values = new ValueReader(problems);
        this.ranges = new RangeReader(problems);
    }

    /** The parameter's values; empty, and reported, if any of them is wrong. */
    Optional<ParameterValues> read(Parameter parameter, Node.Entry entry) {
        Mark key = entry.key().mark();
        Node node = entry.value();
        if (node instanceof Node.Mapping map) {
            return map(parameter, key, map);
        }
        if (node instanceof Node.Sequence list) {
            return parameter == Parameter.HIDDEN ? hidden(key, list) : axis(parameter, key, list);
        }
        return constant(parameter, key, node);
    }

    private Optional<ParameterValues> constant(Parameter parameter, Mark key, Node node) {
        return values.value(parameter, node).map(value -> ParameterValues.constant(parameter, key, value, node.mark()));
    }

    private Optional<ParameterValues> axis(Parameter parameter, Mark key, Node.Sequence list) {
        String name = Quote.of(parameter.yaml());
        if (list.items().isEmpty()) {
            problems.add(list.mark(), name + " is an axis without values: expected at least one");
            return Optional.empty();
        }
        if (list.items().size() > MOST_VALUES) {
            problems.add(list.mark(), name + " has more than " + MOST_VALUES + " values");
            return Optional.empty();
        }
        List<Value> read = new ArrayList<>();
        List<Mark> marks = new ArrayList<>();
        for (Node item : list.items()) {
            values.value(parameter, item).ifPresent(value -> {
                read.add(value);
                marks.add(item.mark());
            });
        }
        boolean different = different(parameter, read, marks);
        return different && read.size() == list.items().size()
                ? Optional.of(new ParameterValues(parameter, key, true, read, marks))
                : Optional.empty();
    }

    /** {@code [128, 64]} is one value, {@code [[128], [64]]} an axis. */
    private Optional<ParameterValues> hidden(Mark key, Node.Sequence list) {
        boolean lists = list.items().stream().allMatch(Node.Sequence.class::isInstance);
        boolean scalars = list.items().stream().allMatch(Node.Scalar.class::isInstance);
        if (scalars && !list.bare()) {
            return constant(Parameter.HIDDEN, key, list);
        }
        if (lists) {
            return axis(Parameter.HIDDEN, key, list);
        }
        boolean readable =
                list.items().stream().allMatch(item -> item instanceof Node.Scalar || item instanceof Node.Sequence);
        if (readable) {
            problems.add(
                    list.mark(),
                    scalars
                            ? bothSpellings(list, "'hidden' cannot be widths without brackets")
                            : bothSpellings(list, "'hidden' cannot mix widths and lists of widths"));
        } else {
            list.items().stream()
                    .filter(Node.Mapping.class::isInstance)
                    .forEach(item -> values.value(Parameter.HIDDEN, item));
        }
        return Optional.empty();
    }

    private static String bothSpellings(Node.Sequence list, String problem) {
        int widths = list.items().stream()
                .mapToInt(item ->
                        item instanceof Node.Sequence inner ? inner.items().size() : 1)
                .sum();
        if (widths > MOST_SHOWN || list.items().size() > MOST_SHOWN) {
            return problem + ": write [128, 64] for one network, or [[128], [64]] for an axis";
        }
        String flat = list.items().stream()
                .flatMap(item -> item instanceof Node.Sequence inner ? inner.items().stream() : Stream.of(item))
                .map(ParameterReader::shown)
                .collect(Collectors.joining(", ", "[", "]"));
        String nested = list.items().stream()
                .map(item -> item instanceof Node.Sequence inner
                        ? inner.items().stream().map(ParameterReader::shown).collect(Collectors.joining(", "))
                        : shown(item))
                .collect(Collectors.joining("], [", "[[", "]]"));
        return problem + ": write " + flat + " for one network, or " + nested + " for an axis";
    }

    private static String shown(Node node) {
        return node instanceof Node.Scalar scalar
                        && Numbers.isInteger(scalar.text())
                        && scalar.text().length() < 10
                ? scalar.text()
                : "…";
    }

    private Optional<ParameterValues> map(Parameter parameter, Mark key, Node.Mapping map) {
        String name = Quote.of(parameter.yaml());
        int before = problems.count();
        for (Node.Entry entry : map.entries()) {
            String reason = REFUSED.get(entry.name());
            if (reason != null) {
                problems.add(entry.key().mark(), "'" + entry.name() + "' is not supported: " + reason);
            } else if (!KEYS.contains(entry.name())) {
                problems.add(entry.key().mark(), Keys.other(entry.name(), KEYS));
            }
        }
        if (problems.count() > before) {
            return Optional.empty();
        }
        Optional<Node.Entry> value = map.entry("value");
        Optional<Node.Entry> several = map.entry("values");
        if (value.isPresent() || several.isPresent()) {
            Node.Entry form = value.orElseGet(several::orElseThrow);
            if (companions(form.name(), value.isPresent() ? "constant" : "categorical", map)) {
                return value.isPresent() ? one(parameter, key, form.value()) : list(parameter, key, form.value());
            }
            return Optional.empty();
        }
        if (map.entries().isEmpty()) {
            problems.add(map.mark(), name + " is an empty map: expected value, values, or min, max and count");
            return Optional.empty();
        }
        return ranges.read(parameter, map)
                .map(points -> new ParameterValues(
                        parameter,
                        key,
                        true,
                        points,
                        points.stream().map(p -> map.mark()).toList()));
    }

    /** Whether 'value' or 'values' stands alone, but for the distribution that W&B has for it. */
    private boolean companions(String form, String distribution, Node.Mapping map) {
        boolean alone = true;
        for (Node.Entry entry : map.entries()) {
            boolean fits = entry.name().equals(form)
                    || entry.name().equals("distribution")
                            && entry.value() instanceof Node.Scalar scalar
                            && scalar.text().equals(distribution);
            if (!fits) {
                problems.add(
                        entry.key().mark(),
                        "'" + entry.name() + "' cannot stand beside '" + form
                                + "': give one of value, values, or min, max and count");
                alone = false;
            }
        }
        return alone;
    }

    private Optional<ParameterValues> one(Parameter parameter, Mark key, Node node) {
        if (node instanceof Node.Sequence list && parameter != Parameter.HIDDEN) {
            problems.add(list.mark(), "'value' of " + Quote.of(parameter.yaml()) + " cannot be a list: write 'values'");
            return Optional.empty();
        }
        return constant(parameter, key, node);
    }

    private Optional<ParameterValues> list(Parameter parameter, Mark key, Node node) {
        if (!(node instanceof Node.Sequence list)) {
            problems.addUnexpected(
                    "'values' of " + Quote.of(parameter.yaml()), "a list; for one value write 'value'", node);
            return Optional.empty();
        }
        boolean flat = list.items().stream().anyMatch(Node.Scalar.class::isInstance);
        if (parameter == Parameter.HIDDEN && flat) {
            problems.add(list.mark(), bothSpellings(list, "'values' of 'hidden' is a list of lists of widths"));
            return Optional.empty();
        }
        return axis(parameter, key, list);
    }

    /** Reports equal values, and values that differ in name only from first to last. */
    private boolean different(Parameter parameter, List<Value> read, List<Mark> marks) {
        Map<Value, Integer> first = new HashMap<>();
        boolean different = true;
        for (int i = 0; i < read.size(); i++) {
            Integer earlier = first.putIfAbsent(read.get(i), i);
            if (earlier != null) {
                different = false;
                problems.add(marks.get(i), twice(parameter, read.get(earlier), marks.get(earlier), read.get(i)));
            }
        }
        if (different && read.size() > 1 && allAlike(parameter, read)) {
            different = false;
            problems.add(
                    marks.get(1),
                    "the axis " + Quote.of(parameter.yaml()) + " has no effect: "
                            + read.stream().map(Value::text).collect(Collectors.joining(" and "))
                            + " train alike");
        }
        return different;
    }

    private static boolean allAlike(Parameter parameter, List<Value> read) {
        return read.stream()
                        .map(value -> Configuration.canonical(parameter, value))
                        .distinct()
                        .count()
                == 1;
    }

    private static String twice(Parameter parameter, Value first, Mark mark, Value second) {
        String name = Quote.of(parameter.yaml());
        return first.text().equals(second.text())
                ? name + " has the value " + second.text() + " twice, first " + mark.place()
                : name + " has equal values: " + second.text() + " is " + first.text() + " " + mark.place();
    }
}
