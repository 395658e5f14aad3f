package io.sweep4j.report;

import io.sweep4j.sweep.Ranking;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a report says, worked out once: every format only words it. Pure and immutable.
 *
 * @param sweeps in the order they were asked for
 * @param combined the trials of all sweeps in one ranking, best first, ranked anew; empty for a single sweep, or where
 *     the sweeps have different metrics
 * @param matching the sweeps side by side; empty for a single sweep
 */
public record Comparison(List<SweepComparison> sweeps, List<Placed> combined, Optional<Matching> matching) {

    /**
     * A trial in the ranking over several sweeps.
     *
     * @param sweep the sweep's place in {@link Comparison#sweeps}, from 0
     * @param trial with its rank over all sweeps
     */
    public record Placed(int sweep, RankedTrial trial) {}

    public Comparison {
        sweeps = List.copyOf(sweeps);
        combined = List.copyOf(combined);
    }

    /** Compares the trials of one sweep, or of several. {@link IllegalArgumentException} for none. */
    public static Comparison of(List<ReportInput> inputs) {
        if (inputs.isEmpty()) {
            throw new IllegalArgumentException("nothing to compare");
        }
        List<SweepComparison> sweeps = inputs.stream().map(SweepComparison::of).toList();
        return new Comparison(
                sweeps, combine(sweeps), sweeps.size() < 2 ? Optional.empty() : Optional.of(Matching.of(sweeps)));
    }

    /** Compares the trials of one sweep. */
    public static Comparison of(ReportInput input) {
        return of(List.of(input));
    }

    private static List<Placed> combine(List<SweepComparison> sweeps) {
        boolean comparable =
                sweeps.stream().map(sweep -> sweep.sweep().metric()).distinct().count() == 1;
        if (sweeps.size() < 2 || !comparable) {
            return List.of();
        }
        List<Placed> ranked = new ArrayList<>();
        for (int i = 0; i < sweeps.size(); i++) {
            for (RankedTrial trial : sweeps.get(i).ranking()) {
                if (trial.rank() != null) {
                    ranked.add(new Placed(i, trial));
                }
            }
        }
        Comparator<Placed> order = Ranking.of(
                sweeps.get(0).sweep().metric().goal(), placed -> placed.trial().entry());
        ranked.sort(order.thenComparingInt(Placed::sweep));
        List<Placed> combined = new ArrayList<>();
        for (Placed placed : ranked) {
            combined.add(new Placed(placed.sweep(), placed.trial().at(combined.size() + 1)));
        }
        return combined;
    }
}
