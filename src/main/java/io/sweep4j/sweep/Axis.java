package io.sweep4j.sweep;

import java.util.List;

/**
 * A parameter that takes several values.
 *
 * @param values at least one, in file order, all different
 */
public record Axis(Parameter parameter, List<Value> values) {
    public Axis {
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("axis without values: " + parameter.yaml());
        }
    }
}
