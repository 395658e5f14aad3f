package io.sweep4j.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sweep4j.store.StoredSweep;
import io.sweep4j.store.StoredTrial;
import io.sweep4j.sweep.Configuration;
import io.sweep4j.sweep.Metric;
import io.sweep4j.sweep.Observation;
import io.sweep4j.sweep.Parameter;
import io.sweep4j.sweep.Trial;
import io.sweep4j.sweep.TrialState;
import io.sweep4j.sweep.TrialSummary;
import io.sweep4j.sweep.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    static SweepComparison compare(ReportInput input) {
        return Comparison.of(input).sweeps().get(0);
    }

    /** Trials over the learning rate, each worse than the one before, every fourth diverged at half its epochs. */
    static ReportInput many(int trials, int epochs) {
        List<StoredTrial> stored = new ArrayList<>();
        Map<Long, List<Observation>> curves = new HashMap<>();
        for (long number = 1; number <= trials; number++) {
            int bad = number % 4 == 0 ? epochs / 2 : 0;
            List<Observation> curve = Fixtures.curve(epochs, bad, 0.5 + number * 0.02, 0.1);
            curves.put(number, curve);
            Configuration configuration =
                    Configuration.of(Map.of(Parameter.LEARNING_RATE, Value.Real.of(number / 1000.0)));
            stored.add(Fixtures.trial(number, configuration, curve, Fixtures.divergence(bad)));
        }
        return new ReportInput(Fixtures.sweep("many", "", List.of(Parameter.LEARNING_RATE), trials), stored, curves);
    }

    @Test
    void ranks_every_diverged_trial_after_every_finite_one() {
        List<RankedTrial> ranking = compare(Fixtures.activations()).ranking();
        assertThat(ranking).extracting(RankedTrial::rank).doesNotContainNull().isSorted();
        assertThat(ranking.subList(0, 15)).allMatch(trial -> trial.stored().state() == TrialState.COMPLETED);
        assertThat(ranking.subList(15, 24)).allMatch(trial -> trial.stored().state() == TrialState.DIVERGED);
    }

    @Test
    void tells_varying_from_fixed_parameters() {
        SweepComparison comparison = compare(Fixtures.activations());
        assertThat(comparison.varying())
                .containsExactly(Parameter.ACTIVATION, Parameter.LEARNING_RATE, Parameter.BIAS_INIT);
        assertThat(comparison.fixed())
                .contains(new FixedParameter(Parameter.WEIGHT_INIT, "zero", true))
                .contains(new FixedParameter(Parameter.MOMENTUM, "0.9", false))
                .noneMatch(fixed -> fixed.parameter() == Parameter.OUTPUT_ACTIVATION);
    }

    @Test
    void an_axis_with_one_value_left_is_fixed() {
        ReportInput input = Fixtures.single("one", "");
        StoredSweep sweep = Fixtures.sweep("one", "", List.of(Parameter.LEARNING_RATE), 1);
        assertThat(compare(new ReportInput(sweep, input.trials(), input.curves()))
                        .varying())
                .isEmpty();
    }

    @Test
    void while_trials_wait_tables_have_a_column_for_every_axis_and_figures_for_those_that_differ() {
        ReportInput input = Fixtures.activations();
        List<StoredTrial> tanh = input.trials().subList(0, 6);
        SweepComparison comparison = compare(new ReportInput(input.sweep(), tanh, input.curves()));
        assertThat(comparison.varying())
                .containsExactly(Parameter.ACTIVATION, Parameter.LEARNING_RATE, Parameter.BIAS_INIT);
        assertThat(comparison.axes())
                .extracting(VaryingAxis::parameter)
                .containsExactly(Parameter.LEARNING_RATE, Parameter.BIAS_INIT);
        assertThat(comparison.fixed()).noneMatch(fixed -> fixed.parameter() == Parameter.ACTIVATION);
    }

    @Test
    void counts_what_was_never_started_from_the_plan() {
        assertThat(compare(Fixtures.empty()).counts()).isEqualTo(Map.of(TrialState.WAITING, 3L));
        assertThat(compare(Fixtures.empty()).ranking()).isEmpty();
    }

    @Test
    void puts_failed_and_unplanned_trials_last_and_without_a_rank() {
        ReportInput input = Fixtures.activations();
        StoredTrial best = input.trials().get(22);
        StoredTrial orphan = new StoredTrial(
                best.trial(),
                false,
                best.state(),
                best.engine(),
                best.summary(),
                null,
                List.of(),
                null,
                1.0,
                null,
                null,
                null);
        StoredTrial failed = new StoredTrial(
                new Trial(25, 1, "c".repeat(64), 1, best.trial().configuration()),
                true,
                TrialState.FAILED,
                null,
                TrialSummary.EMPTY,
                null,
                List.of(),
                "disk full",
                null,
                null,
                null,
                null);
        List<StoredTrial> trials = new ArrayList<>(input.trials());
        trials.set(22, orphan);
        trials.add(failed);
        SweepComparison comparison = compare(new ReportInput(input.sweep(), trials, input.curves()));
        assertThat(comparison.ranking().get(23)).matches(trial -> trial.number() == 25 && trial.rank() == null);
        assertThat(comparison.ranking().get(24)).matches(trial -> trial.number() == 23 && trial.rank() == null);
        assertThat(comparison.failed()).extracting(RankedTrial::number).containsExactly(25L);
        assertThat(comparison.best().orElseThrow().number()).isEqualTo(24);
    }

    @Test
    void draws_best_worst_and_diverged_of_many() {
        DrawnCurves drawn = compare(many(300, 500)).drawn();
        assertThat(drawn.curves()).hasSize(DrawnCurves.MOST_CURVES);
        assertThat(drawn.leftOut()).isEqualTo(100);
        assertThat(drawn.thinned()).isTrue();
        assertThat(drawn.curves().get(0).trial().rank()).isEqualTo(1);
        assertThat(drawn.curves().stream()
                        .filter(curve -> curve.trial().stored().divergence() != null))
                .hasSize(66);
    }

    @Test
    void keeps_the_ends_and_the_divergence_of_a_thinned_curve() {
        DrawnCurves drawn = compare(many(4, 5000)).drawn();
        assertThat(drawn.curves()).allMatch(curve -> curve.epochs().size() <= DrawnCurves.MOST_POINTS);
        List<Integer> epochs =
                drawn.curves().get(3).epochs().stream().map(Observation::epoch).toList();
        assertThat(epochs).isSorted().startsWith(1).endsWith(5000).contains(2499, 2500);
    }

    @Test
    void ranks_over_sweeps_with_one_metric_only() {
        ReportInput one = Fixtures.activations();
        ReportInput other = Fixtures.single("one", "");
        Comparison comparison = Comparison.of(List.of(one, other));
        assertThat(comparison.combined()).hasSize(25);
        assertThat(comparison.combined().get(0).trial().rank()).isEqualTo(1);
        StoredSweep s = other.sweep();
        StoredSweep byCost = new StoredSweep(
                s.name(),
                s.description(),
                new Metric(Metric.Name.COST, Metric.Goal.MINIMIZE),
                s.axes(),
                s.state(),
                s.trials(),
                s.createdAt(),
                s.finishedAt(),
                s.definition(),
                s.provenance());
        assertThat(Comparison.of(List.of(one, new ReportInput(byCost, other.trials(), other.curves())))
                        .combined())
                .isEmpty();
        assertThatThrownBy(() -> Comparison.of(List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
