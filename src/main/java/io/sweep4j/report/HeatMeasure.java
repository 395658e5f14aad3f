package io.sweep4j.report;

import io.sweep4j.sweep.Metric;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a heat map can show of the trials of a cell. */
public enum HeatMeasure {
    /** The metric of the best finite trial. */
    BEST {
        @Override
        @Nullable
        Double of(List<RankedTrial> trials) {
            return finite(trials).map(RankedTrial::best).findFirst().orElse(null);
        }
    },
    /** The mean of the metric over the finite trials. */
    MEAN {
        @Override
        @Nullable
        Double of(List<RankedTrial> trials) {
            return mean(finite(trials).map(RankedTrial::best).toList());
        }
    },
    /** The lowest cost of a finite trial. */
    COST {
        @Override
        @Nullable
        Double of(List<RankedTrial> trials) {
            return finite(trials)
                    .map(trial -> trial.stored().summary().bestCost())
                    .filter(Objects::nonNull)
                    .min(Double::compare)
                    .orElse(null);
        }
    },
    /** The test accuracy of the best finite trial, at its best epoch. */
    TEST {
        @Override
        @Nullable
        Double of(List<RankedTrial> trials) {
            return finite(trials)
                    .limit(1)
                    .map(RankedTrial::testAccuracy)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null);
        }
    },
    /** The share of the trials that diverged. */
    DIVERGED {
        @Override
        Double of(List<RankedTrial> trials) {
            long diverged = trials.stream()
                    .filter(trial -> trial.stored().divergence() != null)
                    .count();
            return (double) diverged / trials.size();
        }
    },
    /** The mean training time in seconds. */
    SECONDS {
        @Override
        @Nullable
        Double of(List<RankedTrial> trials) {
            return mean(trials.stream().map(trial -> trial.stored().seconds()).toList());
        }
    };

    /**
     * The value of a cell, null where its trials have none.
     *
     * @param trials of the cell, best first, at least one
     */
    abstract @Nullable Double of(List<RankedTrial> trials);

    /** What people call it. */
    String label(Metric metric) {
        String name = Wording.name(metric);
        return switch (this) {
            case BEST -> "best " + name;
            case MEAN -> "mean " + name;
            case COST -> "lowest cost";
            case TEST -> "test accuracy of the best";
            case DIVERGED -> "share diverged";
            case SECONDS -> "mean training time (s)";
        };
    }

    /** Whether more of it is better. */
    boolean moreIsBetter(Metric metric) {
        return switch (this) {
            case BEST, MEAN -> metric.goal() == Metric.Goal.MAXIMIZE;
            case TEST -> true;
            case COST, DIVERGED, SECONDS -> false;
        };
    }

    /** Whether it says something beside the metric itself. */
    boolean tells(Metric metric) {
        return !(this == COST && metric.name() == Metric.Name.COST)
                && !(this == TEST && metric.name() == Metric.Name.TEST_ACCURACY);
    }

    private static Stream<RankedTrial> finite(List<RankedTrial> trials) {
        return trials.stream().filter(RankedTrial::finite);
    }

    private static @Nullable Double mean(List<@Nullable Double> values) {
        double[] numbers = values.stream()
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .toArray();
        return numbers.length == 0 ? null : (Double) Samples.mean(numbers);
    }
}
