package io.sweep4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
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
                .doesNotContain("nothing in it went non-finite");
    }

    @Test
    void a_waiting_trial_is_no_error() {
        assertThat(explain(3)).contains("trial 3: WAITING", "trial 3 has not been trained yet");
        assertThat(explain(3, "--format", "json").strip()).isEqualTo("[]");
        assertThat(explain(3, "--format", "csv")).hasLineCount(1);
    }
}
