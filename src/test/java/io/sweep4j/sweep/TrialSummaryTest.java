package io.sweep4j.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class TrialSummaryTest {
    private static final Metric ACCURACY = new Metric(Metric.Name.VALIDATION_ACCURACY, Metric.Goal.MAXIMIZE);
    private static final Metric COST = new Metric(Metric.Name.COST, Metric.Goal.MINIMIZE);

    private static Observation epoch(int epoch, double cost, Double validation, Double test, boolean diverged) {
        return new Observation(epoch, cost, null, validation, test, 0.1, 0.1, diverged, 1);
    }

    private static TrialSummary summary(Metric metric, List<Observation> epochs) {
        TrialSummary summary = TrialSummary.EMPTY;
        for (Observation epoch : epochs) {
            summary = summary.plus(epoch, metric);
        }
        return summary;
    }

    @Test
    void each_best_is_its_own_and_ties_go_to_the_earlier_epoch() {
        List<Observation> epochs = List.of(
                epoch(1, 3, 0.5, 0.9, false),
                epoch(2, 1, 0.75, 0.25, false),
                epoch(3, 2, 0.75, 0.5, false),
                epoch(4, 1, 0.25, 0.9, false));
        TrialSummary summary = summary(ACCURACY, epochs);
        assertThat(summary).isEqualTo(new TrialSummary(4, epochs.get(3), 1.0, 0.75, 0.9, epochs.get(1)));
        assertThat(summary(COST, epochs).best()).isEqualTo(epochs.get(1));
    }

    @Test
    void epochs_of_a_divergence_count_as_run_but_never_as_best() {
        List<Observation> epochs = List.of(
                epoch(1, 3, 0.5, 0.5, false), epoch(2, 1, 0.9, 0.9, true), epoch(3, Double.NaN, 0.98, 0.98, true));
        assertThat(summary(ACCURACY, epochs))
                .isEqualTo(new TrialSummary(3, epochs.get(2), 3.0, 0.5, 0.5, epochs.get(0)));
    }

    @Test
    void without_a_validation_split_nothing_is_best_by_it() {
        List<Observation> epochs = List.of(epoch(1, 3, null, 0.5, false));
        assertThat(summary(ACCURACY, epochs)).isEqualTo(new TrialSummary(1, epochs.get(0), 3.0, null, 0.5, null));
    }

    @Provide
    Arbitrary<List<Observation>> histories() {
        Arbitrary<Double> costs = Arbitraries.of(
                Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -1.0, 0.0, -0.0, 0.5, 2.0);
        Arbitrary<Double> shares = Arbitraries.of(0.0, 0.25, 0.5, 1.0).injectNull(0.2);
        return Combinators.combine(costs, shares, shares, Arbitraries.of(true, false))
                .as((cost, validation, test, diverged) -> epoch(1, cost, validation, test, diverged))
                .list()
                .ofMinSize(1)
                .ofMaxSize(8)
                .map(list -> {
                    List<Observation> numbered = new ArrayList<>();
                    for (Observation o : list) {
                        numbered.add(epoch(
                                numbered.size() + 1, o.cost(), o.validationAccuracy(), o.testAccuracy(), o.diverged()));
                    }
                    return numbered;
                });
    }

    @Property
    void it_agrees_with_looking_at_all_epochs_at_once(@ForAll("histories") List<Observation> epochs) {
        TrialSummary summary = summary(ACCURACY, epochs);
        List<Observation> sound = epochs.stream().filter(e -> !e.diverged()).toList();
        assertThat(summary.epochsRun()).isEqualTo(epochs.size());
        assertThat(summary.last()).isEqualTo(epochs.get(epochs.size() - 1));
        double least = sound.stream()
                .mapToDouble(Observation::cost)
                .filter(Double::isFinite)
                .min()
                .orElse(Double.NaN);
        assertThat(summary.bestCost() == null ? Double.NaN : summary.bestCost() + 0.0)
                .isEqualTo((Double) (least + 0.0));
        Double most = sound.stream()
                .map(Observation::validationAccuracy)
                .filter(Objects::nonNull)
                .max(Double::compare)
                .orElse(null);
        assertThat(summary.bestValidationAccuracy()).isEqualTo(most);
        assertThat(summary.best())
                .isEqualTo(sound.stream()
                        .filter(e -> most != null && most.equals(e.validationAccuracy()))
                        .findFirst()
                        .orElse(null));
    }
}
