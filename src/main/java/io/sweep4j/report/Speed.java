package io.sweep4j.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How fast the trials were trained, by the clock.
 *
 * @param epochs recorded epochs of the trials that have ended
 * @param seconds time during which at least one of them was under way, above 0
 */
public record Speed(long epochs, double seconds) {

    private record Span(Instant from, Instant to) {}

    /** Epochs of single trials recorded a second. */
    public double perSecond() {
        return epochs / seconds;
    }

    /** Empty if no trial with an epoch has ended, or if the clock did not move meanwhile. */
    static Optional<Speed> of(List<RankedTrial> trials) {
        List<Span> spans = new ArrayList<>();
        long epochs = 0;
        for (RankedTrial trial : trials) {
            Instant from = trial.stored().startedAt();
            Instant to = trial.stored().finishedAt();
            int run = trial.stored().summary().epochsRun();
            if (run > 0 && from != null && to != null && !to.isBefore(from)) {
                spans.add(new Span(from, to));
                epochs += run;
            }
        }
        double seconds = covered(spans).toMillis() / 1000.0;
        return seconds > 0 ? Optional.of(new Speed(epochs, seconds)) : Optional.empty();
    }

    /** The time that the spans cover together. */
    private static Duration covered(List<Span> spans) {
        spans.sort(Comparator.comparing(Span::from));
        Duration covered = Duration.ZERO;
        Instant end = Instant.MIN;
        for (Span span : spans) {
            if (span.to().isAfter(end)) {
                covered = covered.plus(Duration.between(span.from().isAfter(end) ? span.from() : end, span.to()));
                end = span.to();
            }
        }
        return covered;
    }
}
