package io.sweep4j.report;

import io.sweep4j.sweep.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Values of the shared axes that at least two sweeps have trials of. Immutable.
 *
 * @param values by axis; null where trials have no value, such as the output activation without hidden layers
 * @param places of the values in their axes, from 0
 * @param sides by sweep; null where a sweep has no started trial in the cell
 * @param differences by sweep: its value minus the reference's, always finite; null for the reference, where either has
 *     no value, and where the sweeps have different metrics
 */
public record MatchedCell(
        List<@Nullable Value> values,
        List<Integer> places,
        List<@Nullable CellSide> sides,
        List<@Nullable Double> differences) {
    public MatchedCell {
        values = Collections.unmodifiableList(new ArrayList<>(values));
        places = List.copyOf(places);
        sides = Collections.unmodifiableList(new ArrayList<>(sides));
        differences = Collections.unmodifiableList(new ArrayList<>(differences));
    }

    /** Whether it diverged in one sweep and survived in another. */
    public boolean changedState() {
        return sides.stream().anyMatch(side -> side != null && side.cause() != null)
                && sides.stream().anyMatch(side -> side != null && side.value() != null);
    }

    /** The largest of the differences without its sign; -1 if there is none. */
    double largestDifference() {
        return differences.stream()
                .filter(Objects::nonNull)
                .mapToDouble(Math::abs)
                .max()
                .orElse(-1);
    }
}
