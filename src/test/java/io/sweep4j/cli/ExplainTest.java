package io.sweep4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code explain} says of trials that are not simply COMPLETED or DIVERGED. */
class ExplainTest {
    @TempDir
    static Path temp;

    private static CliRun cli;

    /** Trial 1 diverges and leaves the sweep file, trial 2 completes, trial 3 is never started. */
    @BeforeAll
    static void train() {
        cli = new CliRun(temp);
        run("bias_init: [0, 1, 2]", 2);
        run("bias_init: [1, 2]", 0);
    }

    private static void run(String axis, int limit) {
        String file = cli.file("edited.yaml", """
                name: edited
                dataset: {name: digits, train: 100, validation: 50, test: 50}
                parameters:
                  %s
                  activation: tanh
                  weight_init: zero
                  batch_size: 50
                  epochs: 1
                """.formatted(axis));
        cli.run("run", file, "--quiet", "--limit", Integer.toString(limit)).succeeded();
    }

    private static String explain(long trial, String... options) {
        String[] arguments = new String[3 + options.length];
        arguments[0] = "explain";
        arguments[1] = "edited";
        arguments[2] = Long.toString(trial);
        System.arraycopy(options, 0, arguments, 3, options.length);
        return cli.run(arguments).succeeded().out();
    }

    @Test
    void a_diverged_trial_that_left_the_file_keeps_its_cause() {
        assertThat(explain(1))
                .contains("trial 1: DIVERGED, no longer in the sweep file", "LOG_OF_ZERO", "evidence:")
                .doesNotContain("all its numbers stayed finite");
    }

    @Test
    void numbers_that_are_none_are_written_as_people_do_and_what_is_cut_is_said() {
        assertThat(explain(1))
                .contains("the cost became NaN")
                .containsPattern("\n  cost +NaN\n")
                .containsPattern("\n  samples_not_finite +50\n")
                .containsPattern("\n  training_rows( +\\d+){5} \\(5 of 50 bad rows\\)\n")
                .doesNotContainPattern("\\bnan\\b|[+-]inf\\b|growth_");
    }

    @Test
    void outputs_that_are_not_finite_on_validation_samples_alone_are_noted() throws Exception {
        List<String> rows = new ArrayList<>(List.of("30000,0.5,b", "-30000,0.5,a"));
        for (int batch = 0; batch < 10; batch++) {
            rows.addAll(List.of("2,0.5,b", "2,-0.5,b", "-2,0.5,a", "-2,-0.5,a"));
        }
        String file = cli.file("outlier.yaml", """
                name: outlier
                dataset: %s
                parameters: {activation: [softplus, sigmoid], loss: mse, weight_init: zero, batch_size: 4, epochs: 2}
                """.formatted(
                        OrderedCsv.write(cli, "outlier.csv", 2, rows).dataset()));
        cli.run("run", file, "--quiet").succeeded();

        String note = "note: outputs on the validation samples were not finite in any epoch";
        assertThat(List.of("explain", "show")).allSatisfy(command -> {
            assertThat(cli.run(command, "outlier", "1").succeeded().out())
                    .contains("COMPLETED")
                    .contains(note);
            assertThat(cli.run(command, "outlier", "2").succeeded().out()).doesNotContain("note:");
        });
    }

    @Test
    void a_waiting_trial_is_no_error() {
        assertThat(explain(3)).contains("trial 3: WAITING", "trial 3 has not been trained yet");
        assertThat(explain(3, "--format", "json").strip()).isEqualTo("[]");
        assertThat(explain(3, "--format", "csv")).hasLineCount(1);
    }
}
