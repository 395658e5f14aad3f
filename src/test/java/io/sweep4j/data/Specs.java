package io.sweep4j.data;

import io.sweep4j.sweep.DatasetKind;
import io.sweep4j.sweep.DatasetOption;
import io.sweep4j.sweep.DatasetSpec;
import io.sweep4j.sweep.Value;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/** Dataset specifications as a sweep file would give them. */
final class Specs {
    private Specs() {}

    /** @param options names and values by turns; values as plain Java objects */
    static DatasetSpec of(DatasetKind kind, Object... options) {
        return with(new DatasetSpec(kind, Map.of()), options);
    }

    static DatasetSpec with(DatasetSpec spec, Object... options) {
        Map<DatasetOption, Value> all = new EnumMap<>(DatasetOption.class);
        all.putAll(spec.options());
        for (int i = 0; i < options.length; i += 2) {
            all.put((DatasetOption) options[i], value(options[i + 1]));
        }
        return new DatasetSpec(spec.kind(), all);
    }

    static DatasetSpec sized(DatasetKind kind, int train, int validation, int test) {
        return of(kind, DatasetOption.TRAIN, train, DatasetOption.VALIDATION, validation, DatasetOption.TEST, test);
    }

    private static Value value(Object value) {
        if (value instanceof Integer whole) {
            return new Value.Whole(whole);
        }
        if (value instanceof Double real) {
            return Value.Real.of(real);
        }
        if (value instanceof Boolean flag) {
            return new Value.Flag(flag);
        }
        return new Value.Text(value instanceof Path path ? path.toString() : (String) value);
    }
}
