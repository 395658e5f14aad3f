package io.sweep4j.sweep;

import java.util.List;

/**
 * One direction of the grid: an axis, or several that move together.
 *
 * @param axes at least one, all of equal length
 */
public record Dimension(List<Axis> axes) {
    public Dimension {
        axes = List.copyOf(axes);
        if (axes.stream().mapToInt(axis -> axis.values().size()).distinct().count() != 1) {
            throw new IllegalArgumentException("axes of different lengths: " + axes);
        }
    }

    /** How many steps the dimension has, at least 1. */
    public int size() {
        return axes.get(0).values().size();
    }
}
