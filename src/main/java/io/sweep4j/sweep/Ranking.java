package io.sweep4j.sweep;

import java.util.Comparator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The one ordering of trials, aware of NaN: every finite trial comes before every diverged one. */
public final class Ranking {

    /**
     * What a trial is ranked by.
     *
     * @param value its best epoch's metric; null, NaN or infinite for none
     * @param epoch that epoch, 0 for none
     */
    public record Entry(TrialState state, @Nullable Double value, int epoch, long number) {
        private int tier() {
            boolean measured = value != null && Double.isFinite(value);
            return switch (state) {
                case COMPLETED, PRUNED -> measured ? 0 : 1;
                case DIVERGED -> 2;
                case RUNNING, CANCELLED -> measured ? 0 : 3;
                case FAILED, WAITING -> 3;
            };
        }
    }

    private Ranking() {}

    /**
     * Best first: by the metric, ties by earlier epoch, then by lower trial number. Finite trials that ended without the
     * metric follow, then diverged ones, the ones with a better epoch before their divergence first; then the rest.
     */
    public static <T> Comparator<T> of(Metric.Goal goal, Function<T, Entry> entry) {
        Comparator<Entry> order = Comparator.comparingInt(Entry::tier)
                .thenComparingDouble(e -> badness(goal, e.value()))
                .thenComparingInt(Entry::epoch)
                .thenComparingLong(Entry::number);
        return Comparator.comparing(entry, order);
    }

    private static double badness(Metric.Goal goal, @Nullable Double value) {
        if (value == null || !Double.isFinite(value)) {
            return Double.POSITIVE_INFINITY;
        }
        return (goal == Metric.Goal.MINIMIZE ? value : -value) + 0.0;
    }
}
