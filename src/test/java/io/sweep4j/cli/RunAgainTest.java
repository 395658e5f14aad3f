package io.sweep4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is done is done: a sweep that is run again, edited, cut short or resumed trains only what is left. */
class RunAgainTest {
    private static final String NUMBERS =
            "SELECT trial || ' ' || learning_rate || ' ' || in_plan FROM results ORDER BY 1";

    @TempDir
    Path temp;

    private CliRun cli;

    @BeforeEach
    void enterFolder() {
        cli = new CliRun(temp);
    }

    private String sweep(String rates) {
        return cli.file("rates.yaml", """
                        name: rates
                        dataset: {name: digits, train: 100, validation: 50, test: 50}
                        parameters:
                          learning_rate: %s
                          batch_size: 25
                          epochs: 2
                        """.formatted(rates));
    }

    private static List<String> trained(CliRun.Outcome outcome) {
        return outcome.succeeded().errLines().stream()
                .filter(line -> line.endsWith(")") && line.contains(" COMPLETED "))
                .map(line -> line.substring(0, line.indexOf(" COMPLETED ")))
                .sorted()
                .toList();
    }

    private List<String> curves(String where) {
        return cli.column("SELECT * FROM curves WHERE " + where + " ORDER BY sweep, trial, epoch");
    }

    @Test
    void a_trial_that_an_edit_words_anew_is_shown_as_the_file_has_it_now() {
        String text = """
                name: worded
                dataset: {name: digits, train: 100, validation: 50, test: 50}
                parameters: {batch_size: 25, epochs: 1, %s}
                """;
        cli.run("run", cli.file("w.yaml", text.formatted("loss: mcxent, seed: [1, 2]")))
                .succeeded();

        CliRun.Outcome again =
                cli.run("run", cli.file("w.yaml", text.formatted("loss: nll, seed: 1") + "repeats: 2\n"));

        assertThat(trained(again)).isEmpty();
        assertThat(cli.column("SELECT trial || ' ' || repeat || ' ' || seed || ' ' || loss FROM results ORDER BY 1"))
                .containsExactly("1 1 1 negativeloglikelihood", "2 2 2 negativeloglikelihood");
    }

    @Test
    void an_edited_file_trains_the_difference_and_every_number_is_kept() {
        assertThat(trained(cli.run("run", sweep("[0.5, 0.1]")))).containsExactly("trial 1", "trial 2");
        List<String> first = curves("trial <= 2");

        CliRun.Outcome longer = cli.run("run", sweep("[0.5, 0.3, 0.2, 0.1]"));

        assertThat(trained(longer)).containsExactly("trial 3", "trial 4");
        assertThat(longer.out()).contains("2 of these were done before");
        assertThat(cli.column(NUMBERS)).containsExactly("1 0.5 TRUE", "2 0.1 TRUE", "3 0.3 TRUE", "4 0.2 TRUE");
        assertThat(curves("trial <= 2")).isEqualTo(first);
        assertThat(cli.column("SELECT trials FROM sweeps")).containsExactly("4");
        assertThat(cli.run("plan", sweep("[0.5, 0.3, 0.2, 0.1]"), "--format", "json")
                        .rows())
                .extracting(row -> row.get("trial"))
                .containsExactly(1L, 3L, 4L, 2L);

        CliRun.Outcome shorter = cli.run("run", sweep("[0.2, 0.1]"));

        assertThat(trained(shorter)).isEmpty();
        assertThat(cli.column(NUMBERS)).containsExactly("1 0.5 FALSE", "2 0.1 TRUE", "3 0.3 FALSE", "4 0.2 TRUE");
        assertThat(cli.column("SELECT trials FROM sweeps")).containsExactly("2");
        assertThat(curves("trial <= 2")).isEqualTo(first);

        CliRun.Outcome other = cli.run("run", sweep("[0.5, 0.05]"));

        assertThat(trained(other)).containsExactly("trial 5");
        assertThat(other.out()).contains("1 of these was done before");
        assertThat(cli.column(NUMBERS))
                .containsExactly("1 0.5 TRUE", "2 0.1 FALSE", "3 0.3 FALSE", "4 0.2 FALSE", "5 0.05 TRUE");
    }

    @Test
    void another_spelling_of_the_same_training_trains_nothing() {
        cli.run("run", sweep("[0.5, 0.1]")).succeeded();

        assertThat(trained(cli.run("run", sweep("[1e-1, .50]"), "decay=0.0", "updater=sgd", "hidden=[]")))
                .isEmpty();
        assertThat(cli.column(NUMBERS)).containsExactly("1 0.5 TRUE", "2 0.1 TRUE");
    }

    @Test
    void a_change_of_what_is_trained_on_trains_anew() {
        cli.run("run", sweep("[0.5]")).succeeded();

        assertThat(trained(cli.run("run", sweep("[0.5]"), "dataset.seed=7"))).containsExactly("trial 2");
        assertThat(trained(cli.run("run", sweep("[0.5]"), "on_divergence=continue")))
                .containsExactly("trial 3");
        assertThat(trained(cli.run("run", sweep("[0.5]"), "epochs=1"))).containsExactly("trial 4");
        assertThat(trained(cli.run("run", sweep("[0.5]")))).isEmpty();
    }

    @Test
    void what_is_to_be_measured_only_now_is_trained_for_and_comes_out_the_same() {
        String file = cli.file("d.yaml", """
                name: rates
                dataset: {name: digits, train: 100, validation: 50, test: 50}
                parameters: {activation: [tanh, softmax], weight_init: zero, batch_size: 25, epochs: 2}
                """);
        cli.run("run", file, "--quiet").succeeded();
        String recorded =
                "SELECT trial, epoch, cost, validation_accuracy, test_accuracy FROM curves ORDER BY trial, epoch";
        List<String> before = cli.column(recorded);
        String asking = cli.file("t.yaml", """
                name: rates
                dataset: {name: digits, train: 100, validation: 50, test: 50}
                train_accuracy: true
                metric: {name: train_accuracy, goal: maximize}
                parameters: {activation: [tanh, softmax], weight_init: zero, batch_size: 25, epochs: 2}
                """);
        assertThat(cli.run("plan", asking, "--format", "json").rows())
                .extracting(row -> row.get("mark"))
                .containsExactly("PARTIAL", "PARTIAL");

        assertThat(trained(cli.run("run", asking, "--limit", "0"))).isEmpty();
        assertThat(cli.column("SELECT trial || ' ' || state FROM ranking ORDER BY position"))
                .as("a finite trial without the metric before a diverged one")
                .containsExactly("2 COMPLETED", "1 DIVERGED");
        assertThat(cli.run("explain", "rates", "1").out()).contains("activation softmax");

        assertThat(trained(cli.run("run", asking))).containsExactly("trial 2");
        assertThat(cli.column(recorded)).isEqualTo(before);
        assertThat(cli.column("SELECT COUNT(*) FROM curves WHERE train_accuracy IS NULL"))
                .containsExactly("0");
        assertThat(trained(cli.run("run", asking))).isEmpty();
        assertThat(trained(cli.run("run", file))).as("more than is asked for").isEmpty();
    }

    @Test
    void limit_trains_the_first_pending_trials_and_resume_the_rest() {
        String file = sweep("[0.5, 0.4, 0.3, 0.2, 0.1]");

        CliRun.Outcome two = cli.run("run", file, "--limit", "2", "--threads", "1");

        assertThat(trained(two)).containsExactly("trial 1", "trial 2");
        assertThat(two.out()).contains("3 still to be trained");
        assertThat(cli.column("SELECT trials || ' ' || completed FROM sweeps")).containsExactly("5 2");
        assertThat(cli.run("show", "rates", "--format", "json").succeeded().rows())
                .extracting(row -> row.get("state"))
                .containsExactly("COMPLETED", "COMPLETED", "WAITING", "WAITING", "WAITING");
        assertThat(cli.column("SELECT COUNT(*) FROM results")).containsExactly("2");
        assertThat(trained(cli.run("run", file, "--limit", "0"))).isEmpty();
        assertThat(trained(cli.run("run", file, "--limit", "1"))).containsExactly("trial 3");
        assertThat(trained(cli.run("resume", "rates", "--limit", "1"))).containsExactly("trial 4");
        assertThat(trained(cli.run("resume", "rates"))).containsExactly("trial 5");
        assertThat(trained(cli.run("resume", "rates"))).isEmpty();
        assertThat(cli.column("SELECT state || ' ' || completed FROM sweeps")).containsExactly("COMPLETED 5");
    }

    @Test
    void resume_needs_no_file_and_keeps_the_overrides() throws Exception {
        String file = sweep("[0.5, 0.4]");
        cli.run("run", file, "--limit", "1", "epochs=3", "learning_rate=0.7,0.6,0.05")
                .succeeded();
        Files.delete(Path.of(file));

        assertThat(trained(cli.run("resume", "rates"))).containsExactly("trial 2", "trial 3");
        assertThat(cli.column("SELECT learning_rate || ' ' || epochs_run FROM results ORDER BY trial"))
                .containsExactly("0.7 3", "0.6 3", "0.05 3");
    }

    @Test
    void an_override_wins_over_the_file_and_can_add_an_axis() {
        CliRun.Outcome outcome = cli.run(
                "run",
                sweep("[0.5, 0.4]"),
                "learning_rate=0.25",
                "hidden=[[4],[5,3]]",
                "activation=tanh",
                "repeats=2",
                "name=other");

        assertThat(trained(outcome)).hasSize(4);
        assertThat(cli.column("SELECT sweep || ' ' || hidden || ' ' || seed || ' ' || learning_rate"
                        + " FROM results ORDER BY trial"))
                .containsExactly(
                        "other [4] 42 0.25",
                        "other [4] 43 0.25",
                        "\"other [5, 3] 42 0.25\"",
                        "\"other [5, 3] 43 0.25\"");
    }

    @Test
    void two_sweeps_share_a_database_and_are_reported_together() {
        cli.run("run", sweep("0.5")).succeeded();
        cli.run("run", sweep("0.4"), "name=b").succeeded();

        assertThat(cli.column("SELECT sweep FROM sweeps ORDER BY sweep")).containsExactly("b", "rates");
        assertThat(cli.run("report", "rates", "b").succeeded().out()).contains("report.html");
        assertThat(cli.reports().resolve("report.md"))
                .content()
                .contains("rates")
                .contains("b");
    }

    @Test
    void quiet_and_progress_none_print_no_progress() {
        CliRun.Outcome none = cli.run("run", sweep("0.5"), "--progress", "none").succeeded();
        CliRun.Outcome quiet = cli.run("run", sweep("0.4"), "--quiet").succeeded();

        assertThat(none.err()).isEmpty();
        assertThat(quiet.err()).isEmpty();
        assertThat(none.out()).startsWith("rates: 1 trial");
        assertThat(quiet.out()).contains("report: ");
    }

    @Test
    void without_a_terminal_progress_is_in_lines() {
        assertThat(cli.run("run", sweep("0.5")).succeeded().errLines())
                .hasSize(5)
                .first()
                .isEqualTo("training 1 trial, 2 epochs");
    }

    @Test
    void delete_forgets_a_sweep_and_no_other() {
        cli.run("run", sweep("0.5")).succeeded();
        cli.run("run", sweep("0.4"), "name=b").succeeded();

        CliRun.Outcome refused = cli.run("delete", "rates");
        assertThat(refused.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(cli.column("SELECT sweep FROM sweeps ORDER BY sweep")).containsExactly("b", "rates");

        CliRun.Outcome deleted = cli.run("delete", "rates", "--yes").succeeded();

        assertThat(deleted.out()).isEmpty();
        assertThat(deleted.err()).contains("deleted sweep 'rates'");
        for (String view : List.of("sweeps", "results", "curves")) {
            assertThat(cli.column("SELECT DISTINCT sweep FROM " + view)).containsExactly("b");
        }
        assertThat(trained(cli.run("run", sweep("0.5")))).containsExactly("trial 1");
    }

    @Test
    void an_edited_metric_chooses_the_best_epochs_anew_and_trains_nothing() {
        cli.run("run", sweep("0.5")).succeeded();
        CliRun.Outcome again = cli.run("run", sweep("0.5"), "metric=cost").succeeded();

        assertThat(trained(again)).isEmpty();
        assertThat(cli.column("SELECT best_epoch FROM results ORDER BY trial"))
                .isEqualTo(cli.column("SELECT (SELECT epoch FROM curves c WHERE c.trial = r.trial AND c.sweep = r.sweep"
                        + " ORDER BY cost, epoch LIMIT 1) AS best_epoch FROM results r ORDER BY trial"));
    }
}
