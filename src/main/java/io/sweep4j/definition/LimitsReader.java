package io.sweep4j.definition;

import io.sweep4j.sweep.Limits;
import io.sweep4j.sweep.Value;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what ends a sweep or its trials early: {@code budget:}, {@code timeout:} and {@code max_failed_trials:}. */
final class LimitsReader {
    static final List<String> BUDGET = List.of("wall_clock", "trials");
    private static final String EXPECTATION = "a map such as {wall_clock: 30m, trials: 100}";

    private final Problems problems;
    private final ValueReader values;
    private final DurationReader durations;

    LimitsReader(Problems problems) {
        this.problems = problems;
        this.values = new ValueReader(problems);
        this.durations = new DurationReader(problems);
    }

    /** The limits; what is wrong is reported and left out. */
    Limits read(Node.Mapping root, @Nullable Double target) {
        Optional<Node.Mapping> budget = root.entry("budget").flatMap(this::budget);
        return new Limits(
                budget.flatMap(map -> map.entry("wall_clock"))
                        .flatMap(entry -> durations.read("'wall_clock' of 'budget'", entry.value()))
                        .orElse(null),
                budget.flatMap(map -> map.entry("trials"))
                        .flatMap(entry -> whole("'trials' of 'budget'", 1, entry.value()))
                        .orElse(null),
                root.entry("timeout").flatMap(this::timeout).orElse(null),
                root.entry("max_failed_trials")
                        .flatMap(entry -> whole("'max_failed_trials'", 0, entry.value()))
                        .orElse(null),
                target);
    }

    private Optional<Node.Mapping> budget(Node.Entry entry) {
        if (!(entry.value() instanceof Node.Mapping map)) {
            problems.addUnexpected("'budget'", EXPECTATION, entry.value());
            return Optional.empty();
        }
        if (map.entries().isEmpty()) {
            problems.add(map.mark(), "'budget' is empty: expected " + EXPECTATION);
        }
        for (Node.Entry part : map.entries()) {
            if (!BUDGET.contains(part.name())) {
                problems.add(part.key().mark(), Keys.other(part.name(), BUDGET));
            }
        }
        return Optional.of(map);
    }

    private Optional<Duration> timeout(Node.Entry entry) {
        return durations.read("'timeout'", entry.value());
    }

    private Optional<Long> whole(String label, long low, Node node) {
        return values.whole(label, low, Integer.MAX_VALUE, "a whole number from " + low + " on", node)
                .map(value -> ((Value.Whole) value).number());
    }
}
