package io.sweep4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.data.Percentage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The published runs on MNIST, repeated through the command line from the sweep file that ships with the project. */
@Tag("mnist")
class PublishedCaseTest {
    @TempDir
    static Path temp;

    private static CliRun cli;

    @BeforeAll
    static void train() {
        Path data = Path.of(System.getenv().getOrDefault("SWEEP4J_DATA_DIR", "none"));
        assumeThat(data.resolve("mnist"))
                .as("skipped: SWEEP4J_DATA_DIR names no folder with MNIST in mnist/")
                .isDirectory();
        cli = new CliRun(temp).set("SWEEP4J_DATA_DIR", data.toString());
        Path sweep = Path.of("sweeps", "published-tanh.yaml");
        assertThat(Files.exists(sweep)).isTrue();
        cli.run("run", sweep.toString(), "--quiet").succeeded();
    }

    private static List<Map<String, @Nullable Object>> curve(int trial) {
        return cli.query(
                "SELECT * FROM curves WHERE sweep = 'published-tanh' AND trial = " + trial + " ORDER BY epoch");
    }

    private static List<Double> numbers(int trial, String column) {
        return curve(trial).stream()
                .map(epoch -> (Double) Objects.requireNonNull(epoch.get(column)))
                .toList();
    }

    private static Percentage share(double share) {
        return Percentage.withPercentage(share * 100);
    }

    @Test
    void there_are_exactly_two_trials() {
        assertThat(cli.query("SELECT * FROM results WHERE sweep = 'published-tanh' ORDER BY trial"))
                .satisfiesExactly(
                        zero -> assertThat(zero)
                                .containsEntry("bias_init", 0.0)
                                .containsEntry("decay_schedule", "epoch")
                                .containsEntry("activation", "tanh")
                                .containsEntry("output_activation", null)
                                .containsEntry("weight_init", "zero")
                                .containsEntry("state", "DIVERGED"),
                        one -> assertThat(one)
                                .containsEntry("bias_init", 1.0)
                                .containsEntry("decay_schedule", "reported")
                                .containsEntry("state", "COMPLETED")
                                .containsEntry("warnings", "UNNORMALISED_OUTPUT")
                                .containsEntry("cause", null));
    }

    @Test
    void biases_of_0_give_nan_ten_times_from_the_first_iteration_on_and_the_share_of_zeros() {
        assertThat(curve(1))
                .hasSize(10)
                .allSatisfy(epoch -> assertThat(epoch)
                        .containsEntry("cost", null)
                        .containsEntry("cost_kind", "nan")
                        .containsEntry("diverged", true)
                        .containsEntry("test_accuracy", 0.098));
        assertThat(cli.query("SELECT * FROM results WHERE trial = 1").get(0))
                .containsEntry("diverged_epoch", 1L)
                .containsEntry("diverged_iteration", 1L)
                .containsEntry("cause", "LOG_OF_ZERO")
                .containsEntry("epochs_run", 10L)
                .containsEntry("final_cost", null)
                .containsEntry("final_test_accuracy", 0.098)
                .containsEntry("best_test_accuracy", null);
    }

    @Test
    void explain_tells_what_its_accuracy_is_worth() {
        assertThat(cli.run("explain", "published-tanh", "1").succeeded().out())
                .contains(
                        " and test_accuracy 0.098, both recorded in epoch 10, say nothing about the network: a row of NaN"
                                + " counts as class 0");
    }

    @Test
    void the_rate_of_schedule_epoch_decays_once_an_epoch() {
        List<Double> rates = numbers(1, "learning_rate");

        for (int epoch = 1; epoch <= 10; epoch++) {
            assertThat(rates.get(epoch - 1)).isCloseTo(0.1 * Math.pow(0.999, epoch), share(1e-12));
            assertThat(numbers(1, "applied_learning_rate").get(epoch - 1))
                    .isCloseTo(0.1 * Math.pow(0.999, epoch - 1), share(1e-12));
        }
        assertThat(rates.get(0)).isCloseTo(0.0999, share(1e-12));
        assertThat(rates.get(1)).isCloseTo(0.0998001, share(1e-12));
    }

    @Test
    void biases_of_1_give_the_published_costs() {
        List<Double> costs = numbers(2, "cost");

        assertThat(costs).hasSize(10);
        assertThat(costs.get(0)).as("published").isCloseTo(0.008607449590462947, share(0.02));
        assertThat(costs.get(0)).as("computed independently").isCloseTo(0.008559, share(0.02));
        assertThat(costs.get(1)).as("published").isCloseTo(0.0015, share(0.02));
        assertThat(costs.get(1)).as("computed independently").isCloseTo(0.001508, share(0.02));
        assertThat(costs.get(2)).as("published").isCloseTo(0.00094, share(0.02));
        assertThat(costs.get(9)).as("published").isCloseTo(0.00028564449004060433, share(0.02));
        assertThat(costs.get(9)).as("computed independently").isCloseTo(0.00028569, share(0.02));
        assertThat(costs).isSortedAccordingTo((a, b) -> Double.compare(b, a));
    }

    @Test
    void biases_of_1_give_the_published_accuracy_which_falls_as_the_cost_does() {
        List<Double> accuracies = numbers(2, "test_accuracy");

        assertThat(accuracies.get(9)).as("published").isCloseTo(0.6698, within(0.01));
        assertThat(accuracies.get(9)).as("computed independently").isCloseTo(0.6709, within(0.01));
        assertThat(accuracies.get(9)).isLessThan(accuracies.get(0));
    }

    @Test
    void the_rate_of_schedule_reported_is_only_reported() {
        List<Double> rates = numbers(2, "learning_rate");

        for (int epoch = 1; epoch <= 10; epoch++) {
            assertThat(rates.get(epoch - 1)).isCloseTo(0.1 * Math.pow(0.999, 429 * epoch), share(1e-12));
        }
        assertThat(rates.get(0)).isCloseTo(0.06510201771893982, share(1e-12));
        assertThat(rates.get(1)).isCloseTo(0.04238272711077151, share(1e-12));
        assertThat(rates.get(9)).isCloseTo(0.001367554016770813, share(1e-12));
        assertThat(numbers(2, "applied_learning_rate"))
                .allSatisfy(rate -> assertThat(rate).isCloseTo(0.0999, share(1e-12)));
    }

    @Test
    void softmax_regression_reaches_its_well_known_accuracy() {
        String file = cli.file("softmax.yaml", """
                        name: softmax
                        dataset: mnist
                        parameters: {activation: softmax, weight_init: xavier, learning_rate: 0.5, decay: 0, epochs: 10}
                        """);

        cli.run("run", file, "--quiet").succeeded();

        Map<String, @Nullable Object> trial =
                cli.query("SELECT * FROM results WHERE sweep = 'softmax'").get(0);
        assertThat(trial).containsEntry("state", "COMPLETED").containsEntry("epochs_run", 10L);
        assertThat((Double) trial.get("final_test_accuracy")).isGreaterThanOrEqualTo(0.915);
    }
}
