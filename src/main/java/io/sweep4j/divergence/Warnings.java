package io.sweep4j.divergence;

import io.sweep4j.sweep.Configuration;
import io.sweep4j.sweep.Metric;
import io.sweep4j.sweep.Observation;
import io.sweep4j.sweep.TrialSummary;
import io.sweep4j.sweep.Warning;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What is odd about a trial that stayed finite. Pure functions. */
public final class Warnings {
    private static final Set<String> CROSS_ENTROPIES = Set.of("mcxent", "negativeloglikelihood");
    /** A fall of the validation accuracy that is more than noise on some thousand samples. */
    private static final double NOTABLE_FALL = 0.01;

    private Warnings() {}

    /**
     * The warnings of a trial, in the order of {@link Warning}.
     *
     * @param epochs all of them, finite
     * @param mostFrequent share of the most frequent class among the validation samples, or the test samples where there
     *     are none to validate on
     */
    public static List<Warning> of(Configuration configuration, List<Observation> epochs, double mostFrequent) {
        List<Warning> warnings = new ArrayList<>();
        if (dead(epochs)) {
            warnings.add(Warning.DEAD_NETWORK);
        }
        if (atChance(epochs, mostFrequent)) {
            warnings.add(Warning.CHANCE_LEVEL);
        }
        boolean crossEntropy = CROSS_ENTROPIES.contains(configuration.loss());
        if (crossEntropy && epochs.stream().anyMatch(epoch -> epoch.cost() < 0)) {
            warnings.add(Warning.COST_BELOW_ZERO);
        }
        if (crossEntropy && !configuration.outputActivation().equals("softmax")) {
            warnings.add(Warning.UNNORMALISED_OUTPUT);
        }
        if (overfitting(epochs)) {
            warnings.add(Warning.OVERFITTING);
        }
        return warnings;
    }

    /** Accuracies count samples, so only a still network keeps all of them; the cost may differ in its last bits. */
    private static boolean dead(List<Observation> epochs) {
        Observation first = epochs.get(0);
        return epochs.size() > 1
                && epochs.stream()
                        .allMatch(epoch -> Math.abs(epoch.cost() - first.cost()) <= 1e-6 * Math.abs(first.cost())
                                && java.util.Objects.equals(epoch.validationAccuracy(), first.validationAccuracy())
                                && java.util.Objects.equals(epoch.testAccuracy(), first.testAccuracy()));
    }

    private static boolean atChance(List<Observation> epochs, double mostFrequent) {
        TrialSummary summary = TrialSummary.EMPTY;
        Metric cost = new Metric(Metric.Name.COST, Metric.Goal.MINIMIZE);
        for (Observation epoch : epochs) {
            summary = summary.plus(epoch, cost);
        }
        Double best = summary.bestValidationAccuracy() != null
                ? summary.bestValidationAccuracy()
                : summary.bestTestAccuracy();
        return best != null && best <= mostFrequent;
    }

    /** Judged from the best epoch on: a cost that also rose at first has not been fitted better since. */
    private static boolean overfitting(List<Observation> epochs) {
        Observation last = epochs.get(epochs.size() - 1);
        Observation best = last;
        for (Observation epoch : epochs) {
            Double accuracy = epoch.validationAccuracy();
            Double highest = best.validationAccuracy();
            if (accuracy == null || highest == null) {
                return false;
            }
            if (accuracy > highest) {
                best = epoch;
            }
        }
        Double highest = best.validationAccuracy();
        Double end = last.validationAccuracy();
        return highest != null && end != null && highest > end + NOTABLE_FALL && last.cost() < best.cost();
    }
}
