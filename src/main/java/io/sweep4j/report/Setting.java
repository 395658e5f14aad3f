package io.sweep4j.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something outside of the shared axes that differs between sweeps.
 *
 * @param name as in sweep files or in the provenance
 * @param values by sweep, for people; null where a sweep has none
 */
public record Setting(Kind kind, String name, List<@Nullable String> values) {

    /** What a setting belongs to. */
    public enum Kind {
        PARAMETER,
        METRIC,
        DATA,
        SOFTWARE,
        MACHINE
    }

    public Setting {
        values = Collections.unmodifiableList(new ArrayList<>(values));
    }
}
