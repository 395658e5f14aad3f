package io.sweep4j.definition;

import io.sweep4j.sweep.Parameter;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What came of reading a sweep file: its problems and, where the YAML itself could be read, a definition. The
 * definition is there even beside problems, with all that is wrong left out, so that later stages can add theirs and
 * all are shown in one go; it may be run only if there are no problems. Immutable and thread-safe.
 */
public final class Reading {
    private final List<Problem> problems;
    private final Optional<Definition> definition;
    private final Set<Parameter> invalid;
    private final boolean exclusionsInvalid;

    Reading(
            List<Problem> problems,
            Optional<Definition> definition,
            Set<Parameter> invalid,
            boolean exclusionsInvalid) {
        this.problems = List.copyOf(problems);
        this.definition = definition;
        this.invalid = Set.copyOf(invalid);
        this.exclusionsInvalid = exclusionsInvalid;
    }

    /** All that is wrong: in the file from top to bottom, then on the command line; empty for a sound sweep. */
    public List<Problem> problems() {
        return problems;
    }

    /** The definition or, beside problems, what is left of it; empty if the text is not one YAML map. */
    public Optional<Definition> definition() {
        return definition;
    }

    /** Parameters that the file means to set but that could not be read: the draft has nothing on them. */
    public Set<Parameter> invalid() {
        return invalid;
    }

    /** Whether the draft lacks some exclusion of the file. */
    public boolean exclusionsInvalid() {
        return exclusionsInvalid;
    }

    /** The definition, sound. */
    public Definition orThrow() throws DefinitionException {
        if (!problems.isEmpty()) {
            throw new DefinitionException(problems);
        }
        return definition.orElseThrow();
    }
}
