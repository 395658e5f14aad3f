package io.sweep4j.report;

import io.sweep4j.store.StoredSweep;
import io.sweep4j.store.StoredTrial;
import io.sweep4j.sweep.Observation;
import java.util.List;
import java.util.Map;

/**
 * What a report is made of, as read from the store. Immutable.
 *
 * @param trials in any order, WAITING ones included or not: they are counted from {@link StoredSweep#trials()} alone
 * @param curves epochs in order by trial number; trials without one may be missing
 */
public record ReportInput(StoredSweep sweep, List<StoredTrial> trials, Map<Long, List<Observation>> curves) {
    public ReportInput {
        trials = List.copyOf(trials);
        curves = Map.copyOf(curves);
    }
}
