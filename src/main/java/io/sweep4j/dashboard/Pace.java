package io.sweep4j.dashboard;

import io.sweep4j.store.SweepProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalDouble;

/** How quickly one sweep gets on, by the epochs it recorded over the last minute. For one thread at a time. */
final class Pace {
    private static final Duration WINDOW = Duration.ofSeconds(60);
    /** Epochs come in batches, so that a shorter look says little. */
    private static final Duration SHORTEST = Duration.ofSeconds(8);

    private record Mark(Instant at, long epochs) {}

    private final Deque<Mark> marks = new ArrayDeque<>();

    /** Takes note of a state, later than those before, and tells the seconds to go; empty unless it runs and gets on. */
    OptionalDouble secondsLeft(SweepProgress progress, Instant at) {
        if (!progress.state().equals("RUNNING")
                || !marks.isEmpty() && marks.getLast().epochs() > progress.epochsRun()) {
            marks.clear();
        }
        if (!progress.state().equals("RUNNING")) {
            return OptionalDouble.empty();
        }
        marks.add(new Mark(at, progress.epochsRun()));
        while (marks.getFirst().at().isBefore(at.minus(WINDOW))) {
            marks.removeFirst();
        }
        double rate = rate(progress);
        return rate > 0 ? OptionalDouble.of(progress.epochsLeft() / rate) : OptionalDouble.empty();
    }

    private double rate(SweepProgress progress) {
        Mark first = marks.getFirst();
        Mark last = marks.getLast();
        Duration seen = Duration.between(first.at(), last.at());
        return seen.compareTo(SHORTEST) < 0
                ? progress.epochsPerSecond()
                : 1000.0 * (last.epochs() - first.epochs()) / seen.toMillis();
    }
}
