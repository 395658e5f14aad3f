package io.sweep4j.report;

import io.sweep4j.store.StoredTrial;
import io.sweep4j.sweep.Metric;
import io.sweep4j.sweep.Observation;
import io.sweep4j.sweep.Parameter;
import io.sweep4j.sweep.Ranking;
import io.sweep4j.sweep.TrialState;
import io.sweep4j.sweep.Value;
import org.jspecify.annotations.Nullable;

/**
 * A started trial at its place in a ranking.
 *
 * @param rank from 1; null for a trial without anything to rank (failed, or nothing finite yet) or no longer in the plan
 * @param best the metric at its best epoch, always finite; null if no epoch was finite
 */
public record RankedTrial(
        @Nullable Integer rank,
        StoredTrial stored,
        @Nullable Double best) {

    /** The trial's number within its sweep, from 1. */
    public long number() {
        return stored.trial().number();
    }

    /** Whether it is ranked by a value of its own and nothing in it went non-finite. */
    public boolean finite() {
        return rank != null && best != null && stored.divergence() == null;
    }

    /** Whether it was trained to its end and nothing in it went non-finite, measured by the metric or not. */
    public boolean survived() {
        return stored.state() == TrialState.COMPLETED;
    }

    /** The epoch of {@link #best}, null if there is none. */
    public @Nullable Integer bestEpoch() {
        Observation epoch = stored.summary().best();
        return best == null || epoch == null ? null : (Integer) epoch.epoch();
    }

    /** The test accuracy of {@link #bestEpoch}, null if there is no such epoch or no test split. */
    public @Nullable Double testAccuracy() {
        Observation epoch = stored.summary().best();
        return best == null || epoch == null ? null : epoch.testAccuracy();
    }

    /** The cost of {@link #bestEpoch}, null if there is no such epoch. */
    public @Nullable Double bestEpochCost() {
        Observation epoch = stored.summary().best();
        return best == null || epoch == null ? null : (Double) epoch.cost();
    }

    /** The last recorded epoch's cost, which may be NaN or infinite; null before the first epoch. */
    public @Nullable Double finalCost() {
        Observation last = stored.summary().last();
        return last == null ? null : (Double) last.cost();
    }

    /** The value the trial was trained with; null for the output activation of a network without hidden layers. */
    public @Nullable Value value(Parameter parameter) {
        return stored.trial().configuration().value(parameter).orElse(null);
    }

    /** A trial outside any ranking. */
    public static RankedTrial unranked(StoredTrial stored, Metric metric) {
        Observation best = stored.summary().best();
        Double value = best == null ? null : best.value(metric.name());
        return new RankedTrial(null, stored, value != null && Double.isFinite(value) ? value : null);
    }

    RankedTrial at(int place) {
        return new RankedTrial(place, stored, best);
    }

    Ranking.Entry entry() {
        Observation epoch = stored.summary().best();
        return new Ranking.Entry(stored.state(), best, epoch == null ? 0 : epoch.epoch(), number());
    }
}
