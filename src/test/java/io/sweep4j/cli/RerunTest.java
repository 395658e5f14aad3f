package io.sweep4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Finished trials are trained again when, and only when, they are asked for. */
class RerunTest {
    private static final String SWEEP = """
            name: mixed
            dataset: {name: digits, train: 100, validation: 50, test: 50}
            parameters:
              activation: tanh
              weight_init: zero
              bias_init: [1, 0]
              learning_rate: [0.5, 0.1]
              batch_size: 25
              epochs: 2
            """;

    @TempDir
    Path temp;

    private CliRun cli;
    private String file;

    @BeforeEach
    void enterFolder() {
        cli = new CliRun(temp);
        file = cli.file("mixed.yaml", SWEEP);
    }

    private static List<String> trained(CliRun.Outcome outcome) {
        return outcome.errLines().stream()
                .filter(line -> line.matches("trial \\d+ [A-Z]+ .*\\(\\d+ of \\d+\\)"))
                .map(line -> line.split(" ")[1])
                .sorted()
                .toList();
    }

    private List<String> curves() {
        return cli.column(
                "SELECT trial, epoch, cost, cost_kind, test_accuracy, diverged FROM curves" + " ORDER BY trial, epoch");
    }

    private List<String> times() {
        return cli.column("SELECT started_at FROM results ORDER BY trial");
    }

    @Test
    void diverged_trials_are_trained_again_and_come_out_the_same() {
        cli.run("run", file, "--limit", "3").succeeded();
        assertThat(cli.column("SELECT trial || ' ' || state FROM results ORDER BY trial"))
                .containsExactly("1 COMPLETED", "2 COMPLETED", "3 DIVERGED");
        List<String> curves = curves();
        List<String> times = times();

        CliRun.Outcome again = cli.run("run", file, "--rerun", "diverged").succeeded();

        assertThat(trained(again)).as("the diverged one, and what is pending").containsExactly("3", "4");
        assertThat(again.errLines().get(0)).isEqualTo("training 2 trials, 4 epochs");
        assertThat(again.out()).contains("2 of these were done before and not trained again");
        assertThat(curves()).startsWith(curves.toArray(String[]::new));
        assertThat(times().subList(0, 2)).isEqualTo(times.subList(0, 2));
        assertThat(times().get(2)).isNotEqualTo(times.get(2));
        assertThat(cli.column("SELECT COUNT(*) FROM divergences")).containsExactly("2");
        assertThat(trained(cli.run("run", file).succeeded())).isEmpty();
    }

    @Test
    void all_trains_every_finished_trial_of_the_plan_and_the_limit_counts_them() {
        cli.run("run", file, "learning_rate=0.3").succeeded();
        cli.run("run", file).succeeded();
        List<String> before = curves();
        List<String> times = times();

        CliRun.Outcome two =
                cli.run("resume", "mixed", "--rerun", "all", "--limit", "2").succeeded();

        assertThat(trained(two))
                .as("trials 1 and 2 are not in the file any more")
                .containsExactly("3", "4");
        assertThat(two.out())
                .contains("2 more that --rerun all asks for")
                .doesNotContain("still to be trained")
                .doesNotContain("done before");
        assertThat(trained(cli.run("resume", "mixed", "--rerun", "all"))).containsExactly("3", "4", "5", "6");
        assertThat(curves()).isEqualTo(before);
        assertThat(times().subList(0, 2)).isEqualTo(times.subList(0, 2));
        assertThat(times().subList(2, 6)).doesNotContainAnyElementsOf(times);
    }

    @Test
    void what_was_never_trained_and_what_is_asked_for_once_more_are_told_apart() {
        cli.run("run", file, "--limit", "2").succeeded();

        CliRun.Outcome one =
                cli.run("run", file, "--rerun", "all", "--limit", "1").succeeded();

        assertThat(one.out()).contains("2 still to be trained\n1 more that --rerun all asks for\n");
    }

    @Test
    void a_trial_that_failed_is_told_of_and_trained_again_on_request() throws Exception {
        cli.run("run", file).succeeded();
        RecordedRows.update(
                cli.database(), "UPDATE SWEEP4J.TRIAL SET OUTCOME = 'FAILED', ERROR = 'flaky' WHERE NUMBER IN (1, 2)");

        CliRun.Outcome plain = cli.run("run", file);
        assertThat(plain.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(plain.errLines()).containsExactly("2 trials FAILED before; --rerun failed trains them again");
        assertThat(cli.run("run", file, "--quiet").err()).isEmpty();
        assertThat(cli.run("plan", file).succeeded().out()).contains("4 trials, 4 done, 0 to be trained");
        CliRun.Outcome others = cli.run("run", file, "--rerun", "diverged");
        assertThat(trained(others)).containsExactly("3", "4");
        assertThat(others.err()).contains("2 trials FAILED before; ");

        CliRun.Outcome again = cli.run("run", file, "--rerun", "failed", "--limit", "1");
        assertThat(trained(again)).containsExactly("1");
        assertThat(again.err()).doesNotContain("FAILED before");
        assertThat(again.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(cli.run("run", file).errLines())
                .containsExactly("1 trial FAILED before; --rerun failed trains it again");
        assertThat(trained(cli.run("run", file, "--rerun", "failed").succeeded()))
                .containsExactly("2");
        assertThat(cli.column("SELECT COUNT(error) FROM results")).containsExactly("0");
        assertThat(trained(cli.run("run", file, "--rerun", "failed").succeeded()))
                .isEmpty();
    }

    @Test
    void an_outcome_there_is_none_of_is_refused_before_anything_is_made() {
        CliRun.Outcome outcome = cli.run("run", file, "--rerun", "faild");

        assertThat(outcome.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(outcome.err())
                .isEqualTo("--rerun takes one of failed, diverged, all, not 'faild', did you mean 'failed'?\n");
        assertThat(cli.files()).containsExactlyInAnyOrder("", "mixed.yaml");
    }
}
