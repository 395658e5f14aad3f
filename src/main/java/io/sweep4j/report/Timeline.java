package io.sweep4j.report;

import io.sweep4j.store.StoredTrial;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When each trial was under way. Which thread trained it is not recorded, so trials are packed into lanes: each into the
 * first that is free.
 *
 * @param origin when the first one began
 * @param lanes how many there are: as many as trials were ever under way at once
 * @param stays in the order of their beginning
 */
public record Timeline(Instant origin, int lanes, List<Stay> stays) {

    /**
     * A trial's time.
     *
     * @param number the trial's
     * @param lane from 0
     * @param from milliseconds after the origin
     * @param to likewise, not before {@code from}
     */
    public record Stay(long number, int lane, long from, long to) {}

    public Timeline {
        stays = List.copyOf(stays);
    }

    /** Empty if no trial has begun. A trial without an end ends after the seconds that are recorded of it. */
    static Optional<Timeline> of(List<RankedTrial> trials) {
        List<StoredTrial> begun = trials.stream()
                .map(RankedTrial::stored)
                .filter(trial -> trial.startedAt() != null)
                .sorted(Comparator.<StoredTrial, Instant>comparing(Timeline::start)
                        .thenComparingLong(trial -> trial.trial().number()))
                .toList();
        if (begun.isEmpty()) {
            return Optional.empty();
        }
        Instant origin = start(begun.get(0));
        List<Instant> free = new ArrayList<>();
        List<Stay> stays = new ArrayList<>();
        for (StoredTrial trial : begun) {
            Instant start = start(trial);
            Instant end = end(trial, start);
            int lane = 0;
            while (lane < free.size() && free.get(lane).isAfter(start)) {
                lane++;
            }
            if (lane == free.size()) {
                free.add(end);
            } else {
                free.set(lane, end);
            }
            stays.add(new Stay(trial.trial().number(), lane, millis(origin, start), millis(origin, end)));
        }
        return Optional.of(new Timeline(origin, free.size(), stays));
    }

    private static Instant start(StoredTrial trial) {
        Instant start = trial.startedAt();
        return start == null ? Instant.MAX : start;
    }

    private static Instant end(StoredTrial trial, Instant start) {
        @Nullable Instant end = trial.finishedAt();
        if (end == null) {
            Double seconds = trial.seconds();
            end = start.plusMillis(seconds == null ? 0 : Math.round(1000 * seconds));
        }
        return end.isBefore(start) ? start : end;
    }

    private static long millis(Instant from, Instant to) {
        return Duration.between(from, to).toMillis();
    }
}
