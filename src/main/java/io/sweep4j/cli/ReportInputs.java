package io.sweep4j.cli;

import io.sweep4j.report.ReportInput;
import io.sweep4j.store.StoredSweep;
import io.sweep4j.store.StoredTrial;
import io.sweep4j.store.SweepStore;
import io.sweep4j.sweep.Observation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads from the store what reports are made of. */
final class ReportInputs {
    private ReportInputs() {}

    static ReportInput of(SweepStore store, StoredSweep sweep) {
        List<StoredTrial> trials = store.trials(sweep.name());
        Map<Long, List<Observation>> curves = new HashMap<>(store.curves(sweep.name()));
        return new ReportInput(sweep, trials, curves);
    }
}
