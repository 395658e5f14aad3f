package io.sweep4j.definition;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads sweep definitions. Nothing that a file or a command line holds makes these methods throw: it becomes a problem
 * with its position. Thread-safe.
 */
public final class Definitions {
    private Definitions() {}

    /**
     * Reads a sweep file.
     *
     * @param file named in problems as it is given here
     * @param overrides {@code key=value} arguments, which win over the file
     * @throws IOException if the file cannot be read
     */
    public static Reading read(Path file, List<String> overrides) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return read(file.toString(), in.readNBytes(SourceText.LARGEST + 1), overrides);
        }
    }

    /**
     * Reads the bytes of a sweep file.
     *
     * @param source names the file in problems
     */
    public static Reading read(String source, byte[] bytes, List<String> overrides) {
        Problems problems = new Problems();
        return read(source, SourceText.decode(source, bytes, problems), overrides, problems);
    }

    /**
     * Reads the text of a sweep file.
     *
     * @param source names the file in problems
     */
    public static Reading read(String source, String text, List<String> overrides) {
        Problems problems = new Problems();
        return read(source, SourceText.check(source, text, problems), overrides, problems);
    }

    /** Whether a sweep may be called so. */
    public static boolean isName(String name) {
        return SweepReader.isName(name);
    }

    /** A commented sweep file to start from; {@link IllegalArgumentException} if it may not be called so. */
    public static String template(String name) {
        if (!isName(name)) {
            throw new IllegalArgumentException("not a name for a sweep: " + name);
        }
        return Template.of(name);
    }

    private static Reading read(String source, Optional<SourceText> text, List<String> arguments, Problems problems) {
        Overrides overrides = Overrides.read(arguments, problems);
        Optional<Node> root = text.flatMap(t -> TreeReader.read(t.text(), t::mark, problems));
        if (root.isPresent() && root.get() instanceof Node.Mapping map) {
            Node.Mapping merged = overrides.over(map);
            Problems notes = new Problems();
            String kept = kept(text.orElseThrow().text(), arguments);
            SweepReader.Draft draft = new SweepReader(merged, problems, notes).read(kept);
            Definition definition = new Definition(draft.sweep(), notes.sorted(), merged);
            return new Reading(problems.sorted(), Optional.of(definition), draft.invalid(), draft.exclusionsInvalid());
        }
        root.filter(node -> !(node instanceof Node.Broken))
                .ifPresent(node -> problems.add(node.mark(), notASweep(node)));
        return new Reading(problems.sorted(), Optional.empty(), Set.of(), false);
    }

    private static String notASweep(Node node) {
        boolean empty = node instanceof Node.Scalar scalar && scalar.isNull();
        return (empty ? "the file is empty" : "a sweep file cannot be " + node.kind())
                + ": expected a map of keys, at least 'name' and 'parameters'";
    }

    /** The file's text, with the arguments as comments at its end. */
    private static String kept(String text, List<String> arguments) {
        boolean open = !arguments.isEmpty() && !text.isEmpty() && !text.endsWith("\n");
        return text + (open ? "\n" : "") + Overrides.comments(arguments);
    }
}
