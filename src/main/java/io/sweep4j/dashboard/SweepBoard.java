package io.sweep4j.dashboard;

import io.sweep4j.report.Comparison;
import io.sweep4j.report.FigureData;
import io.sweep4j.report.SweepComparison;
import io.sweep4j.store.StoredTrial;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All of one sweep. Thread-safe; what is asked for often is worked out once. */
final class SweepBoard {
    private final long version;
    private final List<StoredTrial> trials;
    private final Comparison comparison;
    private @Nullable String figures;

    /**
     * @param version of the board that it came with
     * @param trials by number, those that wait included
     * @param comparison of the one sweep
     */
    SweepBoard(long version, List<StoredTrial> trials, Comparison comparison) {
        this.version = version;
        this.trials = List.copyOf(trials);
        this.comparison = comparison;
    }

    long version() {
        return version;
    }

    Comparison comparison() {
        return comparison;
    }

    SweepComparison sweep() {
        return comparison.sweeps().get(0);
    }

    Optional<StoredTrial> trial(long number) {
        return trials.stream().filter(trial -> trial.trial().number() == number).findFirst();
    }

    /** What the figures draw, as a JSON array with the sweep in it. */
    synchronized String figures() {
        String known = figures;
        if (known == null) {
            known = FigureData.of(comparison);
            figures = known;
        }
        return known;
    }
}
