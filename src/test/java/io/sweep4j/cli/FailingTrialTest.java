package io.sweep4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** An error in one trial is told as what it is, and ends no other. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it sends signals of POSIX, or needs a POSIX shell")
class FailingTrialTest {
    /** Trial 2's checkpoint would take 125 MB of the heap. */
    private static final String SWEEP = """
            name: uneven
            dataset: {name: digits, train: 100, validation: 20, test: 20}
            checkpoint_every: 1
            parameters:
              hidden: [[8], [40000], [1000000, 1000000], [16]]
              batch_size: 50
              epochs: 2
            """;

    @TempDir
    Path temp;

    private CliRun cli;

    @BeforeEach
    void enterFolder() {
        cli = new CliRun(temp);
        cli.file("uneven.yaml", SWEEP);
    }

    @Test
    void a_network_that_does_not_fit_fails_alone() throws InterruptedException {
        CliRun.Outcome outcome;
        try (ChildCli child =
                cli.startWith(List.of("-Xmx128m"), "run", "uneven.yaml", "--engine", "dl4j", "--threads", "1")) {
            outcome = child.await();
        }

        assertThat(outcome.exit()).as(outcome.err()).isEqualTo(ExitCode.FAILED);
        assertThat(cli.column("SELECT trial || ' ' || state || ' ' || epochs_run FROM results ORDER BY trial"))
                .containsExactly("1 COMPLETED 2", "2 FAILED 1", "3 FAILED 0", "4 COMPLETED 2");
        assertThat(cli.column("SELECT error FROM results WHERE error IS NOT NULL ORDER BY trial"))
                .satisfiesExactly(
                        two -> assertThat(two).isEqualTo("out of memory: Java heap space"),
                        three -> assertThat(three)
                                .matches(
                                        "\"?out of memory: a network of 1000796000010 parameters takes \\d+ MB to train,"
                                                + " and this machine has \\d+\"?"));
        assertThat(outcome.err()).contains("trial 2 FAILED out of memory: Java heap space (2 of 4)");
    }

    @Test
    void an_exception_fails_its_trial_alone() throws IOException, InterruptedException {
        CliRun.Outcome outcome;
        try (ChildCli child = cli.startWith(
                List.of(FaultAgent.option(temp, 2, 2, "error")),
                "run",
                "uneven.yaml",
                "--engine",
                "dl4j",
                "hidden=[[8],[9],[16]]")) {
            outcome = child.await();
        }

        assertThat(outcome.exit()).as(outcome.err()).isEqualTo(ExitCode.FAILED);
        assertThat(outcome.out()).contains("Failed, trial 2: IllegalStateException: out of order");
        assertThat(cli.column("SELECT trial || ' ' || state || ' ' || epochs_run FROM results ORDER BY trial"))
                .containsExactly("1 COMPLETED 2", "2 FAILED 1", "3 COMPLETED 2");
    }
}
