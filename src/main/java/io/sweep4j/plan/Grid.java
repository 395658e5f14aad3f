package io.sweep4j.plan;

import io.sweep4j.sweep.Axis;
import io.sweep4j.sweep.Configuration;
import io.sweep4j.sweep.Dimension;
import io.sweep4j.sweep.Exclusion;
import io.sweep4j.sweep.Parameter;
import io.sweep4j.sweep.Sweep;
import io.sweep4j.sweep.Value;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.LongStream;

/**
 * The cells of a sweep: every combination of its dimensions' steps, in file order, the last dimension fastest. Cell i is
 * computed from i, so a grid of any size takes no memory. A cell is kept unless an exclusion names it or an earlier kept
 * cell trains alike. Immutable.
 */
final class Grid {
    /** Parameters that some networks ignore: cells that differ in nothing else train alike. */
    private static final Set<Parameter> CONDITIONAL =
            EnumSet.of(Parameter.OUTPUT_ACTIVATION, Parameter.DROPOUT, Parameter.MOMENTUM, Parameter.DECAY_SCHEDULE);
    /** Parameters that decide whether others make a difference. */
    private static final Set<Parameter> CONDITIONS = EnumSet.of(
            Parameter.HIDDEN,
            Parameter.UPDATER,
            Parameter.DECAY,
            Parameter.DECAY_SCHEDULE,
            Parameter.EPOCHS,
            Parameter.SHUFFLE,
            Parameter.WEIGHT_INIT,
            Parameter.DROPOUT,
            Parameter.ACTIVATION,
            Parameter.OUTPUT_ACTIVATION);

    private final Sweep sweep;
    private final List<Dimension> dimensions;
    private final List<AlikeSteps> steps;
    private final long size;
    /** Whether cells can train alike at all. */
    private final boolean repetitive;

    /** {@link ArithmeticException} if there are more than 2^63−1 cells. */
    Grid(Sweep sweep) {
        this.sweep = sweep;
        this.dimensions = sweep.dimensions();
        this.steps = dimensions.stream().map(AlikeSteps::new).toList();
        long cells = 1;
        for (Dimension dimension : dimensions) {
            cells = Math.multiplyExact(cells, (long) dimension.size());
        }
        this.size = cells;
        this.repetitive = isConditional(sweep) || sweep.axes().anyMatch(Grid::hasValuesAlike);
    }

    /** All cells, kept or not; at least 1. */
    long size() {
        return size;
    }

    /** What the cell is trained with, before any repeat moves its seed. */
    Configuration configuration(long cell) {
        return Configuration.of(values(steps(cell)));
    }

    /** Whether the cell is a trial of its own. */
    boolean keeps(long cell) {
        return original(cell) == cell;
    }

    /** The kept cell that trains as this one does, itself as a rule; −1 for an excluded cell. */
    long original(long cell) {
        int[] steps = steps(cell);
        Map<Parameter, Value> values = values(steps);
        if (excluded(values)) {
            return -1;
        }
        if (!repetitive) {
            return cell;
        }
        List<int[]> alike = stepsMatching(Configuration.of(values));
        if (alike.stream().allMatch(choice -> choice.length == 1)) {
            return cell;
        }
        return firstIncluded(alike);
    }

    /**
     * The kept cell whose training is the given one; −1 if there is none. What the sweep holds constant, and the seed, are
     * not compared.
     */
    long find(Configuration configuration) {
        List<int[]> choices = stepsMatching(configuration);
        return choices.stream().anyMatch(choice -> choice.length == 0) ? -1 : firstIncluded(choices);
    }

    /** How many cells are kept. Dimensions that no rule mentions multiply; only the others are walked. */
    long kept() {
        Set<Parameter> ruled = excludedOn();
        if (isConditional(sweep)) {
            ruled.addAll(CONDITIONS);
            ruled.addAll(CONDITIONAL);
        }
        sweep.axes().filter(Grid::hasValuesAlike).map(Axis::parameter).forEach(ruled::add);
        long free = 1;
        for (Dimension dimension : dimensions) {
            free *= mentions(dimension, ruled) ? 1 : dimension.size();
        }
        return free * subgrid(ruled).filter(this::keeps).count();
    }

    /** Whether some networks ignore an axis. */
    private static boolean isConditional(Sweep sweep) {
        return sweep.axes().map(Axis::parameter).anyMatch(CONDITIONAL::contains);
    }

    /** Whether two names on the axis stand for one function, so that cells differ in nothing else. */
    private static boolean hasValuesAlike(Axis axis) {
        return axis.values().stream()
                        .map(value -> Configuration.canonical(axis.parameter(), value))
                        .distinct()
                        .count()
                < axis.values().size();
    }

    /** Whether some cell that is not excluded passes the test, which may ask for any parameter of {@link #CONDITIONS}. */
    boolean anyCell(Predicate<Configuration> test) {
        Set<Parameter> ruled = excludedOn();
        ruled.addAll(CONDITIONS);
        return subgrid(ruled).anyMatch(cell -> !excluded(values(steps(cell))) && test.test(configuration(cell)));
    }

    private Set<Parameter> excludedOn() {
        Set<Parameter> parameters = EnumSet.noneOf(Parameter.class);
        sweep.exclusions()
                .forEach(exclusion -> parameters.addAll(exclusion.anyOf().keySet()));
        return parameters;
    }

    /** The cells in which only dimensions that mention one of the parameters leave their first step. */
    private LongStream subgrid(Set<Parameter> parameters) {
        long cells = 1;
        for (Dimension dimension : dimensions) {
            cells *= mentions(dimension, parameters) ? dimension.size() : 1;
        }
        return LongStream.range(0, cells).map(index -> {
            int[] steps = new int[dimensions.size()];
            long rest = index;
            for (int d = steps.length - 1; d >= 0; d--) {
                if (mentions(dimensions.get(d), parameters)) {
                    steps[d] = (int) (rest % dimensions.get(d).size());
                    rest /= dimensions.get(d).size();
                }
            }
            return cell(steps);
        });
    }

    private static boolean mentions(Dimension dimension, Set<Parameter> parameters) {
        return dimension.axes().stream().map(Axis::parameter).anyMatch(parameters::contains);
    }

    private int[] steps(long cell) {
        int[] steps = new int[dimensions.size()];
        long rest = cell;
        for (int d = steps.length - 1; d >= 0; d--) {
            int length = dimensions.get(d).size();
            steps[d] = (int) (rest % length);
            rest /= length;
        }
        return steps;
    }

    private long cell(int[] steps) {
        long cell = 0;
        for (int d = 0; d < steps.length; d++) {
            cell = cell * dimensions.get(d).size() + steps[d];
        }
        return cell;
    }

    private Map<Parameter, Value> values(int[] steps) {
        Map<Parameter, Value> values = new EnumMap<>(Parameter.class);
        values.putAll(sweep.constants());
        for (int d = 0; d < steps.length; d++) {
            for (Axis axis : dimensions.get(d).axes()) {
                values.put(axis.parameter(), axis.values().get(steps[d]));
            }
        }
        return values;
    }

    private boolean excluded(Map<Parameter, Value> values) {
        for (Exclusion exclusion : sweep.exclusions()) {
            if (exclusion.anyOf().entrySet().stream()
                    .allMatch(wanted -> wanted.getValue().contains(values.get(wanted.getKey())))) {
                return true;
            }
        }
        return false;
    }

    /** For each dimension, the steps that train as the configuration does, in order. */
    private List<int[]> stepsMatching(Configuration configuration) {
        return steps.stream().map(of -> of.matching(configuration)).toList();
    }

    private long firstIncluded(List<int[]> choices) {
        int[] at = new int[choices.size()];
        while (true) {
            int[] steps = new int[at.length];
            for (int d = 0; d < at.length; d++) {
                steps[d] = choices.get(d)[at[d]];
            }
            if (!excluded(values(steps))) {
                return cell(steps);
            }
            int d = at.length - 1;
            while (d >= 0 && ++at[d] == choices.get(d).length) {
                at[d--] = 0;
            }
            if (d < 0) {
                return -1;
            }
        }
    }
}
