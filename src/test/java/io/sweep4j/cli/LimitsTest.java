package io.sweep4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What ends a sweep before its last trial, or a trial before its last epoch, and how that is told. */
class LimitsTest {
    private static final String STATES = "SELECT trial || ' ' || state FROM results ORDER BY trial";

    @TempDir
    Path temp;

    private CliRun cli;
    private String sweep = "";

    @BeforeEach
    void enterFolder() {
        cli = new CliRun(temp);
        sweep = cli.file("rates.yaml", """
                name: rates
                dataset: {name: digits, train: 100, validation: 50, test: 50}
                parameters:
                  learning_rate: [0.5, 0.4, 0.3, 0.2, 0.1]
                  batch_size: 25
                  epochs: 2
                """);
    }

    @Test
    void a_budget_of_trials_counts_all_runs_and_is_never_exceeded() {
        cli.run("run", sweep, "--limit", "1").succeeded();

        CliRun.Outcome second = cli.run("run", sweep, "budget.trials=3", "--threads", "4");

        assertThat(second.succeeded().out())
                .contains("ended early: the budget of 3 trials is used up\n2 still to be trained\n");
        assertThat(second.err())
                .contains("2 trials are left; raise budget.trials to go on\n")
                .doesNotContain("used up");
        assertThat(cli.column(STATES)).containsExactly("1 COMPLETED", "2 COMPLETED", "3 COMPLETED");
        List<String> curves = cli.column("SELECT * FROM curves ORDER BY trial, epoch");

        CliRun.Outcome third = cli.run("resume", "rates", "--threads", "4");

        assertThat(third.succeeded().out()).contains("ended early: the budget of 3 trials is used up");
        assertThat(third.err()).contains("2 trials are left");
        assertThat(cli.column("SELECT * FROM curves ORDER BY trial, epoch")).isEqualTo(curves);
        assertThat(cli.run("run", sweep, "budget={trials: 5}").succeeded().out())
                .doesNotContain("ended early");
        assertThat(cli.column("SELECT COUNT(*) FROM results WHERE state = 'COMPLETED'"))
                .containsExactly("5");
    }

    @Test
    void a_quiet_run_tells_its_limit_in_the_summary_alone() {
        CliRun.Outcome outcome = cli.run("run", sweep, "budget.trials=1", "--quiet");

        assertThat(outcome.succeeded().out()).contains("ended early: the budget of 1 trial is used up");
        assertThat(outcome.err()).isEmpty();
    }

    @Test
    void a_budget_of_time_ends_running_trials_with_their_epoch_and_is_not_given_anew() {
        CliRun.Outcome first = cli.run(
                "run",
                sweep,
                "budget.wall_clock=2s",
                "epochs=1000000",
                "learning_rate=0.5,0.4",
                "--threads",
                "1",
                "--engine",
                "dl4j");

        assertThat(first.succeeded().out()).contains("ended early: the budget of 2s is used up: all runs");
        assertThat(first.err()).contains("2 trials are left; raise budget.wall_clock to go on");
        assertThat(cli.column(STATES)).containsExactly("1 CANCELLED");
        assertThat(cli.column("SELECT epochs_run - (SELECT COUNT(*) FROM curves) AS missing FROM results"
                        + " WHERE epochs_run > 0"))
                .containsExactly("0");
        List<String> curves = cli.column("SELECT * FROM curves ORDER BY trial, epoch");

        CliRun.Outcome second = cli.run("resume", "rates");

        assertThat(second.succeeded().out()).contains("the budget of 2s is used up");
        assertThat(second.err()).contains("2 trials are left");
        assertThat(cli.column("SELECT * FROM curves ORDER BY trial, epoch")).isEqualTo(curves);

        assertThat(cli.run("run", sweep, "budget.wall_clock=1h", "learning_rate=0.5,0.4")
                        .succeeded()
                        .out())
                .doesNotContain("ended early");
        assertThat(cli.column("SELECT COUNT(*) FROM results WHERE in_plan AND state = 'COMPLETED'"))
                .containsExactly("2");
    }

    @Test
    void a_crash_gives_no_new_budget_of_time() throws InterruptedException {
        try (ChildCli child = cli.start("run", "rates.yaml", "epochs=1000000", "--threads", "1")) {
            child.awaitLines(20, "recorded epoch", line -> line.startsWith("trial 1 epoch "));
            child.kill();
        }
        List<String> curves = cli.column("SELECT * FROM curves ORDER BY trial, epoch");
        String half = cli.column("SELECT CAST(SUM(seconds) / 2 AS DECIMAL(9, 3)) AS half FROM curves")
                .get(0);

        CliRun.Outcome again = cli.run("run", sweep, "epochs=1000000", "budget.wall_clock=" + half + "s");

        assertThat(again.succeeded().out()).contains("is used up: all runs together took");
        assertThat(again.err()).contains("5 trials are left");
        assertThat(cli.column("SELECT * FROM curves ORDER BY trial, epoch")).isEqualTo(curves);
    }

    @Test
    void a_trial_that_takes_too_long_fails_and_no_other() {
        CliRun.Outcome outcome =
                cli.run("run", sweep, "timeout=3s", "learning_rate=0.5", "epochs=1000000,2", "--threads", "1");

        assertThat(outcome.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(cli.column(STATES)).containsExactly("1 FAILED", "2 COMPLETED");
        assertThat(
                        cli.column(
                                "SELECT epochs_run - (SELECT COUNT(*) FROM curves WHERE trial = 1) AS missing"
                                        + " FROM results WHERE epochs_run > 0 AND error = 'timeout: after 3s it had finished '"
                                        + " || epochs_run || ' of 1000000 epochs; raise ''timeout'' and run with --rerun failed to try it again'"))
                .containsExactly("0");
        assertThat(outcome.err()).contains("timeout: after 3s");
    }

    @Test
    void a_timeout_is_noticed_within_an_epoch() {
        CliRun.Outcome outcome = cli.run(
                "run", sweep, "timeout=0.1s", "learning_rate=0.5", "dataset.train=20000", "batch_size=1", "epochs=3");

        assertThat(outcome.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(cli.column("SELECT state || ' ' || error FROM results"))
                .containsExactly(
                        "FAILED timeout: after 0.1s it had finished 0 of 3 epochs; raise 'timeout' and run with --rerun failed"
                                + " to try it again");
        assertThat(cli.column("SELECT * FROM curves")).isEmpty();
    }

    @Test
    void too_many_failed_trials_end_the_run() {
        CliRun.Outcome outcome = cli.run(
                "run",
                sweep,
                "max_failed_trials=1",
                "timeout=0.1s",
                "dataset.train=20000",
                "batch_size=1",
                "--threads",
                "1");

        assertThat(outcome.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(outcome.out())
                .contains("ended early: 2 trials failed in this run, more than max_failed_trials 1\n"
                        + "3 still to be trained\n");
        assertThat(outcome.err())
                .contains("3 trials are left; once the cause is found, run again or raise max_failed_trials");
        assertThat(cli.column(STATES)).containsExactly("1 FAILED", "2 FAILED");

        CliRun.Outcome second = cli.run("resume", "rates", "--threads", "1");

        assertThat(second.out()).contains("2 trials failed in this run");
        assertThat(second.err()).contains("1 trial is left; ");
        CliRun.Outcome last = cli.run("resume", "rates", "--threads", "1");
        assertThat(last.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(last.out()).doesNotContain("ended early");
        assertThat(cli.column("SELECT COUNT(*) FROM results WHERE state = 'FAILED'"))
                .containsExactly("5");
    }

    @Test
    void trials_that_failed_alike_are_told_of_together() {
        CliRun.Outcome outcome = cli.run("run", sweep, "timeout=0.1s", "dataset.train=20000", "batch_size=1");

        assertThat(outcome.out())
                .containsOnlyOnce("Failed, ")
                .contains("\nFailed, trials 1, 2, 3, 4 and 5: timeout: after 0.1s");
    }

    @Test
    void a_target_alone_is_one_for_the_default_metric() {
        assertThat(cli.run("run", sweep, "metric.target=0.001", "--threads", "1")
                        .succeeded()
                        .out())
                .contains("ended early: trial 1 reached validation_accuracy ");
        String file = cli.file("costs.yaml", """
                name: costs
                dataset: {name: digits, train: 100, validation: 0, test: 50}
                metric: {target: 100}
                parameters: {learning_rate: [0.5, 0.4], batch_size: 25, epochs: 2}
                """);
        assertThat(cli.run("run", file, "--threads", "1").succeeded().out())
                .contains("Best by cost (lower is better)", "ended early: trial 1 reached cost ");
    }

    @Test
    void a_reached_target_starts_no_further_trial_and_the_one_that_reached_it_trains_to_its_end() {
        CliRun.Outcome first = cli.run("run", sweep, "metric=cost", "metric.target=100", "--threads", "1");

        assertThat(first.succeeded().out())
                .contains("ended early: trial 1 reached cost ", " in epoch 1 (metric.target at most 100)");
        assertThat(first.err()).contains("4 trials are left; lower metric.target to go on");
        assertThat(cli.column("SELECT trial || ' ' || state || ' ' || epochs_run FROM results"))
                .containsExactly("1 COMPLETED 2");

        CliRun.Outcome second = cli.run("resume", "rates");

        assertThat(second.succeeded().out()).contains("ended early: trial 1 reached cost ");
        assertThat(cli.column("SELECT COUNT(*) FROM results")).containsExactly("1");

        CliRun.Outcome other = cli.run("run", sweep, "metric=validation_accuracy", "metric.target=1", "epochs=2");

        assertThat(other.succeeded().out()).doesNotContain("ended early");
        assertThat(cli.column("SELECT COUNT(*) FROM results")).containsExactly("5");
    }

    @Test
    void a_diverged_trial_reaches_no_target() {
        CliRun.Outcome outcome = cli.run(
                "run",
                sweep,
                "metric=test_accuracy",
                "metric.target=0",
                "--threads",
                "1",
                "activation=tanh",
                "weight_init=zero",
                "on_divergence=continue");

        assertThat(outcome.succeeded().out()).doesNotContain("ended early");
        assertThat(cli.column("SELECT COUNT(*) FROM results WHERE state = 'DIVERGED'"))
                .containsExactly("5");
        assertThat(cli.run("resume", "rates").succeeded().out()).doesNotContain("ended early");
    }

    @Test
    void limits_are_no_part_of_a_trial() {
        cli.run("run", sweep, "timeout=1h", "max_failed_trials=3", "checkpoint_every=1")
                .succeeded();

        assertThat(cli.run("run", sweep).succeeded().out()).contains("5 of these were done before");
    }

    @Test
    void plan_and_validate_show_the_limits() {
        String[] limits = {
            "budget={wall_clock: 90m, trials: 3}",
            "timeout=5m",
            "max_failed_trials=0",
            "metric=cost",
            "metric.target=0.1"
        };
        String line = "limits: budget.wall_clock 1h30m, budget.trials 3, timeout 5m a trial, max_failed_trials 0,"
                + " metric.target at most 0.1\n";

        for (String command : List.of("plan", "validate")) {
            String[] arguments = new String[limits.length + 2];
            arguments[0] = command;
            arguments[1] = sweep;
            System.arraycopy(limits, 0, arguments, 2, limits.length);
            assertThat(cli.run(arguments).succeeded().out()).endsWith("\n" + line);
            assertThat(cli.run(command, sweep).succeeded().out()).doesNotContain("limits");
        }
    }
}
