package io.sweep4j.report;

import static io.sweep4j.report.ComparisonTest.compare;
import static io.sweep4j.report.Fixtures.cell;
import static org.assertj.core.api.Assertions.assertThat;

import io.sweep4j.sweep.Cause;
import io.sweep4j.sweep.Parameter;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FrontierTest {
    private static Optional<Frontier> frontier(ReportInput input) {
        return compare(input).map().frontier();
    }

    private static Frontier sweep(List<Parameter> axes, Fixtures.Cell... cells) {
        return frontier(Fixtures.sweep(axes, List.of(cells))).orElseThrow();
    }

    private static String rate(@Nullable RateOutcome outcome) {
        return outcome == null ? "none" : Wording.value(outcome.rate());
    }

    @Test
    void has_a_line_for_each_combination_of_the_other_axes() {
        Frontier frontier = frontier(Fixtures.activations()).orElseThrow();
        assertThat(frontier.others()).containsExactly(Parameter.ACTIVATION, Parameter.BIAS_INIT);
        assertThat(frontier.lines())
                .extracting(line -> Wording.values(line.cell(), frontier.others()) + ": " + rate(line.survives())
                        + " < " + rate(line.diverges()))
                .containsExactly(
                        "activation tanh, bias_init 0: none < 0.001",
                        "activation tanh, bias_init 1: 0.031623 < 1",
                        "activation sigmoid, bias_init 0: 1 < none",
                        "activation sigmoid, bias_init 1: 0.031623 < 1",
                        "activation relu, bias_init 0: none < 0.001",
                        "activation relu, bias_init 1: 0.031623 < 1",
                        "activation softmax, bias_init 0: 1 < none",
                        "activation softmax, bias_init 1: 1 < none");
    }

    @Test
    void knows_the_cause_beyond_and_the_best_trial_at_the_edge() {
        FrontierLine line =
                frontier(Fixtures.activations()).orElseThrow().lines().get(1);
        assertThat(line.diverges())
                .isNotNull()
                .satisfies(outcome -> assertThat(outcome.causes()).containsExactly(Cause.GROWING_STEPS));
        assertThat(line.survives())
                .isNotNull()
                .satisfies(outcome ->
                        assertThat(outcome.best().orElseThrow().number()).isEqualTo(4));
    }

    @Test
    void counts_a_rate_as_survived_only_if_all_its_trials_did() {
        Frontier frontier = sweep(
                List.of(Parameter.LEARNING_RATE, Parameter.SEED),
                cell(0, 0.1, 1),
                cell(0, 0.1, 2),
                cell(0, 1, 1),
                cell(3, 1, 2));
        assertThat(frontier.others()).as("seeds are pooled").isEmpty();
        FrontierLine line = frontier.lines().get(0);
        assertThat(rate(line.survives())).isEqualTo("0.1");
        assertThat(rate(line.diverges())).isEqualTo("1");
    }

    @Test
    void tells_of_rates_that_diverged_below_the_frontier() {
        FrontierLine line = sweep(
                        List.of(Parameter.LEARNING_RATE), cell(1, 0.001), cell(0, 0.1), cell(2, 1), cell(2, 10))
                .lines()
                .get(0);
        assertThat(rate(line.survives())).isEqualTo("0.1");
        assertThat(rate(line.diverges())).isEqualTo("1");
        assertThat(line.below()).extracting(FrontierTest::rate).containsExactly("0.001");
    }

    @Test
    void leaves_out_axes_that_move_with_the_learning_rate() {
        Frontier frontier = sweep(
                List.of(Parameter.ACTIVATION, Parameter.LEARNING_RATE, Parameter.DECAY),
                cell(0, "tanh", 0.1, 0.5),
                cell(1, "tanh", 1, 0.25),
                cell(0, "relu", 0.1, 0.5),
                cell(0, "relu", 1, 0.25));
        assertThat(frontier.others()).containsExactly(Parameter.ACTIVATION);
        assertThat(frontier.along()).containsExactly(Parameter.DECAY);
        assertThat(DivergenceWording.frontier(frontier)).endsWith(" Along with the learning rate goes decay.");
        assertThat(frontier.lines()).extracting(line -> rate(line.survives())).containsExactly("0.1", "1");
    }

    @Test
    void is_there_only_if_the_learning_rate_varies_within_a_combination() {
        assertThat(frontier(Fixtures.sweep(List.of(Parameter.BIAS_INIT), List.of(cell(1, 0), cell(0, 1)))))
                .isEmpty();
        assertThat(frontier(Fixtures.sweep(
                        List.of(Parameter.ACTIVATION, Parameter.LEARNING_RATE),
                        List.of(cell(1, "tanh", 0.1), cell(0, "relu", 1)))))
                .isEmpty();
    }
}
