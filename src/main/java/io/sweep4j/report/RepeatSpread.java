package io.sweep4j.report;

import io.sweep4j.sweep.Metric;
import io.sweep4j.sweep.Parameter;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How far the repeats of one cell lie apart, by the metric at each repeat's best epoch.
 *
 * @param repeats started trials of the cell, at least 2
 * @param finite how many of them are finite, at least 1; mean and deviation are over these
 * @param deviation standard deviation of the sample (the divisor is finite − 1); 0 if only one is finite
 */
public record RepeatSpread(int repeats, int finite, double mean, double deviation) {

    /** The standard error of the mean: the deviation by the root of the number. */
    public double standardError() {
        return deviation / Math.sqrt(finite);
    }

    /** {@code 0.8512 ± 0.0021}; empty if only one is finite. */
    public String shown(Metric metric) {
        return finite > 1 ? Wording.best(mean, metric) + " ± " + Numbers.compact(deviation, 2) : "";
    }

    /** What is shown, or what there is in its place, in words. */
    public String about() {
        if (finite < 2) {
            return "the only finite one of " + repeats + " repeats of its values";
        }
        return "mean ± standard deviation over "
                + (finite == repeats
                        ? "the " + repeats + " repeats of its values"
                        : "the " + finite + " finite of " + repeats + " repeats of its values")
                + " (standard error " + Numbers.compact(standardError(), 2) + ")";
    }

    /**
     * The spread of the trial's cell: all trials that differ from it in the seed alone.
     *
     * @param trial a finite one
     * @param planned the started trials of the plan, the trial among them
     * @return empty if the cell has no other trial
     */
    static Optional<RepeatSpread> of(RankedTrial trial, List<RankedTrial> planned) {
        List<RankedTrial> cell =
                planned.stream().filter(other -> sameCell(trial, other)).toList();
        if (cell.size() < 2) {
            return Optional.empty();
        }
        double[] values = cell.stream()
                .filter(RankedTrial::finite)
                .map(RankedTrial::best)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        double mean = Samples.mean(values);
        return Optional.of(new RepeatSpread(cell.size(), values.length, mean, Samples.deviation(values)));
    }

    private static boolean sameCell(RankedTrial one, RankedTrial other) {
        return Stream.of(Parameter.values())
                .filter(parameter -> parameter != Parameter.SEED)
                .allMatch(parameter -> Objects.equals(one.value(parameter), other.value(parameter)));
    }
}
