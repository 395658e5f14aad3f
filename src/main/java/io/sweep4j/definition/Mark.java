package io.sweep4j.definition;

import java.util.Comparator;

/**
 * Where something stands: in the file by line and column, or in an override, which is small enough to be quoted whole.
 *
 * @param prefix starts the message of every problem found there; quotes the override
 * @param order place among the overrides, 0 in the file
 */
record Mark(String source, int line, int column, String prefix, int order) {
    /** File first, from top to bottom, then the overrides as they were given. */
    static final Comparator<Mark> BY_POSITION =
            Comparator.comparingInt(Mark::order).thenComparingInt(Mark::line).thenComparingInt(Mark::column);

    static Mark inFile(String source, int line, int column) {
        return new Mark(source, line, column, "", 0);
    }

    /** The mark of all of an override; {@code order} counts from 1. */
    static Mark override(String argument, int order) {
        return new Mark(Problem.COMMAND_LINE, 0, 0, Quote.of(argument) + ": ", order);
    }

    Problem problem(String message) {
        return new Problem(source, line, column, prefix + message);
    }

    /** For naming this place in the message of a problem that stands elsewhere. */
    String place() {
        return order > 0 ? "on the command line" : "at line " + line + ", column " + column;
    }
}
