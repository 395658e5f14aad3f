package io.sweep4j.report;

import static io.sweep4j.report.ComparisonTest.compare;
import static io.sweep4j.report.Fixtures.cell;
import static org.assertj.core.api.Assertions.assertThat;

import io.sweep4j.store.StoredTrial;
import io.sweep4j.sweep.Cause;
import io.sweep4j.sweep.Configuration;
import io.sweep4j.sweep.Parameter;
import io.sweep4j.sweep.Trial;
import io.sweep4j.sweep.TrialState;
import io.sweep4j.sweep.TrialSummary;
import io.sweep4j.sweep.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DivergenceMapTest {
    private static DivergenceMap map(ReportInput input) {
        return compare(input).map();
    }

    private static HeatCell at(HeatMap map, int down, int across) {
        return map.cells().stream()
                .filter(cell -> cell.down() == down && cell.across() == across)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void groups_the_diverged_trials_by_cause_and_number() {
        List<CauseGroup> causes = map(Fixtures.activations()).causes();
        assertThat(causes).extracting(CauseGroup::cause).containsExactly(Cause.GROWING_STEPS, Cause.LOG_OF_ZERO);
        assertThat(causes.get(1).trials())
                .extracting(trial -> trial.trial().number())
                .containsExactly(1L, 3L, 5L, 13L, 15L, 17L);
    }

    @Test
    void maps_every_pair_of_axes() {
        List<HeatMap> maps = map(Fixtures.activations()).heatMaps();
        assertThat(maps).extracting(HeatMap::down).containsExactly(0, 0, 1);
        assertThat(maps).extracting(HeatMap::across).containsExactly(1, 2, 2);
        assertThat(maps).extracting(map -> map.cells().size()).containsExactly(12, 8, 6);
    }

    @Test
    void says_of_a_cell_how_many_diverged_why_and_which_finite_trial_is_best() {
        HeatMap activationByBias = map(Fixtures.activations()).heatMaps().get(1);
        HeatCell tanhZero = at(activationByBias, 0, 0);
        assertThat(tanhZero.causes()).isEqualTo(Map.of(Cause.LOG_OF_ZERO, 3));
        assertThat(tanhZero.trials()).isEqualTo(3);
        assertThat(tanhZero.best()).isNull();
        HeatCell tanhOne = at(activationByBias, 0, 1);
        assertThat(tanhOne.causes()).isEqualTo(Map.of(Cause.GROWING_STEPS, 1));
        assertThat(tanhOne.diverged()).isEqualTo(1);
        List<RankedTrial> ranking = compare(Fixtures.activations()).ranking();
        assertThat(tanhOne.best())
                .isEqualTo(ranking.stream()
                        .filter(trial -> trial.number() == 2 || trial.number() == 4 || trial.number() == 6)
                        .findFirst()
                        .orElseThrow());
    }

    @Test
    void gives_trials_without_a_value_a_place_of_their_own() {
        List<StoredTrial> trials = new ArrayList<>();
        long number = 0;
        for (Map<Parameter, Value> values : List.<Map<Parameter, Value>>of(
                Map.of(Parameter.HIDDEN, new Value.Widths(List.of())),
                Map.of(
                        Parameter.HIDDEN,
                        new Value.Widths(List.of(8)),
                        Parameter.OUTPUT_ACTIVATION,
                        new Value.Text("tanh")),
                Map.of(
                        Parameter.HIDDEN,
                        new Value.Widths(List.of(8)),
                        Parameter.OUTPUT_ACTIVATION,
                        new Value.Text("softmax")))) {
            trials.add(Fixtures.trial(++number, Configuration.of(values), Fixtures.curve(2, 0, 1, 0.1), null));
        }
        SweepComparison comparison = compare(new ReportInput(
                Fixtures.sweep("layers", "", List.of(Parameter.HIDDEN, Parameter.OUTPUT_ACTIVATION), 3),
                trials,
                Map.of()));
        assertThat(comparison.axes().get(1).labels()).containsExactly("tanh", "softmax", "–");
        assertThat(comparison.map().heatMaps().get(0).cells()).hasSize(3).anyMatch(cell -> cell.across() == 2);
    }

    @Test
    void leaves_out_axes_that_no_eye_takes_in() {
        List<Fixtures.Cell> cells = new ArrayList<>();
        for (int i = 1; i <= HeatMap.MOST_VALUES + 1; i++) {
            cells.add(cell(0, i, i % 2));
        }
        DivergenceMap map = map(Fixtures.sweep(List.of(Parameter.LEARNING_RATE, Parameter.BIAS_INIT), cells));
        assertThat(map.heatMaps()).isEmpty();
        assertThat(map.survivalBy()).extracting(SurvivalBy::axis).containsExactly(1);
    }

    @Test
    void counts_the_trials_still_finite_after_each_epoch() {
        Survival survival = map(Fixtures.activations()).survival();
        assertThat(survival.started()).isEqualTo(24);
        assertThat(survival.finite()).containsExactly(24, 18, 18, 18, 15, 15, 15, 15, 15, 15, 15);
        assertThat(survival.share(4)).isEqualTo(15.0 / 24);
        assertThat(survival.steps()).containsExactly(0, 1, 4, 10);
    }

    @Test
    void counts_survivors_by_the_values_of_an_axis() {
        SurvivalBy activations = map(Fixtures.activations()).survivalBy().get(0);
        assertThat(activations.values()).extracting(Survival::started).containsExactly(6, 6, 6, 6);
        assertThat(activations.values().get(0).finite().get(10)).isEqualTo(2);
        assertThat(activations.values().get(3).finite()).containsOnly(6);
    }

    @Test
    void counts_only_trials_that_started_and_takes_an_early_end_for_no_divergence() {
        ReportInput input = Fixtures.activations();
        List<StoredTrial> trials = new ArrayList<>(input.trials());
        trials.add(without(25, TrialState.WAITING));
        trials.add(without(26, TrialState.FAILED));
        Survival survival =
                map(new ReportInput(input.sweep(), trials, input.curves())).survival();
        assertThat(survival.started()).isEqualTo(25);
        assertThat(survival.finite()).startsWith(25, 19).endsWith(16);
        assertThat(map(Fixtures.empty()).survival()).isEqualTo(new Survival(0, List.of(0)));
    }

    private static StoredTrial without(long number, TrialState state) {
        return new StoredTrial(
                new Trial(number, 1, "f".repeat(64), 1, Configuration.of(Map.of())),
                true,
                state,
                null,
                TrialSummary.EMPTY,
                null,
                List.of(),
                null,
                null,
                null,
                null,
                null);
    }
}
