package io.sweep4j.report;

import io.sweep4j.store.StoredTrial;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * When each trial was under way, and with whom. A worker trains several trials at once, so each trial is in the first of its
 * worker's lanes that is free.
 *
 * @param origin when the first one began
 * @param workers in the order of their names, numbers in them by size; trials without a worker come last, under an empty name
 * @param stays in the order of their beginning
 */
public record Timeline(Instant origin, List<Worker> workers, List<Stay> stays) {
    private static final Comparator<String> BY_NAME = Comparator.comparing(String::isEmpty)
            .thenComparing(name -> name.replaceAll("[0-9]+", ""))
            .thenComparing(String::length)
            .thenComparing(Comparator.naturalOrder());

    /**
     * Who trained.
     *
     * @param name empty where it is not recorded
     * @param lanes at least 1: as many as trials were ever under way at once
     */
    public record Worker(String name, int lanes) {}

    /**
     * A trial's time.
     *
     * @param number the trial's
     * @param lane from 0, the lanes of all workers counted through
     * @param from milliseconds after the origin
     * @param to likewise, not before {@code from}
     */
    public record Stay(long number, int lane, long from, long to) {}

    public Timeline {
        workers = List.copyOf(workers);
        stays = List.copyOf(stays);
    }

    /** Those of all workers. */
    public int lanes() {
        return workers.stream().mapToInt(Worker::lanes).sum();
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
        Map<String, List<StoredTrial>> byWorker = begun.stream()
                .collect(Collectors.groupingBy(Timeline::worker, () -> new TreeMap<>(BY_NAME), Collectors.toList()));
        List<Worker> workers = new ArrayList<>();
        List<Stay> stays = new ArrayList<>();
        int[] lanes = {0};
        byWorker.forEach((name, trained) -> {
            int own = pack(trained, origin, lanes[0], stays);
            workers.add(new Worker(name, own));
            lanes[0] += own;
        });
        stays.sort(Comparator.comparingLong(Stay::from).thenComparingLong(Stay::number));
        return Optional.of(new Timeline(origin, workers, stays));
    }

    /** Adds a worker's trials from its first lane on; how many lanes they take. */
    private static int pack(List<StoredTrial> trials, Instant origin, int first, List<Stay> stays) {
        List<Instant> free = new ArrayList<>();
        for (StoredTrial trial : trials) {
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
            stays.add(new Stay(trial.trial().number(), first + lane, millis(origin, start), millis(origin, end)));
        }
        return free.size();
    }

    private static String worker(StoredTrial trial) {
        String worker = trial.worker();
        return worker == null ? "" : worker;
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
