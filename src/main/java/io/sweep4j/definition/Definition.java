package io.sweep4j.definition;

import io.sweep4j.sweep.Metric;
import io.sweep4j.sweep.Sweep;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A sweep as read from its file, with the places of everything in it. Immutable and thread-safe. */
public final class Definition {
    private static final Pattern ITEM = Pattern.compile("(.*)\\[([0-9]{1,6})]");

    private final Sweep sweep;
    private final List<Problem> warnings;
    private final Node.Mapping root;

    Definition(Sweep sweep, List<Problem> warnings, Node.Mapping root) {
        this.sweep = sweep;
        this.warnings = List.copyOf(warnings);
        this.root = root;
    }

    /** The sweep. If the reading had problems, only what is left of it. */
    public Sweep sweep() {
        return sweep;
    }

    /** Whether the file or the command line says what trials are ranked by. */
    public boolean namesMetric() {
        return root.entry("metric").isPresent();
    }

    /** The same, ranked by another metric. */
    public Definition rankedBy(Metric metric) {
        return new Definition(sweep.rankedBy(metric), warnings, root);
    }

    /** What is worth saying though nothing is wrong, by position: ignored keys, an unusual goal. */
    public List<Problem> warnings() {
        return warnings;
    }

    /**
     * A problem that a later stage found, at the key it is about.
     *
     * @param path keys joined by dots, list items by their index from 0: {@code dataset.label}, {@code exclude[1]},
     *     {@code parameters.decay[0]}. What the file does not say stands at the nearest key around it, at last at the
     *     start of the file; what an override says stands on the command line.
     */
    public Problem at(String path, String message) {
        Mark mark = root.mark();
        Node node = root;
        for (String step : path.split("\\.", -1)) {
            Matcher item = ITEM.matcher(step);
            boolean indexed = item.matches();
            String key = indexed ? item.group(1) : step;
            Optional<Node.Entry> entry = node instanceof Node.Mapping map ? map.entry(key) : Optional.empty();
            if (entry.isEmpty()) {
                break;
            }
            mark = entry.get().key().mark();
            node = entry.get().value();
            if (indexed) {
                Optional<Node> found = item(node, Integer.parseInt(item.group(2)));
                if (found.isEmpty()) {
                    break;
                }
                node = found.get();
                mark = node.mark();
            }
        }
        return mark.problem(message);
    }

    private static Optional<Node> item(Node node, int index) {
        return node instanceof Node.Sequence list && index < list.items().size()
                ? Optional.of(list.items().get(index))
                : Optional.empty();
    }
}
