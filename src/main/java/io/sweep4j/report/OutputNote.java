package io.sweep4j.report;

import io.sweep4j.sweep.Observation;
import java.util.List;
import java.util.Optional;

/**
 * A remark on outputs that were finite in training and not on the samples that accuracy is measured on: nothing diverged, and yet the
 * accuracy comes from numbers that are none.
 */
public final class OutputNote {
    private OutputNote() {}

    /** One sentence without a full stop, empty if there is nothing to remark. Epochs from a divergence on are left out. */
    public static Optional<String> of(List<Observation> epochs) {
        List<Observation> measured = epochs.stream()
                .filter(epoch -> !epoch.diverged())
                .filter(epoch -> epoch.validationAccuracy() != null || epoch.testAccuracy() != null)
                .toList();
        List<Observation> bad =
                measured.stream().filter(epoch -> epoch.outputs() == null).toList();
        if (bad.isEmpty()) {
            return Optional.empty();
        }
        String split = bad.get(0).validationAccuracy() != null ? "validation" : "test";
        return Optional.of(
                bad.size() == measured.size()
                        ? "outputs on the " + split
                                + " samples were not finite in any epoch, or Sweep4j 0.1.0 trained this"
                                + " and did not record them"
                        : "outputs on the " + split + " samples were not finite from epoch "
                                + bad.get(0).epoch() + " on, in " + bad.size() + " of " + measured.size() + " epochs");
    }
}
