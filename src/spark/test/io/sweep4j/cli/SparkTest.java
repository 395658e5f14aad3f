package io.sweep4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code run --executor spark} on a real cluster: the same results, whatever is killed. */
@Tag("spark")
class SparkTest {
    /** Some of these diverge. */
    private static final String SWEEP = """
            name: far
            dataset: {name: digits, train: 600, validation: 100, test: 100}
            parameters:
              activation: [tanh, softmax]
              learning_rate: {min: 0.01, max: 0.5, count: 8, distribution: log_uniform_values}
              bias_init: [0, 1]
              batch_size: 20
              epochs: 12
            """;

    private static final String STATES = "SELECT trial || ' ' || state FROM results ORDER BY trial";

    private static final Predicate<String> IS_EPOCH = line -> line.matches("trial \\d+ epoch \\d+ of .*");
    private static final Predicate<String> IS_OUTCOME = line -> line.matches("trial \\d+ (COMPLETED|DIVERGED) .*");

    @TempDir
    static Path clusterFolder;

    @TempDir
    static Path localFolder;

    @TempDir
    Path temp;

    private static StandaloneCluster cluster;
    private static List<String> localContent;
    private static List<String> localDivergences;

    private CliRun cli;

    @BeforeAll
    static void trainOnThreads() throws IOException, InterruptedException {
        cluster = new StandaloneCluster(clusterFolder);
        CliRun local = new CliRun(localFolder);
        local.run("run", local.file("far.yaml", SWEEP), "--engine", "dl4j", "--quiet")
                .succeeded();
        localContent = local.column(RecordedContent.EPOCHS);
        localDivergences = local.column(RecordedContent.DIVERGENCES);
        assertThat(localDivergences).isNotEmpty();
    }

    @AfterAll
    static void endCluster() {
        cluster.close();
    }

    @BeforeEach
    void startWorkers() throws IOException, InterruptedException {
        cli = new CliRun(temp);
        cli.file("far.yaml", SWEEP);
        cluster.haveWorkers(2);
    }

    private ChildCli start(String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("run", "far.yaml", "--executor", "spark", "--master", cluster.url()));
        arguments.addAll(List.of(more));
        return cli.start(arguments.toArray(String[]::new));
    }

    private void assertSameAsOnThreads() {
        assertThat(cli.column(RecordedContent.EPOCHS)).isEqualTo(localContent);
        assertThat(cli.column(RecordedContent.DIVERGENCES)).isEqualTo(localDivergences);
    }

    @Test
    void a_sweep_has_the_same_curves_as_on_threads_and_every_executor_its_share() throws Exception {
        CliRun local = new CliRun(localFolder);
        String[] where = {"--db", temp.resolve("local").toString()};
        try (ChildCli child = local.start("run", "far.yaml", "--engine", "auto", where[0], where[1])) {
            child.await().succeeded();
        }
        CliRun.Outcome outcome;
        try (ChildCli child = start("--engine", "auto")) {
            outcome = child.await().succeeded();
        }

        assertThat(cli.column("SELECT DISTINCT engine FROM results")).containsExactly("fused");
        assertThat(cli.column(RecordedContent.EPOCHS))
                .isEqualTo(local.run("query", RecordedContent.EPOCHS, "--format", "csv", where[0], where[1])
                        .out()
                        .lines()
                        .skip(1)
                        .toList());
        assertThat(cli.column("SELECT DISTINCT worker FROM workers ORDER BY 1"))
                .containsExactly("executor 0 on 127.0.0.1", "executor 1 on 127.0.0.1");
        assertThat(cli.column("SELECT provenance FROM sweeps").get(0)).contains("at " + cluster.url());
        assertThat(outcome.errLines())
                .allSatisfy(line -> assertThat(line)
                        .matches(
                                "training 32 trials.*|trial \\d+ .*|checked against DL4J: .*|WARNING: Using incubator.*"
                                        + "|waiting for an executor at .*"));
    }

    @Test
    void an_executor_and_then_a_worker_that_are_killed_cost_nothing() throws Exception {
        String[] longTrials = {"activation=softmax", "learning_rate=0.1,0.2,0.3", "epochs=300"};
        String[] there = {"--db", temp.resolve("there").toString()};
        cli.run(
                        "run",
                        cli.file("far.yaml", SWEEP),
                        longTrials[0],
                        longTrials[1],
                        longTrials[2],
                        "--engine",
                        "dl4j",
                        "--quiet",
                        there[0],
                        there[1])
                .succeeded();
        CliRun.Outcome outcome;
        try (ChildCli child = start(longTrials)) {
            child.awaitLines(10, "recorded epoch", IS_EPOCH);
            assertThat(cluster.executors(1)).isNotEmpty().allMatch(ProcessHandle::destroyForcibly);
            child.awaitLines(100, "recorded epoch", IS_EPOCH);
            cluster.killWorker(0);
            outcome = child.await().succeeded();
        }

        assertThat(cli.column(RecordedContent.EPOCHS))
                .hasSize(1_800)
                .isEqualTo(cli.run("query", RecordedContent.EPOCHS, "--format", "csv", there[0], there[1])
                        .out()
                        .lines()
                        .skip(1)
                        .toList());
        assertThat(outcome.err())
                .containsPattern("warning: executor \\d on 127.0.0.1 is lost \\(.*code 137.*\\); 1 left")
                .containsPattern("warning: executor \\d on 127.0.0.1 is lost \\(.*worker lost.*\\)")
                .containsPattern("warning: trial \\d+ is tried again: executor \\d on 127.0.0.1: .*code 137");
        assertNothingTwice(outcome);
    }

    /** The first attempt's record stands, so no epoch is told a second time. */
    private static void assertNothingTwice(CliRun.Outcome outcome) {
        assertThat(outcome.errLines().stream().filter(IS_EPOCH.or(IS_OUTCOME))).doesNotHaveDuplicates();
    }

    @Test
    void without_any_executor_the_run_ends_with_advice_and_goes_on_later() throws Exception {
        CliRun.Outcome outcome;
        try (ChildCli child = start("--executor-timeout", "15", "learning_rate=0.1,0.2,0.3")) {
            child.awaitLines(3, "outcome", IS_OUTCOME);
            cluster.killWorkers();
            outcome = child.await();
        }
        List<String> done = cli.column("SELECT trial FROM results WHERE state IN ('COMPLETED', 'DIVERGED')");

        assertThat(outcome.exit()).as(outcome.err()).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(outcome.err())
                .contains("no executor at " + cluster.url() + " for 15 s. Are workers running there")
                .contains("what is recorded is safe; go on with: sweep4j resume far --executor spark --master "
                        + cluster.url() + " --executor-timeout 15");
        cluster.haveWorkers(1);
        try (ChildCli child = start("learning_rate=0.1,0.2,0.3")) {
            outcome = child.await().succeeded();
        }
        assertThat(cli.column("SELECT DISTINCT state FROM results ORDER BY 1"))
                .containsExactly("COMPLETED", "DIVERGED");
        assertThat(done).hasSizeGreaterThanOrEqualTo(3);
        assertThat(outcome.errLines().stream().filter(IS_OUTCOME)).hasSize(12 - done.size());
    }

    @Test
    void an_application_that_its_master_ends_fails_no_trial() throws Exception {
        CliRun.Outcome outcome;
        try (ChildCli child = start("epochs=2000", "on_divergence=continue")) {
            child.awaitLines(10, "recorded epoch", IS_EPOCH);
            cluster.endApplications();
            outcome = child.await();
        }

        assertThat(outcome.exit()).as(outcome.err()).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(outcome.err())
                .contains("Spark has given up this application")
                .contains("what is recorded is safe; go on with: sweep4j resume far --executor spark");
        assertThat(cli.column("SELECT COUNT(*) FROM results WHERE state = 'FAILED'"))
                .containsExactly("0");
    }

    @Test
    void a_driver_that_is_killed_leaves_its_executors_to_end_and_a_new_one_goes_on() throws Exception {
        List<String> done;
        try (ChildCli child = start()) {
            child.awaitLines(3, "outcome", IS_OUTCOME);
            List<ProcessHandle> executors = cluster.executors(0);
            child.kill();
            done = cli.column("SELECT trial FROM results WHERE state IN ('COMPLETED', 'DIVERGED')");
            for (ProcessHandle executor : executors) {
                executor.onExit().get(60, TimeUnit.SECONDS);
            }
        }
        CliRun.Outcome outcome;
        try (ChildCli child = start()) {
            outcome = child.await().succeeded();
        }

        assertSameAsOnThreads();
        assertThat(done).hasSizeGreaterThanOrEqualTo(3);
        assertThat(outcome.errLines().stream().filter(IS_OUTCOME)).hasSize(32 - done.size());
    }

    @Test
    void a_trial_that_halts_its_executor_fails_alone() throws Exception {
        cluster.killWorkers();
        cluster.addWorker(2); // of whose one executor a trial under suspicion gets both cores
        String fault = FaultAgent.option(temp, 2, 2, "halt");
        CliRun.Outcome outcome;
        try (ChildCli child = start(
                "--conf",
                "spark.executor.cores=2",
                "--conf",
                "spark.executor.extraJavaOptions=" + fault,
                "activation=softmax",
                "learning_rate=0.1,0.2,0.3",
                "bias_init=0")) {
            outcome = child.await();
        }
        cluster.killWorkers();

        assertThat(outcome.exit()).as(outcome.err()).isEqualTo(ExitCode.FAILED);
        assertThat(cli.column(STATES)).containsExactly("1 COMPLETED", "2 FAILED", "3 COMPLETED");
        assertThat(cli.column("SELECT epochs_run FROM results ORDER BY trial")).containsExactly("12", "1", "12");
        assertThat(cli.column("SELECT error FROM results WHERE trial = 2").get(0))
                .contains("crash: it lost its process 3 times, last with executor ")
                .contains("code 134");
        assertNothingTwice(outcome);
    }

    @Test
    void spark_submit_starts_a_run_and_tells_it_the_master() throws Exception {
        Process submitted =
                cluster.submit(temp, "run", "far.yaml", "--executor", "spark", "--engine", "dl4j", "--quiet");
        assertThat(submitted.waitFor(120, TimeUnit.SECONDS)).isTrue();

        assertThat(submitted.exitValue()).isZero();
        assertSameAsOnThreads();
        assertThat(cli.column("SELECT provenance FROM sweeps").get(0)).contains("at " + cluster.url());
    }

    @Test
    void ctrl_c_ends_trials_with_their_epoch_and_takes_back_what_waits() throws Exception {
        CliRun.Outcome outcome;
        try (ChildCli child = start("--threads", "6", "epochs=2000", "on_divergence=continue")) {
            child.awaitLines(10, "recorded epoch", IS_EPOCH);
            child.signal("INT");
            outcome = child.await();
        }

        assertThat(outcome.exit()).as(outcome.err()).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(outcome.err())
                .contains("interrupted; go on with: sweep4j resume far --executor spark --master " + cluster.url())
                .doesNotContain("warning:");
        assertThat(cli.column("SELECT DISTINCT state FROM results")).containsExactly("CANCELLED");
        assertThat(cli.column("SELECT COUNT(*) FROM results")).containsExactly("2");
    }

    @Test
    void data_that_executors_cannot_read_are_sent_to_them() throws Exception {
        cluster.killWorkers();
        StringBuilder table = new StringBuilder("a,b,class\n");
        IntStream.range(0, 300)
                .forEach(i -> table.append(i % 7)
                        .append(',')
                        .append(i % 11)
                        .append(',')
                        .append(i % 3)
                        .append('\n'));
        Path file = Path.of(cli.file("table.csv", table.toString()));
        cli.file("far.yaml", """
                name: far
                dataset: {name: csv, path: table.csv, label: class}
                parameters: {activation: softmax, learning_rate: [0.1, 0.2, 0.3, 0.4], epochs: 3}
                """);
        cli.run(
                        "run",
                        cli.file(
                                "local.yaml",
                                Files.readString(temp.resolve("far.yaml"))
                                        .replace("far", "local")
                                        .replace("table.csv", file.toString())),
                        "--engine",
                        "dl4j",
                        "--quiet")
                .succeeded();
        try (ChildCli child = start()) {
            child.awaitLine("wait", line -> line.startsWith("waiting for an executor at"));
            Files.writeString(file, table.append("1,2,0\n")); // by now the run has read it
            cluster.haveWorkers(1);
            child.await().succeeded();
        }

        String curves = "SELECT trial, epoch, cost, validation_accuracy FROM curves WHERE sweep = '%s' ORDER BY 1, 2";
        assertThat(cli.column(String.format(curves, "far")))
                .hasSize(12)
                .isEqualTo(cli.column(String.format(curves, "local")));
    }

    @Test
    void a_master_that_is_not_there_is_told_at_once() throws Exception {
        CliRun.Outcome outcome;
        try (ChildCli child = cli.start("run", "far.yaml", "--executor", "spark", "--master", "spark://127.0.0.1:1")) {
            outcome = child.await();
        }

        assertThat(outcome.exit()).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(outcome.err()).contains("no Spark master answers at spark://127.0.0.1:1 (Connection refused)");
    }
}
