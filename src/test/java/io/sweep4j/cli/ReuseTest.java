package io.sweep4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What another sweep has trained is not trained again where its results may be reused. */
class ReuseTest {
    private static final String SWEEP = """
            name: NAME
            dataset: {name: digits, train: 100, validation: 50, test: 50}
            metric: {name: METRIC}
            parameters:
              activation: tanh
              weight_init: zero
              bias_init: [1, 0]
              learning_rate: RATES
              batch_size: 25
              epochs: 4
            """;

    private static final String CURVES = "SELECT c.trial, epoch, cost, cost_kind, train_accuracy, validation_accuracy,"
            + " test_accuracy, learning_rate, applied_learning_rate, diverged, seconds FROM curves c WHERE sweep = '";
    private static final String RESULTS =
            "SELECT state, engine, epochs_run, final_cost, final_test_accuracy, best_cost,"
                    + " best_validation_accuracy, best_test_accuracy, diverged_epoch, diverged_iteration, cause, warnings,"
                    + " seconds, error, started_at, finished_at FROM results WHERE sweep = '";

    @TempDir
    Path temp;

    private CliRun cli;

    @BeforeEach
    void enterFolder() {
        cli = new CliRun(temp);
    }

    private String sweep(String name, String rates, String metric) {
        return cli.file(
                name + ".yaml",
                SWEEP.replace("NAME", name).replace("RATES", rates).replace("METRIC", metric));
    }

    private String sweep(String name, String rates) {
        return sweep(name, rates, "validation_accuracy");
    }

    private static List<String> trained(CliRun.Outcome outcome) {
        return outcome.succeeded().errLines().stream()
                .filter(line -> line.matches("trial \\d+ [A-Z]+ .*\\(\\d+ of \\d+\\)"))
                .map(line -> line.split(" ")[1])
                .sorted()
                .toList();
    }

    private static List<String> reusing(CliRun.Outcome outcome) {
        return outcome.errLines().stream()
                .filter(line -> line.contains(" reused from "))
                .toList();
    }

    private List<String> reused() {
        return cli.column("SELECT sweep || ' ' || trial || ': ' || from_sweep || ' ' || from_trial FROM reused"
                + " ORDER BY sweep, trial");
    }

    @Test
    void equal_trials_of_another_sweep_are_copied_whole_and_count_as_done() {
        cli.run("run", sweep("a", "[0.5, 0.1]")).succeeded();

        CliRun.Outcome b = cli.run("run", sweep("b", "[0.1, 0.3]"), "--reuse", "--progress", "lines");

        assertThat(trained(b)).containsExactly("2", "4");
        assertThat(reusing(b))
                .containsExactly("trial 1 COMPLETED reused from a trial 2", "trial 3 DIVERGED reused from a trial 4");
        assertThat(b.errLines()).contains("training 2 trials, 8 epochs");
        assertThat(b.out()).contains("2 reused from other sweeps");
        String a = "a' AND trial IN (2, 4) ORDER BY trial";
        String copy = "b' AND trial IN (1, 3) ORDER BY trial";
        assertThat(cli.column(RESULTS + copy))
                .isEqualTo(cli.column(RESULTS + a))
                .hasSize(2);
        assertThat(cli.column((CURVES + copy + ", epoch").replace("c.trial,", "")))
                .isEqualTo(cli.column((CURVES + a + ", epoch").replace("c.trial,", "")))
                .hasSize(5);
        for (String columns : List.of(
                "epoch, iteration, quantity, kind, layer, cause, explanation, evidence FROM divergences",
                "epoch, true_class_output, best_other_output FROM outputs")) {
            assertThat(cli.column("SELECT " + columns + " WHERE sweep = '" + copy))
                    .isEqualTo(cli.column("SELECT " + columns + " WHERE sweep = '" + a))
                    .isNotEmpty();
        }
        assertThat(reused()).containsExactly("b 1: a 2", "b 3: a 4");
        assertThat(cli.run("show", "b", "3").succeeded().out())
                .startsWith("sweep b, trial 3: DIVERGED, reused from a trial 4\n");
        assertThat(cli.run("show", "b", "4").succeeded().out()).startsWith("sweep b, trial 4: DIVERGED\n");
        assertThat(cli.column("SELECT state || ' ' || completed || ' ' || diverged FROM sweeps ORDER BY sweep"))
                .containsExactly("COMPLETED 2 2", "COMPLETED 2 2");

        CliRun.Outcome again = cli.run("run", sweep("b", "[0.1, 0.3]"));
        assertThat(again.succeeded().err()).isEmpty();
        assertThat(again.out()).contains("4 of these were done before").contains("2 reused from other sweeps");
    }

    @Test
    void the_results_are_those_of_training() {
        cli.run("run", sweep("a", "[0.5, 0.1]")).succeeded();
        cli.run("run", sweep("b", "[0.5, 0.1]"), "--reuse").succeeded();
        cli.run("run", sweep("c", "[0.5, 0.1]")).succeeded();

        String measured = CURVES.replace(", seconds FROM", " FROM");
        assertThat(cli.column(measured + "b' ORDER BY trial, epoch"))
                .isEqualTo(cli.column(measured + "c' ORDER BY trial, epoch"));
        assertThat(cli.column("SELECT best_epoch FROM results WHERE sweep = 'b' ORDER BY trial"))
                .isEqualTo(cli.column("SELECT best_epoch FROM results WHERE sweep = 'c' ORDER BY trial"));
        assertThat(reused()).as("what c trained itself").hasSize(4).allMatch(line -> line.startsWith("b "));
    }

    @Test
    void nothing_is_reused_unasked_and_no_limit_counts_it() {
        cli.run("run", sweep("a", "0.5")).succeeded();

        CliRun.Outcome unasked = cli.run("run", sweep("b", "0.5"), "--limit", "1");
        assertThat(trained(unasked)).containsExactly("1");
        CliRun.Outcome none = cli.run("run", sweep("b", "[0.5, 0.2]"), "--limit", "0", "--reuse");
        assertThat(none.succeeded().errLines()).containsExactly("trial 2 DIVERGED reused from a trial 2");
        assertThat(none.out()).contains("2 still to be trained");
        assertThat(trained(cli.run("resume", "b", "--limit", "1", "--reuse"))).containsExactly("3");
        assertThat(trained(cli.run("resume", "b", "--reuse"))).containsExactly("4");
        assertThat(reused()).containsExactly("b 2: a 2");
    }

    @Test
    void the_best_epoch_is_chosen_by_the_metric_of_the_sweep_that_reuses() {
        cli.run("run", sweep("a", "[0.5, 0.1, 0.01]")).succeeded();

        cli.run("run", sweep("b", "[0.5, 0.1, 0.01]", "cost"), "--reuse", "--limit", "0")
                .succeeded();

        assertThat(reused()).hasSize(6);
        assertThat(cli.column("SELECT best_epoch FROM results WHERE sweep = 'b' ORDER BY trial"))
                .isEqualTo(cli.column(
                        "SELECT (SELECT epoch FROM curves c WHERE c.sweep = 'b' AND c.trial = r.trial AND NOT"
                                + " diverged ORDER BY cost, epoch LIMIT 1) AS best_epoch FROM results r WHERE sweep = 'b' ORDER BY"
                                + " trial"))
                .isNotEqualTo(cli.column("SELECT best_epoch FROM results WHERE sweep = 'a' ORDER BY trial"));
    }

    @Test
    void training_accuracy_is_there_if_and_only_if_it_is_asked_for() {
        cli.run("run", sweep("a", "0.5")).succeeded();
        String file = sweep("b", "0.5");
        String asking = cli.file(
                "asking.yaml",
                SWEEP.replace("NAME", "asking").replace("RATES", "0.5").replace("METRIC", "train_accuracy")
                        + "train_accuracy: true\n");

        assertThat(trained(cli.run("run", asking, "--reuse"))).containsExactly("1", "2");
        cli.run("delete", "a", "--yes").succeeded();
        assertThat(trained(cli.run("run", file, "--reuse"))).isEmpty();

        assertThat(reused()).containsExactly("b 1: asking 1", "b 2: asking 2");
        assertThat(cli.column("SELECT COUNT(train_accuracy) FROM curves WHERE sweep = 'b'"))
                .containsExactly("0");
        assertThat(cli.column("SELECT COUNT(train_accuracy) FROM curves WHERE sweep = 'asking'"))
                .containsExactly("5");
    }

    @Test
    void a_copy_of_a_copy_names_the_original_even_when_that_is_gone() {
        cli.run("run", sweep("a", "0.5")).succeeded();
        cli.run("run", sweep("b", "0.5"), "--reuse").succeeded();
        cli.run("run", sweep("c", "0.5"), "--reuse").succeeded();
        assertThat(reused()).containsExactly("b 1: a 1", "b 2: a 2", "c 1: a 1", "c 2: a 2");

        cli.run("delete", "a", "--yes").succeeded();

        assertThat(trained(cli.run("run", sweep("d", "0.5"), "--reuse"))).isEmpty();
        assertThat(reused()).contains("b 1: a 1", "c 2: a 2", "d 1: a 1", "d 2: a 2");
        assertThat(cli.column(CURVES + "d' ORDER BY trial, epoch"))
                .isEqualTo(cli.column(CURVES + "b' ORDER BY trial, epoch"))
                .hasSize(5);
    }

    @Test
    void a_trial_that_is_trained_again_loses_its_mark() {
        cli.run("run", sweep("a", "0.5")).succeeded();
        String file = sweep("b", "0.5");
        cli.run("run", file, "--reuse").succeeded();

        assertThat(trained(cli.run("run", file, "--reuse", "--rerun", "diverged")))
                .containsExactly("2");

        assertThat(reused()).containsExactly("b 1: a 1");
        assertThat(cli.column("SELECT COUNT(*) FROM divergences WHERE sweep = 'b'"))
                .containsExactly("1");
    }

    @Test
    void only_trials_with_results_are_reused() throws Exception {
        cli.run("run", sweep("a", "[0.5, 0.1]")).succeeded();
        RecordedRows.update(cli.database(), "UPDATE SWEEP4J.TRIAL SET OUTCOME = 'FAILED' WHERE NUMBER = 1");
        RecordedRows.update(cli.database(), "UPDATE SWEEP4J.TRIAL SET OUTCOME = 'CANCELLED' WHERE NUMBER = 2");

        assertThat(trained(cli.run("run", sweep("b", "[0.5, 0.1]"), "--reuse"))).containsExactly("1", "2");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void what_an_interrupted_attempt_left_gives_way_and_what_was_reused_survives_kill_9() throws Exception {
        String long_ = "epochs=1000";
        String file = sweep("b", "[0.5, 0.1]");
        cli.run("run", sweep("a", "0.5"), long_).succeeded();
        try (ChildCli child =
                cli.start("run", "b.yaml", long_, "--progress", "lines", "--threads", "1", "--limit", "1")) {
            child.awaitLine("recorded epoch", line -> line.startsWith("trial 1 epoch 2 "));
            child.kill();
        }
        assertThat(cli.column("SELECT state FROM results WHERE sweep = 'b'")).containsExactly("CANCELLED");
        try (ChildCli child = cli.start("run", "b.yaml", long_, "--reuse", "--progress", "lines", "--threads", "1")) {
            child.awaitLine("recorded epoch", line -> line.startsWith("trial 2 epoch 2 "));
            assertThat(reusing(child.kill()))
                    .containsExactly(
                            "trial 1 COMPLETED reused from a trial 1", "trial 3 DIVERGED reused from a trial 2");
        }

        assertThat(cli.column(CURVES + "b' AND c.trial = 1 ORDER BY epoch"))
                .isEqualTo(cli.column(CURVES + "a' AND c.trial = 1 ORDER BY epoch"))
                .hasSize(1000);
        assertThat(cli.run("plan", file, long_, "--format", "json").succeeded().rows())
                .extracting(row -> row.get("trial") + " " + row.get("mark"))
                .containsExactly("1 DONE", "2 PARTIAL", "3 DONE", "4 NEW");
        Map<String, @Nullable Object> left =
                cli.query("SELECT COUNT(*) AS n FROM reused").get(0);
        assertThat(left).containsEntry("n", 2L);
    }
}
