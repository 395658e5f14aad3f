package io.sweep4j.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far up the learning rate one combination of values stayed stable.
 *
 * @param cell a trial that has the combination's values
 * @param rates every learning rate with an outcome, rising
 * @param survives the largest at which no trial diverged; null if some did at each
 * @param diverges the smallest above it at which some did; null if none did. Above it others may be stable by luck
 */
public record FrontierLine(
        RankedTrial cell,
        List<RateOutcome> rates,
        @Nullable RateOutcome survives,
        @Nullable RateOutcome diverges) {
    public FrontierLine {
        rates = List.copyOf(rates);
    }

    static FrontierLine of(RankedTrial cell, List<RateOutcome> rates) {
        List<RateOutcome> falling = new ArrayList<>(rates);
        Collections.reverse(falling);
        RateOutcome survives =
                falling.stream().filter(RateOutcome::stable).findFirst().orElse(null);
        RateOutcome diverges = rates.stream()
                .filter(rate -> !rate.stable() && (survives == null || rate.place() > survives.place()))
                .findFirst()
                .orElse(null);
        return new FrontierLine(cell, rates, survives, diverges);
    }

    /** The rates at which a trial diverged although a larger rate survived, rising. */
    public List<RateOutcome> below() {
        return survives == null
                ? List.of()
                : rates.stream()
                        .filter(rate -> !rate.stable() && rate.place() < survives.place())
                        .toList();
    }
}
