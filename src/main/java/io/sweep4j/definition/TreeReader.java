package io.sweep4j.definition;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import com.fasterxml.jackson.dataformat.yaml.snakeyaml.error.MarkedYAMLException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Turns YAML text into a tree of raw texts with positions. Duplicate keys, anchors, aliases, merge keys and tags are
 * refused here; aliases are never followed, so the tree is no larger than the text. One use each, one thread.
 */
final class TreeReader {
    private static final int DEEPEST = 50;
    private static final int MOST_KEYS = 1_000;
    private static final YAMLFactory YAML = new YAMLFactory();

    private final YAMLParser parser;
    private final int[] text;
    private final IntFunction<Mark> marks;
    private final Problems problems;

    private TreeReader(YAMLParser parser, String text, IntFunction<Mark> marks, Problems problems) {
        this.parser = parser;
        this.text = text.codePoints().toArray();
        this.marks = marks;
        this.problems = problems;
    }

    /** Ends the reading; the problem says why. */
    private static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1;
        private final transient Mark mark;

        Unreadable(Mark mark, String message) {
            super(message);
            this.mark = mark;
        }
    }

    /**
     * Reads one document.
     *
     * @param marks from an index in code points to a position
     * @return empty, with the reason among the problems, if the text is not one YAML document
     */
    static Optional<Node> read(String text, IntFunction<Mark> marks, Problems problems) {
        try (YAMLParser parser = YAML.createParser(text)) {
            return Optional.of(new TreeReader(parser, text, marks, problems).document());
        } catch (MarkedYAMLException e) {
            SyntaxMessage message = SyntaxMessage.of(e, marks);
            problems.add(message.mark(), message.text());
        } catch (Unreadable e) {
            problems.add(e.mark, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            // A text in memory has no other I/O errors than those of its content.
            problems.add(marks.apply(0), "not readable as YAML: " + Quote.of(String.valueOf(e.getMessage())));
        }
        return Optional.empty();
    }

    private Node document() throws IOException, Unreadable {
        JsonToken first = next();
        Node root = first == null ? new Node.Scalar(marks.apply(0), "", Node.Style.PLAIN) : node(first, 0);
        if (next() != null) {
            problems.add(mark(), "a second YAML document starts here: a sweep file holds one");
        }
        // What a file lacks is reported at its start.
        return root instanceof Node.Mapping map ? new Node.Mapping(marks.apply(0), map.entries()) : root;
    }

    private Node node(JsonToken token, int depth) throws IOException, Unreadable {
        Mark mark = mark();
        if (depth > DEEPEST) {
            throw new Unreadable(mark, "lists and maps are nested more than " + DEEPEST + " deep");
        }
        if (parser.isCurrentAlias()) {
            problems.add(
                    mark,
                    "aliases such as " + Quote.of("*" + parser.getText()) + " are not supported: repeat the value");
            return new Node.Broken(mark);
        }
        boolean decorated = refuseDecoration(mark);
        return switch (token) {
            case START_OBJECT -> mapping(mark, depth);
            case START_ARRAY -> sequence(mark, depth);
            default -> decorated ? new Node.Broken(mark) : scalar(mark);
        };
    }

    private Node.Sequence sequence(Mark mark, int depth) throws IOException, Unreadable {
        List<Node> items = new ArrayList<>();
        for (JsonToken token = next(); token != null && token != JsonToken.END_ARRAY; token = next()) {
            items.add(node(token, depth + 1));
        }
        return new Node.Sequence(mark, List.copyOf(items), false);
    }

    private Node.Mapping mapping(Mark mark, int depth) throws IOException, Unreadable {
        List<Node.Entry> entries = new ArrayList<>();
        Map<String, Mark> seen = new HashMap<>();
        for (JsonToken token = next(); token == JsonToken.FIELD_NAME; token = next()) {
            Node.Scalar key = scalar(mark());
            refuseDecoration(key.mark());
            Node value = node(present(next()), depth + 1);
            Mark earlier = seen.putIfAbsent(key.text(), key.mark());
            if (key.text().equals("<<")) {
                problems.add(key.mark(), "merge keys ('<<') are not supported: write the keys out");
            } else if (key.text().isEmpty()) {
                problems.add(key.mark(), "a key is missing before ':'");
            } else if (earlier != null) {
                problems.add(
                        key.mark(), "duplicate key " + Quote.of(key.text()) + ", already given " + earlier.place());
            } else {
                entries.add(new Node.Entry(key, value));
            }
            if (seen.size() > MOST_KEYS) {
                throw new Unreadable(key.mark(), "a map has at most " + MOST_KEYS + " keys");
            }
        }
        return new Node.Mapping(mark, List.copyOf(entries));
    }

    private Node.Scalar scalar(Mark mark) throws IOException {
        return new Node.Scalar(
                mark,
                String.valueOf(parser.getText()),
                switch (startsWith()) {
                    case '\'', '"' -> Node.Style.QUOTED;
                    case '|', '>' -> Node.Style.BLOCK;
                    default -> Node.Style.PLAIN;
                });
    }

    private boolean refuseDecoration(Mark mark) throws IOException {
        return switch (startsWith()) {
            case '&' -> {
                problems.add(mark, "anchors ('&') are not supported: repeat the value where it is needed");
                yield true;
            }
            case '!' -> {
                problems.add(mark, "tags ('!') are not supported: write the plain value");
                yield true;
            }
            default -> false;
        };
    }

    private @Nullable JsonToken next() throws IOException, Unreadable {
        try {
            return parser.nextToken();
        } catch (MarkedYAMLException e) {
            throw e;
        } catch (StreamConstraintsException e) {
            throw new Unreadable(here(), "a key or value is too long");
        } catch (IOException e) {
            throw new Unreadable(here(), "a key must be a plain text, not a list, a map or an alias");
        } catch (RuntimeException e) {
            // The parser underneath lets slip the unchecked exceptions of some broken escapes and directives.
            throw new Unreadable(here(), "not readable as YAML: " + Quote.of(String.valueOf(e.getMessage())));
        }
    }

    private JsonToken present(@Nullable JsonToken token) throws Unreadable {
        if (token == null) {
            throw new Unreadable(here(), "the text ends within a map");
        }
        return token;
    }

    private Mark mark() {
        return marks.apply(index());
    }

    private Mark here() {
        return marks.apply(
                Math.min(text.length, (int) Math.max(0, parser.currentLocation().getCharOffset())));
    }

    private int index() {
        return (int) parser.currentTokenLocation().getCharOffset();
    }

    /** The character at which the current token starts; a space if the token is empty and ends the text. */
    private char startsWith() {
        int index = index();
        return index < text.length && Character.isBmpCodePoint(text[index]) ? (char) text[index] : ' ';
    }
}
