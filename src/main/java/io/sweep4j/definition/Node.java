package io.sweep4j.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A YAML document as a tree of raw texts, each with its position; nothing is interpreted yet. Immutable. */
sealed interface Node {
    Mark mark();

    /** What the node is, as part of a sentence. */
    String kind();

    /** How a scalar was written. */
    enum Style {
        PLAIN,
        QUOTED,
        BLOCK
    }

    record Scalar(Mark mark, String text, Style style) implements Node {
        boolean plain() {
            return style == Style.PLAIN;
        }

        boolean isNull() {
            return plain()
                    && switch (text) {
                        case "", "~", "null", "Null", "NULL" -> true;
                        default -> false;
                    };
        }

        @Override
        public String kind() {
            return Quote.of(text);
        }
    }

    /** @param bare the commas stand outside brackets, as only an override can have them */
    record Sequence(Mark mark, List<Node> items, boolean bare) implements Node {
        @Override
        public String kind() {
            return "a list";
        }
    }

    record Entry(Scalar key, Node value) {
        String name() {
            return key.text();
        }
    }

    /** Entries in file order, no two of one name. */
    record Mapping(Mark mark, List<Entry> entries) implements Node {
        @Override
        public String kind() {
            return "a map";
        }

        Optional<Entry> entry(String name) {
            return entries.stream().filter(entry -> entry.name().equals(name)).findFirst();
        }

        /** The same map with an entry put in place of the one of its name, or at the end. */
        Mapping with(Entry entry) {
            List<Entry> changed = new ArrayList<>(entries);
            for (int i = 0; i < changed.size(); i++) {
                if (changed.get(i).name().equals(entry.name())) {
                    changed.set(i, entry);
                    return new Mapping(mark, List.copyOf(changed));
                }
            }
            changed.add(entry);
            return new Mapping(mark, List.copyOf(changed));
        }
    }

    /** Something that was refused, and reported, while the text was read. */
    record Broken(Mark mark) implements Node {
        @Override
        public String kind() {
            return "something unreadable";
        }
    }
}
