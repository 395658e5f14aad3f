package io.sweep4j.sweep;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A partial cell to leave out of the grid: a cell is excluded when each named parameter has one of the listed values.
 *
 * @param anyOf at least one parameter, each with at least one value
 */
public record Exclusion(Map<Parameter, List<Value>> anyOf) {
    public Exclusion {
        anyOf = Collections.unmodifiableMap(new LinkedHashMap<>(anyOf));
    }
}
