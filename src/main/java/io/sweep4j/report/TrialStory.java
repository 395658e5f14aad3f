package io.sweep4j.report;

import io.sweep4j.store.StoredTrial;
import io.sweep4j.sweep.Divergence;
import io.sweep4j.sweep.Observation;
import io.sweep4j.sweep.OutputMeans;
import io.sweep4j.sweep.Warning;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells in plain text how one trial went wrong, or what became of it instead. */
public final class TrialStory {
    private TrialStory() {}

    /** Writes the story of a trial of the sweep compared, whatever its state, and whether the sweep file still has it or not. */
    public static void write(Appendable out, SweepComparison comparison, StoredTrial trial) throws IOException {
        long number = trial.trial().number();
        out.append("sweep ").append(comparison.sweep().name()).append(", trial " + number + ": ");
        out.append(trial.state().name()).append(trial.inPlan() ? "\n" : ", no longer in the sweep file\n");
        out.append(trial.trial().configuration().toString()).append("\n\n");
        List<Observation> epochs = comparison.curves().stream()
                .filter(curve -> curve.trial().number() == number)
                .findFirst()
                .map(TrialCurve::epochs)
                .orElse(List.of());
        Divergence divergence = trial.divergence();
        if (divergence == null) {
            undiverged(out, trial, epochs);
        } else {
            DivergenceStory.write(out, trial, divergence, nearby(comparison, trial), meaningless(epochs));
        }
    }

    /** What became of a trial without a recorded divergence. */
    private static String outcome(StoredTrial trial, List<Observation> epochs) {
        String soFar = epochs.stream().anyMatch(Observation::diverged)
                ? "something in it went non-finite: the cause is recorded when it ends"
                : "all its numbers stayed finite";
        return switch (trial.state()) {
            case WAITING -> "trial " + trial.trial().number() + " has not been trained yet";
            case RUNNING -> "it is being trained; so far " + soFar;
            case CANCELLED -> "it was stopped before its last epoch; until then " + soFar;
            case FAILED -> "an error ended it: " + trial.error();
            case COMPLETED, PRUNED, DIVERGED -> soFar;
        };
    }

    private static void undiverged(Appendable out, StoredTrial trial, List<Observation> epochs) throws IOException {
        out.append(outcome(trial, epochs)).append('\n');
        for (String code : trial.warnings()) {
            out.append("warning: ")
                    .append(code)
                    .append(": ")
                    .append(Wording.meaning(code))
                    .append('\n');
        }
        Optional<String> note = OutputNote.of(epochs);
        if (note.isPresent()) {
            out.append("note: ").append(note.get()).append('\n');
        }
        if (!epochs.isEmpty()) {
            out.append(
                    "\nby epoch (true_class: mean output at a sample's own class; best_other: mean of the largest at any"
                            + " other)\n");
            TextTable.write(
                    out,
                    List.of("epoch", "cost", "validation_accuracy", "test_accuracy", "true_class", "best_other"),
                    epochs.stream().map(TrialStory::row).toList());
            unnormalised(out, trial, epochs);
        }
    }

    private static List<@Nullable Object> row(Observation epoch) {
        OutputMeans outputs = epoch.outputs();
        return Arrays.asList(
                epoch.epoch(),
                Double.isFinite(epoch.cost()) ? epoch.cost() : null,
                epoch.validationAccuracy(),
                epoch.testAccuracy(),
                outputs == null ? null : outputs.trueClass(),
                outputs == null ? null : outputs.bestOther());
    }

    /**
     * Cross-entropy asks for a high output at the true class alone. Told only where the figures bear it out: the cost fell, the best of
     * the other classes rose, and the lead of the true class shrank.
     */
    private static void unnormalised(Appendable out, StoredTrial trial, List<Observation> epochs) throws IOException {
        OutputMeans first = epochs.get(0).outputs();
        OutputMeans last = epochs.get(epochs.size() - 1).outputs();
        boolean warned = trial.warnings().contains(Warning.UNNORMALISED_OUTPUT.name());
        if (!warned || first == null || last == null) {
            return;
        }
        boolean cheaper = epochs.get(epochs.size() - 1).cost() < epochs.get(0).cost();
        if (!cheaper || last.bestOther() <= first.bestOther() || last.lead() >= first.lead()) {
            return;
        }
        out.append(String.format(
                Locale.ROOT,
                "%nFrom epoch 1 to %d the cost went from %.4g to %.4g and the mean output at the true class from %.4g to"
                        + " %.4g. The best of the other classes went from %.4g to %.4g: the loss multiplies the logarithm"
                        + " of their outputs by a label of 0, so nothing pushes them down, and the lead of the true class"
                        + " went from %.3g to %.3g.%n",
                epochs.size(),
                epochs.get(0).cost(),
                epochs.get(epochs.size() - 1).cost(),
                first.trueClass(),
                last.trueClass(),
                first.bestOther(),
                last.bestOther(),
                first.lead(),
                last.lead()));
    }

    /** What to make of accuracies that were recorded after the divergence; empty if there are none. */
    private static String meaningless(List<Observation> epochs) {
        Observation last = epochs.isEmpty() ? null : epochs.get(epochs.size() - 1);
        if (last == null || !last.diverged()) {
            return "";
        }
        List<String> accuracies = new ArrayList<>();
        if (last.validationAccuracy() != null) {
            accuracies.add("validation_accuracy " + Numbers.compact(last.validationAccuracy(), 6));
        }
        if (last.testAccuracy() != null) {
            accuracies.add("test_accuracy " + Numbers.compact(last.testAccuracy(), 6));
        }
        if (accuracies.isEmpty()) {
            return "";
        }
        boolean one = accuracies.size() == 1;
        String which =
                Wording.list(accuracies) + (one ? ", recorded in epoch " : ", both recorded in epoch ") + last.epoch();
        return last.outputs() == null
                ? which + (one ? ", says" : ", say") + " nothing about the network: a row of NaN counts as class 0, so "
                        + (one ? "it is the share" : "they are the shares") + " of class 0."
                : which + (one ? ", was" : ", were") + " measured after the divergence and "
                        + (one ? "doesn't" : "don't") + " count.";
    }

    /** What survived nearby; empty if nothing did. */
    private static String nearby(SweepComparison comparison, StoredTrial trial) {
        return comparison.diverged().stream()
                .filter(diverged -> diverged.trial().number() == trial.trial().number())
                .findFirst()
                .map(diverged ->
                        DivergenceWording.survived(diverged, comparison.sweep().metric()))
                .orElse("not looked for, since the trial is no longer in the sweep file");
    }
}
