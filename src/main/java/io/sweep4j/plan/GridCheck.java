package io.sweep4j.plan;

import io.sweep4j.sweep.Axis;
import io.sweep4j.sweep.Parameter;
import io.sweep4j.sweep.Sweep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The checks of a sweep that need its grid: does every axis make a difference, is there a trial at all? */
public final class GridCheck {

    /**
     * Something wrong with a grid.
     *
     * @param path the key to blame, such as {@code parameters.momentum}
     * @param error false for a mere warning
     */
    public record Finding(String path, String message, boolean error) {}

    private GridCheck() {}

    /**
     * Looks at a sweep, or at the sound part of one.
     *
     * @param unsound parameters left out of it because of problems of their own; what depends on them is not judged
     * @param exclusionsUnsound likewise for the exclusions
     */
    public static List<Finding> of(Sweep sweep, Set<Parameter> unsound, boolean exclusionsUnsound) {
        Grid grid;
        try {
            grid = new Grid(sweep);
            Math.multiplyExact(grid.size(), (long) sweep.repeats());
        } catch (ArithmeticException e) {
            return List.of(new Finding("parameters", "the grid has more cells than can be counted (2^63)", true));
        }
        List<Finding> findings = new ArrayList<>();
        if (unsound.isEmpty() && !exclusionsUnsound && !grid.anyCell(any -> true)) {
            return List.of(new Finding("exclude", "nothing is left to train: 'exclude' names every cell", true));
        }
        Set<Parameter> axes = java.util.EnumSet.noneOf(Parameter.class);
        sweep.axes().map(Axis::parameter).forEach(axes::add);
        for (Parameter parameter : Parameter.values()) {
            boolean axis = axes.contains(parameter);
            boolean given = axis || sweep.constants().containsKey(parameter);
            boolean judged = given && unsound.stream().noneMatch(other -> decides(other, parameter));
            if (judged && !grid.anyCell(cell -> cell.uses(parameter))) {
                findings.add(finding(parameter, axis));
            }
        }
        if (sweep.repeats() > 1 && unsound.isEmpty() && !grid.anyCell(cell -> cell.uses(Parameter.SEED))) {
            findings.add(new Finding(
                    "repeats", "nothing in these trials is random, so all repeats of a cell are the same", false));
        }
        return findings;
    }

    /**
     * What is easily overlooked in a sweep without faults: that the activation is the output layer's in trials without
     * hidden layers, which then differ in two things from the others. Not said where it is softmax in all of those.
     */
    public static Optional<Finding> note(Sweep sweep) {
        Grid grid = new Grid(sweep);
        boolean output = grid.anyCell(
                cell -> cell.hidden().isEmpty() && !cell.activation().equals("softmax"));
        if (!output || !grid.anyCell(cell -> !cell.hidden().isEmpty())) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                "parameters.activation",
                "'activation' is the output layer's in the trials with hidden [], and the hidden layers' in the others,"
                        + " whose output has 'output_activation'",
                false));
    }

    /** Whether one parameter may decide if another makes a difference. */
    private static boolean decides(Parameter condition, Parameter parameter) {
        return switch (parameter) {
            case OUTPUT_ACTIVATION, DROPOUT -> condition == Parameter.HIDDEN;
            case MOMENTUM -> condition == Parameter.UPDATER;
            case DECAY -> condition == Parameter.DECAY_SCHEDULE || condition == Parameter.EPOCHS;
            case DECAY_SCHEDULE -> condition == Parameter.DECAY;
            case SEED ->
                condition == Parameter.SHUFFLE
                        || condition == Parameter.WEIGHT_INIT
                        || condition == Parameter.DROPOUT
                        || condition == Parameter.HIDDEN
                        || condition == Parameter.ACTIVATION
                        || condition == Parameter.OUTPUT_ACTIVATION;
            default -> false;
        };
    }

    private static Finding finding(Parameter parameter, boolean axis) {
        String reason = switch (parameter) {
            case OUTPUT_ACTIVATION -> "no trial has hidden layers; without any, 'activation' is the output's";
            case DROPOUT -> "no trial has hidden layers, and the first layer's inputs are never dropped";
            case MOMENTUM -> "no trial has updater nesterovs";
            case DECAY -> "with decay_schedule epoch and a single epoch no update is ever decayed";
            case DECAY_SCHEDULE -> "no trial has a decay above 0";
            case SEED -> "nothing in these trials is random (shuffle false, weight_init without draws)";
            default -> throw new IllegalArgumentException(parameter.yaml() + " is always used");
        };
        boolean error = axis || parameter == Parameter.OUTPUT_ACTIVATION || parameter == Parameter.DROPOUT;
        String what = axis ? "the axis '" : "'";
        return new Finding(
                "parameters." + parameter.yaml(), what + parameter.yaml() + "' has no effect: " + reason, error);
    }
}
