package io.sweep4j.divergence;

import io.sweep4j.sweep.Configuration;
import io.sweep4j.sweep.Metric;
import io.sweep4j.sweep.Observation;
import io.sweep4j.sweep.TrialSummary;
import io.sweep4j.sweep.Warning;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is odd about a trial that stayed finite. Pure functions. */
public final class Warnings {
    private static final Set<String> CROSS_ENTROPIES = Set.of("mcxent", "negativeloglikelihood");
    /** A smaller fall of the validation accuracy is not worth a remark, however many samples it was measured on. */
    private static final double NOTABLE_FALL = 0.01;
    /** Of a cost that ends a little above its lowest: how far it must be below that at the best epoch, and how steadily. */
    private static final double CLEARLY_BELOW = 0.9;

    private static final double MOSTLY = 0.75;

    private Warnings() {}

    /**
     * The warnings of a trial, in the order of {@link Warning}.
     *
     * @param epochs all of them, finite
     */
    public static List<Warning> of(Configuration configuration, List<Observation> epochs, JudgedSamples samples) {
        List<Warning> warnings = new ArrayList<>();
        if (dead(epochs)) {
            warnings.add(Warning.DEAD_NETWORK);
        }
        boolean chance = atChance(epochs, samples.mostFrequent());
        if (chance) {
            warnings.add(Warning.CHANCE_LEVEL);
        }
        boolean crossEntropy = CROSS_ENTROPIES.contains(configuration.loss());
        if (crossEntropy && epochs.stream().anyMatch(epoch -> epoch.cost() < 0)) {
            warnings.add(Warning.COST_BELOW_ZERO);
        }
        boolean unnormalised = crossEntropy && !configuration.outputActivation().equals("softmax");
        if (unnormalised) {
            warnings.add(Warning.UNNORMALISED_OUTPUT);
        }
        if (!chance && !unnormalised && overfitting(epochs, samples)) { // those two explain the same fall
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
    private static boolean overfitting(List<Observation> epochs, JudgedSamples samples) {
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
        return highest != null
                && end != null
                && highest - end > Math.max(NOTABLE_FALL, samples.noise(highest))
                && costFell(epochs.subList(epochs.indexOf(best), epochs.size()), lowest(epochs))
                && !fell(best.trainAccuracy(), last.trainAccuracy());
    }

    private static double lowest(List<Observation> epochs) {
        return epochs.stream().mapToDouble(Observation::cost).min().orElseThrow();
    }

    /** Whether the cost went on falling over these epochs: down to its lowest, or clearly and almost steadily. */
    private static boolean costFell(List<Observation> epochs, double lowest) {
        double first = epochs.get(0).cost();
        double last = epochs.get(epochs.size() - 1).cost();
        int falls = 0;
        for (int i = 1; i < epochs.size(); i++) {
            falls += epochs.get(i).cost() < epochs.get(i - 1).cost() ? 1 : 0;
        }
        return last < first
                && (last <= lowest || last <= CLEARLY_BELOW * first && falls >= MOSTLY * (epochs.size() - 1));
    }

    /** What is also unlearned on the training samples was not learned by heart. */
    private static boolean fell(@Nullable Double before, @Nullable Double after) {
        return before != null && after != null && after < before;
    }
}
