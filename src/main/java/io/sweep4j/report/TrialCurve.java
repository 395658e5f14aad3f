package io.sweep4j.report;

import io.sweep4j.sweep.Observation;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/** A trial's recorded epochs, or the ones of them that are drawn, in order. */
public record TrialCurve(RankedTrial trial, List<Observation> epochs) {
    /** Relative; several times that of a float32. */
    private static final double ROUNDING = 1e-6;

    public TrialCurve {
        epochs = List.copyOf(epochs);
    }

    /** Whether the other went the same way: the same accuracies, and costs that differ by rounding at most. */
    boolean alike(TrialCurve other) {
        return epochs.size() == other.epochs.size()
                && IntStream.range(0, epochs.size()).allMatch(i -> alike(epochs.get(i), other.epochs.get(i)));
    }

    private static boolean alike(Observation one, Observation other) {
        return one.epoch() == other.epoch()
                && Objects.equals(one.validationAccuracy(), other.validationAccuracy())
                && Objects.equals(one.testAccuracy(), other.testAccuracy())
                && (one.cost() == other.cost()
                        || Math.abs(one.cost() - other.cost()) <= ROUNDING * Math.abs(one.cost()));
    }
}
