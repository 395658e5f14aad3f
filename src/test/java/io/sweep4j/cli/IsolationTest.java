package io.sweep4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code run --isolate}: the same results, and a crash of Java costs one trial. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it sends signals of POSIX, or needs a POSIX shell")
class IsolationTest {
    /** Some of these diverge. */
    private static final String SWEEP = """
            name: apart
            dataset: {name: digits, train: 200, validation: 50, test: 50}
            parameters:
              activation: [tanh, softmax]
              learning_rate: 0.5
              hidden: [[], [6]]
              bias_init: 0.5
              batch_size: 20
              epochs: 3
            """;

    private static final String STATES =
            "SELECT trial || ' ' || state || ' ' || epochs_run FROM results ORDER BY trial";

    private static final Predicate<String> IS_EPOCH = line -> line.matches("trial \\d+ epoch \\d+ of .*");

    @TempDir
    Path temp;

    private CliRun cli;

    @BeforeEach
    void enterFolder() {
        cli = new CliRun(temp);
        cli.file("apart.yaml", SWEEP);
    }

    @Test
    void the_results_are_the_same_bit_for_bit() {
        String file = temp.resolve("apart.yaml").toString();
        cli.run("run", file, "--quiet").succeeded();
        List<String> content = cli.column(RecordedContent.EPOCHS);
        List<String> divergences = cli.column(RecordedContent.DIVERGENCES);

        cli.run("run", file, "--rerun", "all", "--isolate", "--threads", "2", "--quiet")
                .succeeded();

        assertThat(divergences).isNotEmpty();
        assertThat(cli.column(RecordedContent.EPOCHS)).isEqualTo(content);
        assertThat(cli.column(RecordedContent.DIVERGENCES)).isEqualTo(divergences);
    }

    @Test
    void what_the_processes_found_in_comparing_the_engines_is_told_as_without_them() throws Exception {
        String judged = "checked against DL4J: 2 kinds of networks, costs within ";
        CliRun.Outcome outcome;
        try (ChildCli child =
                cli.start("run", "apart.yaml", "hidden=[]", "--isolate", "--threads", "1", "--engine", "auto")) {
            outcome = child.await().succeeded();
        }

        assertThat(outcome.err()).contains(judged);
        assertThat(cli.column("SELECT provenance FROM sweeps").get(0)).contains("judged [] tanh mcxent sgd 20");
    }

    @Test
    void a_trial_that_crashes_java_is_tried_twice_and_fails_alone() throws IOException, InterruptedException {
        List<String> options = List.of(
                FaultAgent.option(temp, 2, 2, "segfault"),
                "-XX:ErrorFile=" + temp.resolve("hs_err_pid%p.log"),
                "-XX:-CreateCoredumpOnCrash");
        CliRun.Outcome outcome;
        try (ChildCli child = cli.startWith(
                options,
                "run",
                "apart.yaml",
                "activation=softmax",
                "learning_rate=0.01,0.02",
                "--isolate",
                "--threads",
                "2",
                "--engine",
                "dl4j")) {
            outcome = child.await();
        }

        assertThat(outcome.exit()).as(outcome.err()).isEqualTo(ExitCode.FAILED);
        assertThat(cli.column(STATES)).containsExactly("1 COMPLETED 3", "2 FAILED 1", "3 COMPLETED 3", "4 COMPLETED 3");
        try (var files = Files.list(temp)) {
            List<String> reports = files.map(Path::toString)
                    .filter(file -> file.endsWith(".log"))
                    .toList();
            assertThat(reports).hasSize(2);
            assertThat(cli.column("SELECT error FROM results WHERE trial = 2").get(0))
                    .contains("crash: Java crashed twice in this trial, last with SIGSEGV in V [libjvm")
                    .containsAnyOf(reports.toArray(String[]::new));
        }
        assertThat(outcome.errLines().stream().filter(line -> line.startsWith("trial 2 epoch 1 ")))
                .hasSize(2);
        assertThat(outcome.errLines())
                .filteredOn(line -> line.startsWith("warning: "))
                .singleElement()
                .asString()
                .startsWith("warning: trial 2 lost its process and is tried once more: SIGSEGV in V [libjvm");
        assertThat(cli.run(
                                "run",
                                temp.resolve("apart.yaml").toString(),
                                "activation=softmax",
                                "learning_rate=0.01,0.02")
                        .errLines())
                .containsExactly("1 trial FAILED before; --rerun failed trains it again");
    }

    @Test
    void no_process_outlives_a_run_that_is_killed() throws Exception {
        List<ProcessHandle> processes;
        try (ChildCli child = cli.start(
                "run", "apart.yaml", "epochs=2000", "on_divergence=continue", "--isolate", "--threads", "2")) {
            child.awaitLines(5, "recorded epoch", IS_EPOCH);
            processes = descendants(child);
            child.kill();
        }

        assertThat(processes).hasSizeGreaterThanOrEqualTo(1);
        assertEnd(processes);
    }

    @Test
    void ctrl_c_reaches_every_process_and_trials_end_with_their_epoch() throws Exception {
        assumeThat(DurabilityTest.isIgnored("INT"))
                .as("this process ignores SIGINT, and so would a child")
                .isFalse();
        List<ProcessHandle> processes;
        CliRun.Outcome outcome;
        try (ChildCli child = cli.start(
                "run", "apart.yaml", "epochs=2000", "on_divergence=continue", "--isolate", "--threads", "2")) {
            child.awaitLines(5, "recorded epoch", IS_EPOCH);
            processes = descendants(child);
            for (ProcessHandle process : processes) {
                new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                        .start()
                        .waitFor();
            }
            child.signal("INT");
            outcome = child.await();
        }

        assertThat(outcome.exit()).as(outcome.err()).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(outcome.err())
                .contains("interrupted; go on with: sweep4j resume apart --threads 2 --engine dl4j --isolate")
                .doesNotContain("FAILED");
        assertThat(cli.column("SELECT DISTINCT state FROM results")).containsExactly("CANCELLED");
        assertEnd(processes);
    }

    private static List<ProcessHandle> descendants(ChildCli child) {
        return ProcessHandle.of(child.pid()).orElseThrow().descendants().toList();
    }

    private static void assertEnd(List<ProcessHandle> processes)
            throws ExecutionException, InterruptedException, TimeoutException {
        for (ProcessHandle process : processes) {
            process.onExit().get(60, TimeUnit.SECONDS);
        }
    }
}
