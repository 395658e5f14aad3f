package io.sweep4j.definition;

import java.util.List;
import java.util.stream.Collectors;

/** A sweep cannot be run as it is written. */
public final class DefinitionException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient List<Problem> problems;

    /** Takes everything that is wrong, at least one thing, in the order it is to be shown. */
    public DefinitionException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining(System.lineSeparator())));
        this.problems = List.copyOf(problems);
    }

    /** What is wrong, by position. */
    public List<Problem> problems() {
        return problems;
    }
}
