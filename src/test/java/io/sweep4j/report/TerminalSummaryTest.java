package io.sweep4j.report;

import static io.sweep4j.report.ComparisonTest.compare;
import static org.assertj.core.api.Assertions.assertThat;

import io.sweep4j.store.StoredTrial;
import io.sweep4j.sweep.Observation;
import io.sweep4j.sweep.Parameter;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class TerminalSummaryTest {
    private static String summary(ReportInput input) throws IOException {
        StringBuilder text = new StringBuilder();
        TerminalSummary.write(text, compare(input), trial -> "sweep4j explain bias-and-rate " + trial);
        return text.toString();
    }

    @Test
    void tells_of_each_cause_with_one_example_and_its_nearest_survivor() throws IOException {
        assertThat(summary(Fixtures.activations())).endsWith("""

                Diverged, 9 trials:
                  3 × GROWING_STEPS: Lower the learning rate.
                    trial 6 (activation tanh, learning_rate 1, bias_init 1): epoch 4, iteration 247, gradient of output
                    The same cell with learning_rate 0.031623 survived (0.8676, trial 4).
                  6 × LOG_OF_ZERO: Use softmax at the output: its values are above 0; or start from biases above 0.
                    trial 1 (activation tanh, learning_rate 0.001, bias_init 0): epoch 1, iteration 1, cost
                    The same cell with activation softmax survived (0.8656, trial 19).
                  why: sweep4j explain bias-and-rate 6
                """);
    }

    @Test
    void stays_short_however_many_trials_diverged() throws IOException {
        assertThat(summary(ComparisonTest.many(400, 10)).lines()).hasSizeLessThan(20);
    }

    @Test
    void shows_the_test_accuracy_of_the_best_epoch_not_of_the_last() throws IOException {
        assertThat(summary(Fixtures.activations()))
                .containsPattern("validation_accuracy  test_accuracy  epoch  +cost\n.*\n"
                        + " +23 .* 0\\.919\\d+ +0\\.908\\d+ +9 ");
    }

    @Test
    void says_which_of_the_best_differ_by_rounding_alone() throws IOException {
        ReportInput input = Fixtures.sweep(
                List.of(Parameter.BIAS_INIT), List.of(Fixtures.cell(0, 0), Fixtures.cell(0, 1), Fixtures.cell(0, 2)));
        List<Observation> same = Objects.requireNonNull(input.curves().get(1L));
        List<Observation> rounded = same.stream()
                .map(epoch -> new Observation(
                        epoch.epoch(),
                        epoch.cost() * (1 + 1e-8),
                        null,
                        epoch.validationAccuracy(),
                        epoch.testAccuracy(),
                        epoch.learningRate(),
                        epoch.appliedLearningRate(),
                        false,
                        epoch.seconds()))
                .toList();
        StoredTrial second = Fixtures.trial(2, input.trials().get(1).trial().configuration(), rounded, null);
        ReportInput alike = new ReportInput(
                input.sweep(),
                List.of(input.trials().get(0), second, input.trials().get(2)),
                Map.of(
                        1L,
                        same,
                        2L,
                        same,
                        3L,
                        Objects.requireNonNull(input.curves().get(3L))));

        assertThat(summary(alike)).contains("The same curve but for rounding: trials 1 and 2\n");
        assertThat(summary(input)).doesNotContain("same curve");
    }

    @Test
    void shows_the_warnings_of_the_best() throws IOException {
        assertThat(summary(Fixtures.warned()))
                .containsPattern("bias_init +cost  test_accuracy  epoch  warnings")
                .containsPattern("   24  softmax .* -3.25 .* COST_BELOW_ZERO, UNNORMALISED_OUTPUT\n");
        assertThat(summary(Fixtures.activations())).doesNotContain("warnings");
    }
}
