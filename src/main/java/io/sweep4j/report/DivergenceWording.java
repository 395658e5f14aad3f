package io.sweep4j.report;

import io.sweep4j.sweep.Cause;
import io.sweep4j.sweep.Configuration;
import io.sweep4j.sweep.Divergence;
import io.sweep4j.sweep.Metric;
import io.sweep4j.sweep.Parameter;
import io.sweep4j.sweep.Value;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What several formats say about divergences, as plain text. */
final class DivergenceWording {
    private DivergenceWording() {}

    /** The cause in a word or two, for where its code is too long. */
    static String label(Cause cause) {
        return cause.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** {@code epoch 1, iteration 1, cost} or {@code epoch 4, iteration 247, gradient of output}. */
    static String where(Divergence divergence) {
        String layer = divergence.layer() == null ? "" : " of " + divergence.layer();
        return "epoch " + divergence.epoch() + ", iteration " + divergence.iteration() + ", "
                + divergence.quantity().label() + layer;
    }

    /** What the stability frontier is, one sentence or two. */
    static String frontier(Frontier frontier) {
        String others = names(frontier.others());
        String along = names(frontier.along());
        return "The largest learning rate at which no trial diverged"
                + (others.isEmpty() ? "" : ", for each combination of " + others)
                + ", and the smallest above it at which one did."
                + (along.isEmpty() ? "" : " Along with the learning rate goes " + along + ".");
    }

    private static String names(List<Parameter> parameters) {
        return Wording.list(parameters.stream().map(Parameter::yaml).toList());
    }

    /** The smallest change along each axis that survived, or else what changed least; empty if every trial diverged. */
    static String survived(DivergedTrial diverged, Metric metric) {
        List<Survivor> survivors = diverged.survivors();
        if (survivors.isEmpty() || anotherRepeat(diverged)) {
            return nearest(diverged, metric);
        }
        if (diverged.neighbours().isEmpty()) {
            List<String> each = survivors.stream()
                    .map(survivor -> changes(diverged, survivor) + " " + outcome(survivor, metric))
                    .toList();
            return (each.size() == 1 ? "Nearest survivor: " : "Nearest survivors: ") + String.join("; ", each) + ".";
        }
        Survivor first = diverged.neighbours().get(0);
        List<String> others = diverged.neighbours().stream()
                .skip(1)
                .map(other -> changes(diverged, other) + " " + outcome(other, metric))
                .toList();
        return "The same cell with " + changes(diverged, first) + " survived " + outcome(first, metric)
                + (others.isEmpty() ? "" : "; so did " + Wording.list(others)) + ".";
    }

    /** The first of those that {@link #survived} names, one short sentence; empty if every trial diverged. */
    static String nearest(DivergedTrial diverged, Metric metric) {
        if (diverged.survivors().isEmpty()) {
            return "";
        }
        Survivor nearest = anotherRepeat(diverged) || diverged.neighbours().isEmpty()
                ? diverged.survivors().get(0)
                : diverged.neighbours().get(0);
        String changes = changes(diverged, nearest);
        String which = anotherRepeat(diverged)
                ? "The same cell with another seed survived "
                : nearest.changes().size() == 1
                        ? "The same cell with " + changes + " survived "
                        : "Nearest survivor: " + changes + " ";
        return which + outcome(nearest, metric) + ".";
    }

    private static boolean anotherRepeat(DivergedTrial diverged) {
        return diverged.survivors().stream()
                .anyMatch(survivor -> survivor.changes().isEmpty());
    }

    private static String changes(DivergedTrial diverged, Survivor survivor) {
        String changes = Wording.list(survivor.changes().entrySet().stream()
                .map(DivergenceWording::change)
                .toList());
        Configuration before = diverged.trial().stored().trial().configuration();
        Configuration after = survivor.trial().stored().trial().configuration();
        boolean another = survivor.changes().containsKey(Parameter.HIDDEN)
                && !survivor.changes().containsKey(Parameter.OUTPUT_ACTIVATION)
                && !before.outputActivation().equals(after.outputActivation());
        return changes + (another ? " and so output " + after.outputActivation() : "");
    }

    private static String change(Map.Entry<Parameter, Value> change) {
        return change.getKey().yaml() + " " + Wording.value(change.getValue());
    }

    /** {@code (0.6698, trial 2)}, with warnings behind: a survivor may be worthless. */
    private static String outcome(Survivor survivor, Metric metric) {
        String warnings = Wording.warnings(survivor.trial());
        return "(" + Wording.best(survivor.trial().best(), metric) + ", trial " + survivor.number()
                + (warnings.isEmpty() ? "" : ", " + warnings) + ")";
    }
}
