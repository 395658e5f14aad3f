package io.sweep4j.definition;

import io.sweep4j.sweep.Axis;
import io.sweep4j.sweep.Dimension;
import io.sweep4j.sweep.Parameter;
import io.sweep4j.sweep.Spelling;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads {@code zip:}, a list of groups of axes, and lays the axes out as dimensions. */
final class ZipReader {
    private static final String EXPECTATION = "a list of groups of axes, such as [[decay, bias_init]]";

    private final Problems problems;
    private final Map<Parameter, ParameterValues> parameters;
    private final Set<Parameter> invalid;

    /**
     * @param parameters what could be read, in file order
     * @param invalid what could not, and is reported already
     */
    ZipReader(Problems problems, Map<Parameter, ParameterValues> parameters, Set<Parameter> invalid) {
        this.problems = problems;
        this.parameters = parameters;
        this.invalid = invalid;
    }

    /** The grid in file order; a group that is wrong leaves its axes apart. */
    List<Dimension> read(Optional<Node.Entry> zip) {
        Map<Parameter, Integer> groups = new EnumMap<>(Parameter.class);
        zip.ifPresent(entry -> groups(entry.value(), groups));
        List<Dimension> dimensions = new ArrayList<>();
        Set<Integer> placed = new HashSet<>();
        for (ParameterValues values : parameters.values()) {
            Integer group = groups.get(values.parameter());
            if (values.axis() && group == null) {
                dimensions.add(new Dimension(List.of(axis(values))));
            } else if (values.axis() && placed.add(group)) {
                dimensions.add(new Dimension(parameters.values().stream()
                        .filter(other -> Objects.equals(group, groups.get(other.parameter())))
                        .map(ZipReader::axis)
                        .toList()));
            }
        }
        return dimensions;
    }

    private static Axis axis(ParameterValues values) {
        return new Axis(values.parameter(), values.values());
    }

    private void groups(Node node, Map<Parameter, Integer> groups) {
        if (!(node instanceof Node.Sequence list)) {
            problems.addUnexpected("'zip'", EXPECTATION, node);
            return;
        }
        boolean flat = !list.items().isEmpty() && list.items().stream().allMatch(Node.Scalar.class::isInstance);
        if (flat) {
            String names = list.items().stream()
                    .map(item -> ((Node.Scalar) item).text())
                    .limit(10)
                    .collect(Collectors.joining(", "));
            problems.add(list.mark(), "'zip' is a list of groups: write " + Quote.of("[[" + names + "]]"));
            return;
        }
        Set<Parameter> used = EnumSet.noneOf(Parameter.class);
        for (int i = 0; i < list.items().size(); i++) {
            List<ParameterValues> group = group(list.items().get(i), used);
            for (ParameterValues values : group) {
                groups.put(values.parameter(), i);
            }
        }
    }

    /** The axes of one group, empty if the group is wrong. */
    private List<ParameterValues> group(Node node, Set<Parameter> used) {
        if (!(node instanceof Node.Sequence list)) {
            problems.addUnexpected("a group of 'zip'", EXPECTATION, node);
            return List.of();
        }
        if (list.items().size() < 2) {
            problems.add(list.mark(), "a group of 'zip' needs at least two axes: expected " + EXPECTATION);
            return List.of();
        }
        List<ParameterValues> group = new ArrayList<>();
        for (Node item : list.items()) {
            ParameterValues values = member(item, used);
            if (values != null) {
                group.add(values);
            }
        }
        return group.size() == list.items().size() && sameLength(list.mark(), group) ? group : List.of();
    }

    private @Nullable ParameterValues member(Node item, Set<Parameter> used) {
        if (!(item instanceof Node.Scalar scalar)) {
            problems.addUnexpected("a name in 'zip'", EXPECTATION, item);
            return null;
        }
        Optional<Parameter> parameter = Parameter.named(scalar.text());
        if (parameter.isEmpty()) {
            problems.add(
                    scalar.mark(),
                    "'zip' names " + Quote.of(scalar.text()) + ", which is no parameter"
                            + Aliases.parameter(scalar.text())
                                    .map(near -> ", did you mean '" + near + "'?")
                                    .orElseGet(() -> Spelling.hint(
                                            scalar.text(), axes(), ": the axes are " + String.join(", ", axes()))));
            return null;
        }
        if (!used.add(parameter.get())) {
            problems.add(scalar.mark(), "'zip' names '" + scalar.text() + "' twice: an axis moves with one group");
            return null;
        }
        ParameterValues values = parameters.get(parameter.get());
        if (invalid.contains(parameter.get())) {
            return null;
        }
        if (values == null || !values.axis()) {
            problems.add(
                    scalar.mark(),
                    "'zip' names '" + scalar.text() + "', which "
                            + (values == null ? "is not under 'parameters:'" : "is a constant")
                            + ": only axes can move together"
                            + (values != null && values.marks().get(0).order() > 0
                                    ? "; give it several values on the command line, or add zip=[]"
                                    : ""));
            return null;
        }
        return values;
    }

    private boolean sameLength(Mark mark, List<ParameterValues> group) {
        boolean same =
                group.stream().map(values -> values.values().size()).distinct().count() == 1;
        if (!same) {
            problems.add(
                    mark,
                    "zipped axes need equally many values: "
                            + group.stream()
                                    .map(values -> "'" + values.parameter().yaml() + "' has "
                                            + values.values().size())
                                    .collect(Collectors.joining(", ")));
        }
        return same;
    }

    private List<String> axes() {
        return parameters.values().stream()
                .filter(ParameterValues::axis)
                .map(values -> values.parameter().yaml())
                .toList();
    }
}
