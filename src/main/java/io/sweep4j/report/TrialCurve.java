package io.sweep4j.report;

import io.sweep4j.sweep.Observation;
import java.util.List;

/** A trial's recorded epochs, or the ones of them that are drawn, in order. */
public record TrialCurve(RankedTrial trial, List<Observation> epochs) {
    public TrialCurve {
        epochs = List.copyOf(epochs);
    }
}
