package io.sweep4j.report;

import static io.sweep4j.report.ComparisonTest.compare;
import static io.sweep4j.report.Fixtures.cell;
import static org.assertj.core.api.Assertions.assertThat;

import io.sweep4j.store.StoredTrial;
import io.sweep4j.sweep.Parameter;
import io.sweep4j.sweep.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SurvivorsTest {
    private static DivergedTrial diverged(ReportInput input, long number) {
        return compare(input).diverged().stream()
                .filter(trial -> trial.trial().number() == number)
                .findFirst()
                .orElseThrow();
    }

    private static String survived(DivergedTrial trial) {
        return DivergenceWording.survived(trial, Fixtures.VALIDATION);
    }

    @Test
    void finds_the_finite_trials_that_differ_least() {
        DivergedTrial first = diverged(Fixtures.activations(), 1);
        assertThat(first.survivors())
                .hasSize(3)
                .allMatch(survivor -> survivor.changes().size() == 1)
                .anyMatch(survivor -> survivor.number() == 2
                        && survivor.changes().equals(Map.of(Parameter.BIAS_INIT, Value.Real.of(1))));
    }

    @Test
    void names_the_smallest_change_along_each_axis_with_its_value() {
        DivergedTrial first = diverged(Fixtures.activations(), 1);
        assertThat(first.neighbours()).extracting(Survivor::number).containsExactly(19L, 2L);
        assertThat(survived(first))
                .isEqualTo("The same cell with activation softmax survived (0.8656, trial 19); so did bias_init 1"
                        + " (0.8118, trial 2).");
    }

    @Test
    void takes_the_nearest_number_in_the_order_of_the_axis_not_the_best() {
        ReportInput input = Fixtures.sweep(
                List.of(Parameter.LEARNING_RATE),
                List.of(cell(0, 0.001), cell(0, 0.01), cell(0, 0.1), cell(1, 1), cell(1, 100)));
        assertThat(diverged(input, 4).neighbours()).extracting(Survivor::number).containsExactly(3L);
        assertThat(diverged(input, 5).neighbours()).extracting(Survivor::number).containsExactly(3L);
        assertThat(diverged(input, 5).survivors()).extracting(Survivor::number).containsExactly(1L, 2L, 3L);
    }

    @Test
    void takes_the_better_of_two_numbers_that_are_as_near() {
        ReportInput input =
                Fixtures.sweep(List.of(Parameter.LEARNING_RATE), List.of(cell(0, 0.1), cell(1, 1), cell(0, 10)));
        assertThat(diverged(input, 2).neighbours()).extracting(Survivor::number).containsExactly(1L);
    }

    /** Trial 1 diverged for LOG_OF_ZERO; beside it one trial with another rate, one with other biases, one with softmax. */
    private static DivergedTrial withWarned(int... warned) {
        ReportInput input = Fixtures.sweep(
                List.of(Parameter.LEARNING_RATE, Parameter.BIAS_INIT, Parameter.ACTIVATION),
                List.of(
                        cell(1, 1, 0, "tanh"),
                        cell(0, 0.1, 0, "tanh"),
                        cell(0, 1, 1, "tanh"),
                        cell(0, 1, 0, "softmax")));
        List<StoredTrial> trials = new ArrayList<>(input.trials());
        for (int number : warned) {
            StoredTrial t = trials.get(number - 1);
            trials.set(
                    number - 1,
                    new StoredTrial(
                            t.trial(),
                            true,
                            t.state(),
                            t.engine(),
                            t.summary(),
                            null,
                            List.of("CHANCE_LEVEL"),
                            null,
                            t.seconds(),
                            t.startedAt(),
                            t.finishedAt(),
                            null));
        }
        return diverged(new ReportInput(input.sweep(), trials, input.curves()), 1);
    }

    @Test
    void names_first_what_the_advice_says() {
        assertThat(withWarned().neighbours()).extracting(Survivor::number).containsExactly(4L, 3L, 2L);
        assertThat(withWarned().survivors()).extracting(Survivor::number).containsExactly(4L, 3L, 2L);
    }

    @Test
    void names_last_what_has_warnings() {
        assertThat(withWarned(4).neighbours()).extracting(Survivor::number).containsExactly(3L, 2L, 4L);
        assertThat(withWarned(3, 4).survivors()).extracting(Survivor::number).containsExactly(2L, 4L, 3L);
    }

    @Test
    void the_short_form_names_the_first_of_the_long_one() {
        for (DivergedTrial trial : compare(Fixtures.activations()).diverged()) {
            String nearest = DivergenceWording.nearest(trial, Fixtures.VALIDATION);
            assertThat(survived(trial)).startsWith(nearest.substring(0, nearest.length() - 1));
        }
    }

    @Test
    void names_what_changed_least_where_no_single_change_survived() {
        ReportInput input = Fixtures.sweep(
                List.of(Parameter.ACTIVATION, Parameter.LEARNING_RATE),
                List.of(cell(1, "tanh", 1), cell(0, "softmax", 0.1), cell(0, "softmax", 0.1), cell(0, "relu", 0.1)));
        DivergedTrial trial = diverged(input, 1);
        assertThat(trial.neighbours()).isEmpty();
        assertThat(trial.survivors()).extracting(Survivor::number).containsExactly(2L, 4L);
        assertThat(survived(trial))
                .startsWith("Nearest survivors: activation softmax and learning_rate 0.1 (0.")
                .contains(", trial 2); activation relu and learning_rate 0.1 (0.");
        assertThat(DivergenceWording.nearest(trial, Fixtures.VALIDATION))
                .startsWith("Nearest survivor: activation softmax and learning_rate 0.1 (0.")
                .endsWith(", trial 2).");
    }

    @Test
    void says_what_is_odd_about_a_survivor() {
        DivergedTrial trial = diverged(Fixtures.warned(), 13);
        assertThat(trial.survivors()).isNotEmpty();
        Survivor odd = new Survivor(
                compare(Fixtures.warned()).best().orElseThrow(), Map.of(Parameter.BIAS_INIT, Value.Real.of(1)));
        DivergedTrial beside = new DivergedTrial(trial.trial(), trial.divergence(), List.of(odd), List.of(odd));
        assertThat(DivergenceWording.survived(
                        beside, compare(Fixtures.warned()).sweep().metric()))
                .isEqualTo("The same cell with bias_init 1 survived (-3.25, trial 24, COST_BELOW_ZERO,"
                        + " UNNORMALISED_OUTPUT).");
    }

    @Test
    void finds_none_if_all_diverged() {
        assertThat(compare(Fixtures.allDiverged()).diverged())
                .allMatch(trial ->
                        trial.survivors().isEmpty() && trial.neighbours().isEmpty())
                .allMatch(trial -> survived(trial).isEmpty());
    }
}
