package io.sweep4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sweep4j.sweep.Observation;
import io.sweep4j.sweep.TrialState;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a sweep file can say, trained and looked at in the views. */
class SweepFeaturesTest {
    private static final String DIGITS = "{name: digits, train: 100, validation: 50, test: 50}";

    @TempDir
    Path temp;

    private CliRun cli;

    @BeforeEach
    void enterFolder() {
        cli = new CliRun(temp);
    }

    private CliRun.Outcome run(String dataset, String rest, String... more) {
        String file = cli.file("x.yaml", "name: x\ndataset: " + dataset + "\n" + rest);
        String[] arguments = new String[more.length + 2];
        arguments[0] = "run";
        arguments[1] = file;
        System.arraycopy(more, 0, arguments, 2, more.length);
        return cli.run(arguments).succeeded();
    }

    @Test
    void the_cost_of_detection_can_be_measured() {
        assertThat(cli.run("bench", "--rounds", "1", "--format", "json")
                        .succeeded()
                        .rows())
                .singleElement()
                .satisfies(row -> {
                    assertThat(row).containsEntry("benchmark", "detection").containsEntry("rounds", 1L);
                    assertThat((Double) row.get("on_ms")).isPositive();
                    assertThat((Double) row.get("ratio")).isPositive();
                });
    }

    @Test
    void what_a_run_takes_in_from_a_fleet_can_be_measured() {
        assertThat(cli.run("bench", "fleet", "--workers", "3", "--seconds", "2", "--format", "json")
                        .succeeded()
                        .rows())
                .singleElement()
                .satisfies(row -> {
                    assertThat(row).containsEntry("workers", 3L);
                    assertThat((Long) row.get("recorded")).isPositive().isEqualTo(row.get("reported"));
                });
    }

    @Test
    void the_engines_can_be_measured() {
        List<Map<String, @Nullable Object>> rows = cli.run("bench", "engines", "--rounds", "1", "--format", "json")
                .succeeded()
                .rows();
        assertThat(rows).hasSize(10).allSatisfy(row -> {
            assertThat((Double) row.get("trial_epochs_per_second")).isPositive();
            assertThat((Double) row.get("share_of_ceiling")).isPositive();
        });
        assertThat(rows.get(9)).containsEntry("benchmark", "sgemm ceiling").containsEntry("share_of_ceiling", 1.0);
        assertThat(cli.run("bench", "engine").exit()).isEqualTo(2);
    }

    @Test
    void recorded_trials_can_be_trained_once_more_and_compared() {
        run(DIGITS, """
                        on_divergence: continue
                        train_accuracy: true
                        parameters:
                          updater: [sgd, nadam]
                          activation: [softmax, tanh]
                          weight_init: zero
                          batch_size: 25
                          epochs: 2
                        """);

        List<Map<String, @Nullable Object>> rows = cli.run("verify", "x", "--sample", "99", "--format", "json")
                .succeeded()
                .rows();

        assertThat(rows)
                .extracting(row -> row.get("trial") + " " + row.get("engine") + " " + row.get("state") + " "
                        + row.get("same_bits") + " " + row.get("dl4j_state"))
                .containsExactly(
                        "1 fused COMPLETED true COMPLETED",
                        "2 fused DIVERGED true DIVERGED",
                        "3 dl4j COMPLETED true COMPLETED",
                        "4 dl4j DIVERGED true DIVERGED");
        assertThat(rows)
                .allSatisfy(row ->
                        assertThat((Double) row.get("dl4j_cost_difference")).isBetween(0.0, 1e-5));
        assertThat(rows.get(2)).containsEntry("dl4j_cost_difference", 0.0);
        assertThat(cli.run("verify", "x", "--sample", "1", "--format", "json")
                        .succeeded()
                        .rows())
                .hasSize(1);
    }

    @Test
    void only_trials_of_the_plan_are_verified() {
        run(DIGITS, "parameters: {learning_rate: [0.1, 0.2], batch_size: 25, epochs: 1}");
        run(DIGITS, "parameters: {learning_rate: [0.2, 0.3], batch_size: 25, epochs: 1}");

        assertThat(cli.run("verify", "x", "--format", "json").succeeded().rows())
                .extracting(row -> row.get("trial"))
                .containsExactly(2L, 3L);

        run(DIGITS, "parameters: {learning_rate: 0.5, batch_size: 25, epochs: 1}", "--limit", "0");
        CliRun.Outcome nothing = cli.run("verify", "x").succeeded();
        assertThat(nothing.err()).isEqualTo("there is nothing to verify: no trial of the plan COMPLETED or DIVERGED\n");
    }

    @Test
    void a_trial_that_comes_out_otherwise_is_told_of() {
        Observation seen = new Observation(1, 0.5, null, 0.75, 0.5, 0.1, 0.1, false, 1);
        Observation other = new Observation(1, 0.5000000001, null, 0.75, 0.5, 0.1, 0.1, false, 2);
        Observation slower = new Observation(1, 0.5, null, 0.75, 0.5, 0.1, 0.1, false, 3);
        Retraining retraining = new Retraining(TrialState.COMPLETED, List.of(seen));

        assertThat(retraining.repeats(TrialState.COMPLETED, List.of(slower))).isTrue();
        assertThat(retraining.repeats(TrialState.COMPLETED, List.of(other))).isFalse();
        assertThat(retraining.repeats(TrialState.DIVERGED, List.of(seen))).isFalse();
        assertThat(retraining.repeats(TrialState.COMPLETED, List.of(seen, seen)))
                .isFalse();
        assertThat(retraining.costDifference(List.of(other))).isBetween(0.9e-10, 1.1e-10);
    }

    @Test
    void a_validation_share_that_rounds_to_no_rows_leaves_the_cost_to_rank_by() {
        String csv = cli.file("few.csv", "x,y\n0,a\n1,b\n0,a\n1,b\n0,a\n1,b\n");
        String text = """
                name: few
                dataset: {name: csv, path: '%s', label: y, validation: 0.01, test: 1}
                parameters: {batch_size: 1, epochs: 2}
                """.formatted(csv);

        cli.run("run", cli.file("few.yaml", text)).succeeded();

        assertThat(cli.column("SELECT best_epoch || ' ' || COALESCE(best_validation_accuracy, -1) FROM results"))
                .containsExactly("2 -1.0");
        CliRun.Outcome named = cli.run("run", cli.file("named.yaml", text + "metric: validation_accuracy\n"));
        assertThat(named.exit()).isEqualTo(2);
        assertThat(named.err()).contains("named.yaml:4:1: 'metric' cannot be 'validation_accuracy'");
    }

    @Test
    void repeats_take_the_seeds_that_follow_and_differ() {
        run(DIGITS, """
                        repeats: 3
                        parameters: {learning_rate: [0.5, 0.1], seed: 7, batch_size: 25, epochs: 1}
                        """);

        assertThat(cli.column("SELECT trial || ' ' || repeat || ' ' || seed || ' ' || learning_rate FROM results"
                        + " ORDER BY trial"))
                .containsExactly("1 1 7 0.5", "2 2 8 0.5", "3 3 9 0.5", "4 1 7 0.1", "5 2 8 0.1", "6 3 9 0.1");
        assertThat(cli.column("SELECT DISTINCT final_cost FROM results")).hasSize(6);
    }

    @Test
    void zip_moves_axes_together_and_exclude_leaves_cells_out() {
        run(DIGITS, """
                        parameters:
                          activation: [softmax, sigmoid]
                          decay: [0, 0.1, 0.2]
                          bias_init: [1, 2, 3]
                          batch_size: 25
                          epochs: 1
                        zip: [[decay, bias_init]]
                        exclude: [{activation: sigmoid, decay: [0.1, 2e-1]}]
                        """);

        assertThat(cli.column("SELECT trial || ' ' || activation || ' ' || decay || ' ' || bias_init FROM results"
                        + " ORDER BY trial"))
                .containsExactly("1 softmax 0.0 1.0", "2 softmax 0.1 2.0", "3 softmax 0.2 3.0", "4 sigmoid 0.0 1.0");
        assertThat(cli.column("SELECT trials FROM sweeps")).containsExactly("4");
    }

    @Test
    void without_a_validation_split_the_metric_is_cost() {
        CliRun.Outcome outcome = run(
                "{name: digits, train: 100, validation: 0, test: 50}",
                "parameters: {learning_rate: [0.001, 0.5], batch_size: 25, epochs: 2}\n");

        assertThat(outcome.out()).contains("Best by cost (lower is better)");
        assertThat(cli.query("SELECT * FROM results"))
                .hasSize(2)
                .allSatisfy(row -> assertThat(row)
                        .containsEntry("final_validation_accuracy", null)
                        .containsEntry("best_validation_accuracy", null)
                        .containsEntry("best_epoch", 2L));
        assertThat(cli.query("SELECT validation_accuracy, test_accuracy FROM curves"))
                .hasSize(4)
                .allSatisfy(row -> assertThat(row.get("validation_accuracy")).isNull())
                .allSatisfy(row -> assertThat(row.get("test_accuracy")).isNotNull());
        assertThat(cli.run("show", "x", "--format", "json").rows())
                .extracting(row -> row.get("rank"))
                .containsExactly(2L, 1L);
    }

    @Test
    void train_accuracy_is_measured_and_ranked_by_where_it_is_asked_for() {
        CliRun.Outcome outcome = run(DIGITS, """
                        train_accuracy: true
                        metric: {name: train_accuracy, goal: maximize}
                        parameters: {learning_rate: 0.5, batch_size: 25, epochs: 3}
                        """);

        List<Map<String, @Nullable Object>> epochs = cli.query("SELECT * FROM curves ORDER BY epoch");
        assertThat(epochs)
                .hasSize(3)
                .allSatisfy(epoch ->
                        assertThat((Double) epoch.get("train_accuracy")).isBetween(0.2, 1.0));
        assertThat(outcome.out()).contains("train_accuracy");
        assertThat(cli.query("SELECT * FROM results r WHERE best_epoch = (SELECT MIN(epoch) FROM curves WHERE"
                        + " train_accuracy = (SELECT MAX(train_accuracy) FROM curves))"))
                .hasSize(1);
    }

    @Test
    void on_divergence_stop_ends_the_trial_and_continue_records_every_epoch() {
        String parameters = "parameters: {activation: tanh, weight_init: zero, batch_size: 25, epochs: 3}\n";
        run(DIGITS, "on_divergence: stop\n" + parameters);
        run(DIGITS, parameters, "on_divergence=continue");

        assertThat(cli.query("SELECT * FROM results ORDER BY trial"))
                .hasSize(2)
                .allSatisfy(row -> assertThat(row)
                        .containsEntry("state", "DIVERGED")
                        .containsEntry("diverged_epoch", 1L)
                        .containsEntry("diverged_iteration", 1L)
                        .containsEntry("best_epoch", null))
                .extracting(row -> row.get("epochs_run"))
                .containsExactly(1L, 3L);
        assertThat(cli.column("SELECT trial || ' ' || epoch || ' ' || cost_kind || ' ' || diverged FROM curves"
                        + " ORDER BY trial, epoch"))
                .containsExactly("1 1 nan TRUE", "2 1 nan TRUE", "2 2 nan TRUE", "2 3 nan TRUE");
        assertThat(cli.column("SELECT in_plan FROM results ORDER BY trial")).containsExactly("false", "true");
    }

    @Test
    void a_late_divergence_keeps_the_best_of_the_epochs_before() {
        run(DIGITS, """
                        on_divergence: continue
                        parameters: {hidden: [8], activation: identity, output_activation: identity, loss: mse,
                          learning_rate: 2, batch_size: 50, epochs: 12}
                        """);

        Map<String, @Nullable Object> trial = cli.query("SELECT * FROM results").get(0);
        assertThat(trial).containsEntry("state", "DIVERGED").containsEntry("epochs_run", 12L);
        long diverged = (Long) trial.get("diverged_epoch");
        assertThat(cli.column("SELECT epoch FROM curves WHERE NOT diverged")).hasSize(Math.toIntExact(diverged - 1));
        assertThat(cli.column("SELECT MIN(cost) FROM curves WHERE epoch < " + diverged))
                .isEqualTo(cli.column("SELECT best_cost FROM results"));
        assertThat(cli.column("SELECT diverged_iteration BETWEEN 2 * (diverged_epoch - 1) + 1 AND 2 * diverged_epoch"
                        + " FROM results"))
                .containsExactly("true");
    }

    @Test
    void rates_are_recorded_as_each_schedule_has_them() {
        run(DIGITS, """
                        parameters:
                          decay_schedule: [iteration, epoch, reported]
                          learning_rate: 0.5
                          decay: 0.1
                          batch_size: 25
                          epochs: 2
                        """);

        assertThat(cli.query("SELECT r.decay_schedule s, c.epoch e, c.learning_rate l, c.applied_learning_rate a"
                        + " FROM curves c JOIN results r ON r.trial = c.trial ORDER BY c.trial, c.epoch"))
                .satisfiesExactly(
                        row -> rates(row, 0.5 * Math.pow(0.9, 4), 0.5 * Math.pow(0.9, 3)),
                        row -> rates(row, 0.5 * Math.pow(0.9, 8), 0.5 * Math.pow(0.9, 7)),
                        row -> rates(row, 0.5 * 0.9, 0.5),
                        row -> rates(row, 0.5 * 0.9 * 0.9, 0.5 * 0.9),
                        row -> rates(row, 0.5 * Math.pow(0.9, 4), 0.5 * 0.9),
                        row -> rates(row, 0.5 * Math.pow(0.9, 8), 0.5 * 0.9));
    }

    private static void rates(Map<String, @Nullable Object> row, double reported, double applied) {
        assertThat((Double) row.get("l")).as("learning_rate of %s", row).isCloseTo(reported, withinShare(1e-12));
        assertThat((Double) row.get("a")).as("applied_learning_rate of %s", row).isCloseTo(applied, withinShare(1e-12));
    }

    private static Percentage withinShare(double share) {
        return Percentage.withPercentage(share * 100);
    }

    @Test
    void a_table_with_a_header_is_trained_with_hidden_layers_and_any_updater() {
        String rows = IntStream.range(0, 60)
                .mapToObj(i -> i % 2 + "." + i % 7 + "," + (i % 5) + "," + (i % 2 == 0 ? "even" : "odd") + "\n")
                .collect(Collectors.joining());
        String table = cli.file("t.csv", "first,second,kind\n" + rows);
        run("{name: csv, path: " + table + ", label: kind, validation: 10, test: 0.2}", """
                        metric: test_accuracy
                        parameters:
                          hidden: [[], [6], [6, 4]]
                          updater: [adam, nesterovs]
                          dropout: [0, 0.2]
                          learning_rate: 0.05
                          batch_size: 8
                          epochs: 4
                        """);

        assertThat(cli.column("SELECT state || ' ' || COUNT(*) FROM results GROUP BY state"))
                .containsExactly("COMPLETED 10");
        assertThat(cli.column("SELECT MAX(best_test_accuracy) FROM results")).containsExactly("1.0");
        assertThat(JsonRows.parseObject((String)
                        cli.query("SELECT provenance FROM sweeps").get(0).get("provenance")))
                .containsEntry("train", 38L)
                .containsEntry("validation", 10L)
                .containsEntry("test", 12L)
                .containsEntry("features", 2L)
                .containsEntry("classes", 2L);
    }

    @Test
    void cells_that_train_alike_are_trained_once_and_listed_by_plan() {
        String file = cli.file("x.yaml", """
                        name: x
                        parameters:
                          hidden: [[], [6]]
                          dropout: [0, 0.2]
                          decay: [0, 0.1]
                          decay_schedule: [iteration, epoch]
                        """);

        CliRun.Outcome plan = cli.run("plan", file).succeeded();

        assertThat(plan.out().lines().filter(line -> line.contains(": as trial ")))
                .hasSize(16 - 9)
                .contains("  hidden [], dropout 0, decay 0, decay_schedule epoch: as trial 1");
        assertThat(plan.out())
                .contains("Cells that train as another does, and are trained once:")
                .endsWith("x: 9 trials, 0 done, 9 to be trained\n");
        assertThat(cli.files()).containsExactlyInAnyOrder("", "x.yaml");
    }

    @Test
    void a_constant_that_no_trial_uses_is_a_warning_on_stderr() {
        CliRun.Outcome outcome = run(DIGITS, """
                        parameters:
                          momentum: 0.5
                          batch_size: 25
                          epochs: 1
                        """);

        assertThat(outcome.errLines().get(0))
                .startsWith("warning: ")
                .contains("x.yaml:4:")
                .contains("'momentum' has no effect: no trial has updater nesterovs");
    }

    @Test
    void keys_of_wandb_are_ignored_with_a_note() {
        CliRun.Outcome outcome = run(DIGITS, """
                        program: train.py
                        project: mine
                        method: grid
                        parameters:
                          learning_rate: {value: 0.1}
                          batch_size: {values: [25, 50]}
                          epochs: 1
                        """);

        assertThat(outcome.err()).contains("x.yaml:3:1: ").contains("'program'").contains("'project'");
        assertThat(cli.column("SELECT batch_size FROM results ORDER BY trial")).containsExactly("25", "50");
    }
}
