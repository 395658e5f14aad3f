package io.sweep4j.dashboard;

import io.sweep4j.store.SweepProgress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the dashboard shows, as read at one moment. Immutable.
 *
 * @param version from 1; larger than that of every board before
 * @param readAt the moment
 * @param database whether there is one
 * @param problem why nothing newer could be read, for people; null if all is well
 * @param sweeps by name
 * @param details of the sweeps that somebody looks at, by name
 */
record Board(
        long version,
        Instant readAt,
        boolean database,
        @Nullable String problem,
        List<Line> sweeps,
        Map<String, SweepBoard> details) {

    /**
     * A sweep in the list.
     *
     * @param secondsLeft null if nothing tells
     */
    record Line(SweepProgress progress, @Nullable Double secondsLeft) {}

    Board {
        sweeps = List.copyOf(sweeps);
        details = Map.copyOf(details);
    }

    Optional<Line> line(String sweep) {
        return sweeps.stream()
                .filter(line -> line.progress().name().equals(sweep))
                .findFirst();
    }

    Optional<SweepBoard> detail(String sweep) {
        return Optional.ofNullable(details.get(sweep));
    }

    /** The same, no newer, and why. */
    Board stale(long nextVersion, String why) {
        return new Board(nextVersion, readAt, database, why, sweeps, details);
    }
}
