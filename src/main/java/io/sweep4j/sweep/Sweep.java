package io.sweep4j.sweep;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A named sweep definition, checked.
 *
 * @param name letters, digits, dots, underscores and hyphens; identifies the sweep in a database
 * @param description free text, empty if none was given
 * @param constants parameters with one value that the file names
 * @param dimensions the grid in file order, the last one running fastest; empty for a single cell
 * @param exclusions cells left out
 * @param repeats how often each cell is trained, with seeds {@code seed}, {@code seed + 1}, …; at least 1
 * @param trainAccuracy whether accuracy on the training split is measured too
 * @param checkpointEvery epochs between two checkpoints of a trial; 0 for none
 * @param limits where training ends early
 * @param source the definition's text, overrides included as trailing comments, kept for provenance
 */
public record Sweep(
        String name,
        String description,
        DatasetSpec dataset,
        Metric metric,
        Map<Parameter, Value> constants,
        List<Dimension> dimensions,
        List<Exclusion> exclusions,
        int repeats,
        OnDivergence onDivergence,
        boolean trainAccuracy,
        int checkpointEvery,
        Limits limits,
        String source) {
    public Sweep {
        EnumMap<Parameter, Value> copy = new EnumMap<>(Parameter.class);
        copy.putAll(constants);
        constants = Collections.unmodifiableMap(copy);
        dimensions = List.copyOf(dimensions);
        exclusions = List.copyOf(exclusions);
    }

    /** The same sweep with another metric. */
    public Sweep rankedBy(Metric other) {
        return new Sweep(
                name,
                description,
                dataset,
                other,
                constants,
                dimensions,
                exclusions,
                repeats,
                onDivergence,
                trainAccuracy,
                checkpointEvery,
                limits,
                source);
    }

    /** All axes in file order, zipped ones side by side. */
    public Stream<Axis> axes() {
        return dimensions.stream().flatMap(dimension -> dimension.axes().stream());
    }
}
