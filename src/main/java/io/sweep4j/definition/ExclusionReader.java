package io.sweep4j.definition;

import io.sweep4j.sweep.Exclusion;
import io.sweep4j.sweep.Parameter;
import io.sweep4j.sweep.Spelling;
import io.sweep4j.sweep.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads {@code exclude:}, a list of partial cells, and refuses those that would exclude nothing. */
final class ExclusionReader {
    private static final String EXPECTATION = "a list of partial cells, such as [{activation: softmax, bias_init: 1}]";
    private static final int MOST_LISTED = 12;
    /** Beyond so many problems nobody reads hints, and looking for near values would take its time. */
    private static final int MOST_EXPLAINED = 100;

    private final Problems problems;
    private final ValueReader values;
    private final Map<Parameter, ParameterValues> parameters;
    private final Set<Parameter> invalid;
    private final Map<Parameter, Set<Value>> present = new EnumMap<>(Parameter.class);
    private boolean incomplete;

    /**
     * @param parameters what could be read, in file order
     * @param invalid what could not, and is reported already
     */
    ExclusionReader(Problems problems, Map<Parameter, ParameterValues> parameters, Set<Parameter> invalid) {
        this.problems = problems;
        this.values = new ValueReader(problems);
        this.parameters = parameters;
        this.invalid = invalid;
    }

    /** Whether an exclusion had to be left out. */
    boolean incomplete() {
        return incomplete;
    }

    /** The exclusions that could be read. */
    List<Exclusion> read(Node node) {
        if (!(node instanceof Node.Sequence list)) {
            refuse(node, "'exclude'");
            return List.of();
        }
        List<Exclusion> exclusions = new ArrayList<>();
        for (Node item : list.items()) {
            Exclusion exclusion = exclusion(item);
            if (exclusion != null) {
                exclusions.add(exclusion);
            } else {
                incomplete = true;
            }
        }
        return exclusions;
    }

    private @Nullable Exclusion exclusion(Node node) {
        if (!(node instanceof Node.Mapping map)) {
            refuse(node, "an item of 'exclude'");
            return null;
        }
        if (map.entries().isEmpty()) {
            problems.add(map.mark(), "an item of 'exclude' is empty and would exclude every trial");
            return null;
        }
        Map<Parameter, List<Value>> anyOf = new LinkedHashMap<>();
        for (Node.Entry entry : map.entries()) {
            Optional<ParameterValues> known = known(entry);
            List<Value> listed =
                    known.map(parameter -> listed(parameter, entry.value())).orElse(List.of());
            if (!listed.isEmpty()) {
                anyOf.put(known.orElseThrow().parameter(), listed);
            }
        }
        return anyOf.size() == map.entries().size() ? new Exclusion(anyOf) : null;
    }

    private Optional<ParameterValues> known(Node.Entry entry) {
        Optional<Parameter> parameter = Parameter.named(entry.name());
        if (parameter.isEmpty()) {
            problems.add(entry.key().mark(), Keys.parameter(entry.name()).message());
            return Optional.empty();
        }
        ParameterValues values = parameters.get(parameter.get());
        if (values == null && !invalid.contains(parameter.get())) {
            problems.add(
                    entry.key().mark(),
                    "'exclude' names '" + entry.name()
                            + "', which is not under 'parameters:': this would exclude nothing");
        }
        return Optional.ofNullable(values);
    }

    /** The values to exclude, each known to be in the grid unless the grid was overridden; empty if one of them is wrong. */
    private List<Value> listed(ParameterValues parameter, Node node) {
        List<Node> nodes = anyOf(parameter.parameter(), node);
        if (nodes.isEmpty()) {
            problems.add(
                    node.mark(),
                    "'exclude' lists no value for '" + parameter.parameter().yaml() + "'");
        }
        List<Value> listed = new ArrayList<>();
        boolean complete = true;
        for (Node item : nodes) {
            Optional<Value> value = values.value(parameter.parameter(), item);
            if (value.isEmpty()) {
                complete = false;
            } else if (present(parameter).contains(value.get()) || overridden(parameter, item)) {
                listed.add(value.get());
            } else {
                complete = false;
                problems.add(item.mark(), "'exclude' names a value that " + missing(parameter, value.get()));
            }
        }
        return complete ? listed.stream().distinct().toList() : List.of();
    }

    /** Whether the file's exclusion is of a value that the command line may have taken out of the grid. */
    private static boolean overridden(ParameterValues parameter, Node item) {
        return item.mark().order() == 0 && parameter.key().order() > 0;
    }

    /** Kept, since a long list of exclusions asks again and again. */
    private Set<Value> present(ParameterValues parameter) {
        return present.computeIfAbsent(parameter.parameter(), p -> new HashSet<>(parameter.values()));
    }

    private static List<Node> anyOf(Parameter parameter, Node node) {
        if (!(node instanceof Node.Sequence list)) {
            return List.of(node);
        }
        boolean one = parameter == Parameter.HIDDEN
                && (list.items().isEmpty() || !list.items().stream().allMatch(Node.Sequence.class::isInstance));
        return one ? List.of(list) : list.items();
    }

    private String missing(ParameterValues parameter, Value value) {
        String name = "'" + parameter.parameter().yaml() + "'";
        List<Value> all = parameter.values();
        if (!parameter.axis()) {
            return name + " does not have: it is " + all.get(0).text() + ", not " + value.text();
        }
        if (problems.count() > MOST_EXPLAINED) {
            return name + " does not have: " + value.text();
        }
        String known = all.size() <= MOST_LISTED
                ? "its values are " + all.stream().map(Value::text).collect(Collectors.joining(", "))
                : "the nearest is " + nearest(all, value).text();
        return name + " does not have, " + value.text() + ": " + known;
    }

    private static Value nearest(List<Value> all, Value value) {
        return all.stream()
                .min(Comparator.comparingDouble(candidate -> difference(candidate, value)))
                .orElse(value);
    }

    private static double difference(Value a, Value b) {
        if (a instanceof Value.Real first && b instanceof Value.Real second) {
            return Math.abs(first.number() - second.number());
        }
        if (a instanceof Value.Whole first && b instanceof Value.Whole second) {
            return Math.abs((double) first.number() - (double) second.number());
        }
        return Spelling.distance(a.text(), b.text());
    }

    private void refuse(Node node, String what) {
        incomplete = true;
        problems.addUnexpected(what, EXPECTATION, node);
    }
}
