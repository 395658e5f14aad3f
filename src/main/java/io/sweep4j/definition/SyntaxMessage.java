package io.sweep4j.definition;

import com.fasterxml.jackson.dataformat.yaml.snakeyaml.error.MarkedYAMLException;
import java.util.function.IntFunction;

/** Says in one line, and in a learner's words, what the YAML parser could not read. */
record SyntaxMessage(Mark mark, String text) {

    /** @param marks from an index in code points to a position */
    static SyntaxMessage of(MarkedYAMLException e, IntFunction<Mark> marks) {
        String problem = String.valueOf(e.getProblem());
        Mark here = e.getProblemMark() == null
                ? marks.apply(0)
                : marks.apply(e.getProblemMark().getIndex());
        Mark opened = e.getContextMark() == null
                ? here
                : marks.apply(e.getContextMark().getIndex());
        if (problem.contains("TAB")) {
            return new SyntaxMessage(here, "a tab cannot stand here: indent and separate with spaces");
        }
        if (problem.contains("mapping values are not allowed")) {
            return new SyntaxMessage(
                    here,
                    "a ':' cannot stand here: check the indentation, the space after the ':' of the line before,"
                            + " and put text that holds ': ' in quotes");
        }
        if (problem.contains("could not find expected ':'")) {
            return new SyntaxMessage(opened, "expected 'key: value' here, with a space after the ':'");
        }
        if (problem.startsWith("expected ',' or")) {
            boolean list = problem.contains("']'");
            return new SyntaxMessage(
                    here,
                    (list ? "expected ',' or ']' here: the '['" : "expected ',' or '}' here: the '{'") + " opened "
                            + opened.place() + " is not closed");
        }
        if (problem.contains("unexpected end of stream")) {
            return new SyntaxMessage(opened, "the quote opened here is not closed");
        }
        if (problem.contains("unknown escape character") || problem.contains("escape sequence")) {
            return new SyntaxMessage(
                    here, "unknown '\\' escape in double quotes: use single quotes, or write '\\\\' for a backslash");
        }
        if (problem.contains("cannot start any token")) {
            return new SyntaxMessage(here, "a value cannot start with this character: put it in quotes");
        }
        if (problem.startsWith("expected the node content")) {
            return new SyntaxMessage(here, "a value is missing here, or a bracket is left open");
        }
        if (problem.startsWith("expected <block end>") || problem.startsWith("expected '<document start>'")) {
            return new SyntaxMessage(
                    here, "this does not fit what stands before it: check indentation, brackets and quotes");
        }
        return new SyntaxMessage(here, "not valid YAML: " + Quote.of(problem));
    }
}
