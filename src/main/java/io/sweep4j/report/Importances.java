package io.sweep4j.report;

import io.sweep4j.sweep.Metric;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How much of the trials' ranks each axis explains by itself: the Kruskal-Wallis effect size η²(H) = (H − k + 1) / (n − k),
 * for k values of the axis and n trials (M. Tomczak and E. Tomczak, "The need to report effect size estimates revisited",
 * Trends in Sport Sciences 1(21), 2014). With H corrected for ties it is the share of the variance of the ranks that lies
 * between the values, adjusted for their number: chance alone gives 0 on average, an axis that decides all gives 1.
 *
 * <p>Ranks are by the metric at a trial's best epoch. Equal values share the mean of their ranks; so do all diverged trials,
 * at the worst. What axes do only together is nobody's.
 *
 * @param axes most important first; those of which nothing can be said last
 * @param trials how many were ranked
 * @param diverged how many of them diverged
 */
public record Importances(List<OfAxis> axes, int trials, int diverged) {

    /**
     * An axis.
     *
     * @param axis its place among the varying ones
     * @param share from 0 to 1; null if every trial has a value of its own
     */
    public record OfAxis(int axis, @Nullable Double share) {}

    public Importances {
        axes = List.copyOf(axes);
    }

    /** Empty without an axis, or if all trials are equally good. */
    static Optional<Importances> of(List<VaryingAxis> axes, List<RankedTrial> planned, Metric metric) {
        List<RankedTrial> ranked =
                planned.stream().filter(trial -> trial.rank() != null).toList();
        double[] badness =
                ranked.stream().mapToDouble(trial -> badness(trial, metric)).toArray();
        double[] ranks = Samples.midRanks(badness);
        double mean = (ranks.length + 1) / 2.0;
        double total = squares(ranks, mean);
        if (axes.isEmpty() || !(total > 0)) {
            return Optional.empty();
        }
        List<OfAxis> shares = new ArrayList<>();
        for (int i = 0; i < axes.size(); i++) {
            shares.add(new OfAxis(i, share(axes.get(i), ranked, ranks, mean, total)));
        }
        shares.sort(Comparator.comparing(
                OfAxis::share,
                Comparator.nullsLast(Comparator.<Double>naturalOrder().reversed())));
        int diverged = (int) ranked.stream()
                .filter(trial -> trial.stored().divergence() != null)
                .count();
        return Optional.of(new Importances(shares, ranked.size(), diverged));
    }

    private static double badness(RankedTrial trial, Metric metric) {
        Double best = trial.best();
        if (!trial.finite() || best == null) {
            return Double.POSITIVE_INFINITY;
        }
        return metric.goal() == Metric.Goal.MAXIMIZE ? -best : best;
    }

    private static double squares(double[] ranks, double mean) {
        double sum = 0;
        for (double rank : ranks) {
            sum += (rank - mean) * (rank - mean);
        }
        return sum;
    }

    private static @Nullable Double share(
            VaryingAxis axis, List<RankedTrial> trials, double[] ranks, double mean, double total) {
        double[] sums = new double[axis.size()];
        int[] counts = new int[axis.size()];
        for (int i = 0; i < ranks.length; i++) {
            int place = axis.place(trials.get(i));
            sums[place] += ranks[i];
            counts[place]++;
        }
        int values = 0;
        double between = 0;
        for (int place = 0; place < sums.length; place++) {
            if (counts[place] > 0) {
                values++;
                double apart = sums[place] / counts[place] - mean;
                between += counts[place] * apart * apart;
            }
        }
        int n = ranks.length;
        if (n <= values) {
            return null;
        }
        double h = (n - 1) * between / total;
        return Math.max(0, Math.min(1, (h - values + 1) / (n - values)));
    }
}
