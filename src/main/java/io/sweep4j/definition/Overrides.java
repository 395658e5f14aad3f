package io.sweep4j.definition;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The {@code key=value} arguments of a command line, read and put over a file's tree. Immutable once read. */
final class Overrides {
    private static final List<String> SECTIONS = List.of("dataset", "metric", "budget");

    private record Argument(String key, Mark mark, Node value) {}

    private final List<Argument> given;

    private Overrides(List<Argument> given) {
        this.given = List.copyOf(given);
    }

    /** Reads the arguments; those that are wrong are reported and left out. */
    static Overrides read(List<String> arguments, Problems problems) {
        List<Argument> read = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            Mark mark = Mark.override(argument, i + 1);
            int equals = argument.indexOf('=');
            if (equals < 1) {
                problems.add(mark, "expected key=value, such as learning_rate=0.1");
                continue;
            }
            String key = argument.substring(0, equals);
            Optional<String> wrong = wrongKey(key);
            if (wrong.isPresent()) {
                problems.add(mark, wrong.get());
            } else if (!seen.add(key)) {
                problems.add(mark, Quote.of(key) + " is already given on the command line");
            } else {
                Node value = value(argument.substring(equals + 1), key, mark, problems);
                read.add(new Argument(key, mark, value));
            }
        }
        return new Overrides(read);
    }

    static final String COMMENT = "# override: ";

    /** The lines that record the arguments at the end of a sweep's source. */
    static String comments(List<String> arguments) {
        StringBuilder lines = new StringBuilder();
        for (String argument : arguments) {
            lines.append(COMMENT).append(argument.replaceAll("\\R", " ")).append('\n');
        }
        return lines.toString();
    }

    /** The tree with each override in place of what the file says, or after all that it says. */
    Node.Mapping over(Node.Mapping file) {
        Node.Mapping merged = file;
        for (Argument override : given) {
            if (!dotted(override)) {
                merged = Keys.PARAMETERS.contains(override.key())
                        ? withParameter(merged, override)
                        : merged.with(entry(override.key(), override));
            }
        }
        // An option belongs to the dataset that is named on the same command line.
        for (Argument override : given) {
            if (dotted(override)) {
                merged = withOption(merged, override);
            }
        }
        return merged;
    }

    private static Optional<String> wrongKey(String key) {
        int dot = key.indexOf('.');
        String section = dot < 0 ? key : key.substring(0, dot);
        String rest = key.substring(dot + 1);
        if (dot >= 0 && SECTIONS.contains(section) && !rest.isEmpty()) {
            return Optional.empty();
        }
        if (key.equals("parameters") || section.equals("parameters")) {
            return Optional.of("parameters are given by their own names: write "
                    + Quote.of(dot < 0 || rest.isEmpty() ? "learning_rate=0.1" : rest + "=…"));
        }
        boolean known = Keys.PARAMETERS.contains(key)
                || Keys.TOP_LEVEL.contains(key)
                || Keys.IGNORED.contains(key)
                || Keys.NOT_YET.contains(key);
        return known ? Optional.empty() : Optional.of(Keys.override(key).message());
    }

    /** The text as YAML flow; commas outside brackets make a list. */
    private static Node value(String text, String key, Mark mark, Problems problems) {
        boolean clean = text.codePoints().allMatch(c -> SourceText.printable(c) && c != '\n' && c != '\r');
        if (!clean || text.length() > SourceText.LARGEST) {
            problems.add(mark, "the value of " + Quote.of(key) + " must be one line of text");
            return new Node.Broken(mark);
        }
        if (text.isBlank()) {
            problems.add(mark, Quote.of(key) + " has no value after '='");
            return new Node.Broken(mark);
        }
        if (text.strip().endsWith(",") || text.strip().startsWith(",")) {
            problems.add(mark, "a value is missing beside ','");
            return new Node.Broken(mark);
        }
        // The line break ends a comment, which would swallow the bracket.
        Optional<Node> read = TreeReader.read("[" + text + "\n]", index -> mark, problems);
        if (read.isEmpty() || !(read.get() instanceof Node.Sequence list)) {
            return new Node.Broken(mark);
        }
        if (list.items().isEmpty()) {
            problems.add(mark, Quote.of(key) + " has no value after '='");
            return new Node.Broken(mark);
        }
        return list.items().size() == 1 ? list.items().get(0) : new Node.Sequence(mark, list.items(), true);
    }

    private static boolean dotted(Argument override) {
        return override.key().indexOf('.') >= 0;
    }

    private static Node.Mapping withParameter(Node.Mapping root, Argument override) {
        Optional<Node.Entry> parameters = root.entry("parameters");
        boolean empty =
                parameters.isEmpty() || parameters.get().value() instanceof Node.Scalar scalar && scalar.isNull();
        if (empty) {
            Node.Mapping created = new Node.Mapping(override.mark(), List.of(entry(override.key(), override)));
            return root.with(new Node.Entry(scalar("parameters", override.mark()), created));
        }
        if (!(parameters.get().value() instanceof Node.Mapping map)) {
            return root;
        }
        Node.Mapping changed = map.with(entry(override.key(), override));
        return root.with(new Node.Entry(parameters.get().key(), changed));
    }

    private static Node.Mapping withOption(Node.Mapping root, Argument override) {
        int dot = override.key().indexOf('.');
        String section = override.key().substring(0, dot);
        Node.Entry option = entry(override.key().substring(dot + 1), override);
        Optional<Node.Entry> given = root.entry(section);
        Node.Scalar key = given.map(Node.Entry::key).orElseGet(() -> scalar(section, override.mark()));
        Optional<Node> content = given.map(Node.Entry::value);
        if (content.isPresent() && content.get() instanceof Node.Mapping map) {
            return root.with(new Node.Entry(key, map.with(option)));
        }
        List<Node.Entry> entries = new ArrayList<>();
        if (content.isPresent() && content.get() instanceof Node.Scalar name && !section.equals("budget")) {
            entries.add(new Node.Entry(scalar("name", name.mark()), name));
        } else if (content.isPresent()) {
            return root;
        } else if (section.equals("dataset")) {
            entries.add(new Node.Entry(scalar("name", override.mark()), scalar("digits", override.mark())));
        }
        Node.Mapping created = new Node.Mapping(override.mark(), List.copyOf(entries)).with(option);
        return root.with(new Node.Entry(key, created));
    }

    private static Node.Entry entry(String key, Argument override) {
        return new Node.Entry(scalar(key, override.mark()), override.value());
    }

    private static Node.Scalar scalar(String text, Mark mark) {
        return new Node.Scalar(mark, text, Node.Style.PLAIN);
    }
}
