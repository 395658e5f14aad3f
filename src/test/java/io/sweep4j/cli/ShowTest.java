package io.sweep4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which trials {@code show} shows, in what order, and how their curves look. */
class ShowTest {
    @TempDir
    static Path temp;

    private static CliRun cli;

    @BeforeAll
    static void train() {
        cli = new CliRun(temp);
        String file = cli.file("x.yaml", """
                name: shown
                dataset: {name: digits, train: 200, validation: 100, test: 100}
                parameters:
                  activation: [tanh, softmax]
                  learning_rate: [0.001, 0.1, 1]
                  weight_init: zero
                  epochs: 3
                """);
        cli.run("run", file, "--quiet").succeeded();
    }

    private static List<Object> trials(String... options) {
        String[] all = new String[options.length + 4];
        System.arraycopy(new String[] {"show", "shown", "--format", "json"}, 0, all, 0, 4);
        System.arraycopy(options, 0, all, 4, options.length);
        return cli.run(all).succeeded().rows().stream()
                .map(row -> row.get("trial"))
                .toList();
    }

    private static List<Object> ordered(String by, String direction) {
        return cli.query("SELECT trial FROM results ORDER BY " + by + " " + direction + " NULLS LAST, trial").stream()
                .map(row -> row.get("trial"))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "final_cost, final_cost, ASC",
        "final_cost:desc, final_cost, DESC",
        "final_validation_accuracy, final_validation_accuracy, DESC",
        "final_validation_accuracy:asc, final_validation_accuracy, ASC",
        "learning_rate, learning_rate, ASC",
        "state, state, ASC",
        "finished_at:desc, finished_at, DESC",
        "in_plan, in_plan, ASC",
    })
    void trials_are_ordered_by_a_column_and_those_without_a_value_come_last(String sort, String column, String order) {
        assertThat(trials("--sort", sort)).isEqualTo(ordered(column, order));
    }

    @Test
    void the_top_are_the_best_by_rank_unless_a_column_says_otherwise() {
        assertThat(trials("--top", "2"))
                .isEqualTo(cli.query("SELECT trial FROM ranking ORDER BY position LIMIT 2").stream()
                        .map(row -> row.get("trial"))
                        .toList());
        assertThat(trials("--top", "2", "--sort", "learning_rate:desc"))
                .isEqualTo(ordered("learning_rate", "DESC").subList(0, 2));
        assertThat(trials("--top", "1000")).hasSize(6);
    }

    @Test
    void a_curve_is_drawn_for_every_trial_and_shows_where_it_diverged() {
        List<String> lines = cli.run("show", "shown").succeeded().out().lines().toList();

        assertThat(lines.get(0)).endsWith("cost_by_epoch");
        assertThat(lines.get(2)).contains("DIVERGED").endsWith("  ×");
        assertThat(lines.get(6)).contains("COMPLETED").containsPattern("█\\S▁$");
        assertThat(cli.run("show", "shown", "5").succeeded().out())
                .containsPattern("\ncost                 █\\S▁\nvalidation accuracy  \\S{3}\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "shown --sort finalcost | did you mean 'final_cost'?",
                "shown --sort zzz | the columns are",
                "shown --sort cost:up | --sort takes a column, not 'cost', did you mean 'final_cost'?",
                "shown --sort lr | did you mean 'learning_rate'?",
                "shown --sort trial:up | trial:asc or trial:desc",
                "shown --top 0 | whole number from 1 on",
                "shown 1 --top 2 | goes with 'show SWEEP' alone",
            })
    void what_can_not_be_shown_is_told(String line, String message) {
        String[] arguments = ("show " + line).split(" ");

        CliRun.Outcome outcome = cli.run(arguments);

        assertThat(outcome.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).contains(message);
    }
}
