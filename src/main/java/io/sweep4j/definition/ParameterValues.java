package io.sweep4j.definition;

import io.sweep4j.sweep.Parameter;
import io.sweep4j.sweep.Value;
import java.util.List;

/**
 * What a sweep file says about one parameter.
 *
 * @param key where the parameter is named
 * @param axis whether it is an axis, if only of one value
 * @param values at least one; a constant's only one
 * @param marks where each value stands
 */
record ParameterValues(Parameter parameter, Mark key, boolean axis, List<Value> values, List<Mark> marks) {
    ParameterValues {
        values = List.copyOf(values);
        marks = List.copyOf(marks);
    }

    static ParameterValues constant(Parameter parameter, Mark key, Value value, Mark mark) {
        return new ParameterValues(parameter, key, false, List.of(value), List.of(mark));
    }
}
