package io.sweep4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was reported as recorded is there after the worst of ends, and a second run makes the results whole. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it sends signals of POSIX, or needs a POSIX shell")
class DurabilityTest {
    /** Long enough to be ended in the middle: 240 epochs. */
    private static final String SWEEP = """
            name: long
            dataset: {name: digits, train: 400, validation: 100, test: 100}
            parameters:
              hidden: [[12], [8]]
              activation: [tanh, relu, sigmoid]
              dropout: 0.1
              bias_init: 0.5
              learning_rate: 0.05
              batch_size: 20
              epochs: 40
            """;

    private static final Pattern EPOCH =
            Pattern.compile("trial (\\d+) epoch (\\d+) of 40 cost (\\S+) validation_accuracy (\\S+).*");
    private static final Pattern FINISHED = Pattern.compile("trial (\\d+) (COMPLETED|DIVERGED).*");
    private static final Predicate<String> IS_EPOCH =
            line -> EPOCH.matcher(line).matches();

    @TempDir
    static Path undisturbed;

    private static List<String> expected;

    @TempDir
    Path temp;

    private CliRun cli;

    @BeforeAll
    static void trainUndisturbed() {
        CliRun cli = new CliRun(undisturbed);
        cli.run("run", cli.file("long.yaml", SWEEP), "--quiet", "--engine", "dl4j")
                .succeeded();
        expected = curves(cli);
        assertThat(expected).hasSize(240);
    }

    @BeforeEach
    void enterFolder() {
        cli = new CliRun(temp);
        cli.file("long.yaml", SWEEP);
    }

    private static List<String> curves(CliRun cli) {
        return cli.column("SELECT trial, epoch, cost, cost_kind, validation_accuracy, test_accuracy, learning_rate,"
                + " applied_learning_rate, diverged FROM curves ORDER BY trial, epoch");
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 50})
    void every_epoch_that_was_printed_survives_kill_9_and_a_second_run_makes_up_for_the_rest(int epochs)
            throws InterruptedException {
        CliRun.Outcome killed;
        try (ChildCli child = cli.start("run", "long.yaml", "--progress", "lines", "--threads", "2")) {
            child.awaitLines(epochs, "recorded epoch", IS_EPOCH);
            killed = child.kill();
        }
        assertThat(killed.exit()).isEqualTo(128 + 9);
        assertThat(killed.out()).isEmpty();

        List<String> recorded = cli.column("SELECT trial || ' ' || epoch FROM curves");
        List<String> finished = cli.column("SELECT trial FROM results WHERE state IN ('COMPLETED', 'DIVERGED')");
        int printed = 0;
        for (String line : killed.errLines()) {
            Matcher epoch = EPOCH.matcher(line);
            if (epoch.matches()) {
                printed++;
                assertThat(recorded).contains(epoch.group(1) + " " + epoch.group(2));
            }
            Matcher end = FINISHED.matcher(line);
            if (end.matches()) {
                assertThat(finished).contains(end.group(1));
            }
        }
        assertThat(printed).isBetween(epochs, 239);
        assertThat(expected).containsAll(curves(cli));

        CliRun.Outcome again = cli.run("run", cli.folder().resolve("long.yaml").toString(), "--engine", "dl4j")
                .succeeded();

        assertThat(again.errLines().get(0))
                .isEqualTo("training " + (6 - finished.size()) + " trials, " + (6 - finished.size()) * 40 + " epochs");
        assertThat(curves(cli)).isEqualTo(expected);
        assertThat(cli.column("SELECT state || ' ' || completed || ' ' || diverged || ' ' || failed FROM sweeps"))
                .containsExactly("COMPLETED 6 0 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM"})
    void a_signal_ends_the_run_at_the_epochs_end_and_resume_finishes_it(String signal)
            throws IOException, InterruptedException {
        assumeThat(isIgnored(signal))
                .as("this process ignores SIG%s, and so would a child", signal)
                .isFalse();
        CliRun.Outcome interrupted;
        try (ChildCli child = cli.start("run", "long.yaml", "--threads", "2")) {
            child.awaitLines(10, "recorded epoch", IS_EPOCH);

            assertInUse(cli.run("run", temp.resolve("long.yaml").toString()), child.pid());
            assertInUse(cli.run("resume", "long"), child.pid());
            assertInUse(cli.run("delete", "long", "--yes"), child.pid());
            assertReadable(child);

            child.signal(signal);
            interrupted = child.await();
        }

        assertThat(interrupted.exit()).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(interrupted.err())
                .contains("stopping when the running trials end their epoch")
                .contains("\ninterrupted; go on with: sweep4j resume long");
        assertThat(interrupted.out()).contains("still to be trained").contains("report: results/long/report.html");
        assertThat(temp.resolve("results/long/report.html")).exists();
        assertThat(cli.column("SELECT state FROM sweeps")).containsExactly("CANCELLED");
        assertThat(expected).containsAll(curves(cli));
        List<Map<String, @Nullable Object>> cancelled = cli.query(
                "SELECT r.*, (SELECT COUNT(*) FROM curves c WHERE c.trial = r.trial) epochs_recorded FROM results r"
                        + " WHERE state = 'CANCELLED'");
        assertThat(cancelled).hasSizeBetween(1, 2).allSatisfy(trial -> {
            assertThat(trial.get("epochs_recorded")).isEqualTo(trial.get("epochs_run"));
            assertThat((Long) trial.get("epochs_run")).isBetween(1L, 39L);
            assertThat(trial.get("finished_at")).isNotNull();
        });
        long printed = interrupted.errLines().stream().filter(IS_EPOCH).count();
        assertThat(cli.column("SELECT COUNT(*) FROM curves")).containsExactly(Long.toString(printed));

        cli.run("resume", "long", "--quiet", "--engine", "dl4j").succeeded();

        assertThat(curves(cli)).isEqualTo(expected);
        assertThat(cli.column("SELECT state || ' ' || completed FROM sweeps")).containsExactly("COMPLETED 6");
    }

    private static void assertInUse(CliRun.Outcome outcome, long pid) {
        assertThat(outcome.exit()).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err())
                .contains("results/sweep4j: the database is in use by process " + pid)
                .contains("choose another --db")
                .hasLineCount(1);
    }

    /** What was printed so far is there to be read while the sweep goes on. */
    private void assertReadable(ChildCli child) {
        List<String> printed = child.errLines().stream()
                .map(EPOCH::matcher)
                .filter(Matcher::matches)
                .map(line -> line.group(1) + " " + line.group(2))
                .toList();
        assertThat(cli.column("SELECT trial || ' ' || epoch FROM curves")).containsAll(printed);
        assertThat(cli.column("SELECT state FROM sweeps")).containsExactly("RUNNING");
        assertThat(cli.run("list").succeeded().out()).contains("RUNNING");
        assertThat(cli.run("show", "long").succeeded().out()).contains("RUNNING");
        assertThat(cli.run("plan", temp.resolve("long.yaml").toString())
                        .succeeded()
                        .out())
                .contains("RUNNING");
        cli.run("report", "long").succeeded();
    }

    /** A shell starts what it puts in the background with Ctrl-C ignored, and that is inherited. */
    static boolean isIgnored(String signal) throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return false;
        }
        int bit = signal.equals("INT") ? 1 : 14;
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .anyMatch(line -> new BigInteger(line.substring(7).strip(), 16).testBit(bit));
    }

    @Test
    void a_damaged_database_is_left_as_it_is_until_it_is_to_be_put_aside() throws IOException {
        String file = temp.resolve("long.yaml").toString();
        cli.run("run", file, "--quiet", "--limit", "1").succeeded();
        Path database = temp.resolve("results/sweep4j.mv.db");
        byte[] damaged = Files.readAllBytes(database);
        Arrays.fill(damaged, 0, 8_192, (byte) 0);
        Files.write(database, damaged);

        for (CliRun.Outcome refused :
                List.of(cli.run("run", file), cli.run("list"), cli.run("run", file), cli.run("resume", "long"))) {
            assertThat(refused.exit()).isEqualTo(ExitCode.UNAVAILABLE);
            assertThat(refused.err())
                    .contains("results/sweep4j: the file is damaged or no H2 database")
                    .contains("sweep4j run FILE --move-damaged")
                    .hasLineCount(1);
            assertThat(Files.readAllBytes(database)).isEqualTo(damaged);
        }

        CliRun.Outcome anew = cli.run("run", file, "--move-damaged", "--limit", "1", "--progress", "none");

        Matcher moved = Pattern.compile("the damaged database is now (\\S+/sweep4j\\.damaged-\\d{8}-\\d{6}\\.mv\\.db);"
                        + " starting a new one\n")
                .matcher(anew.succeeded().err());
        assertThat(moved.matches()).as(anew.err()).isTrue();
        assertThat(Files.readAllBytes(Path.of(moved.group(1)))).isEqualTo(damaged);
        assertThat(cli.column("SELECT trial FROM results")).containsExactly("1");

        CliRun.Outcome sound = cli.run("run", file, "--move-damaged", "--limit", "1", "--progress", "none");

        assertThat(sound.succeeded().err()).isEmpty();
        assertThat(cli.column("SELECT trial FROM results ORDER BY trial")).containsExactly("1", "2");
    }

    @Test
    void relative_paths_are_from_the_callers_folder() throws InterruptedException {
        cli.file("sub/table.csv", "a,b,kind\n" + "1,2,x\n3,4,y\n".repeat(20));
        cli.file("sub/t.yaml", """
                        name: table
                        dataset: {name: csv, path: sub/table.csv, label: kind}
                        parameters: {batch_size: 4, epochs: 1}
                        """);

        try (ChildCli child = cli.start("run", "sub/t.yaml", "--db", "else/where", "--out", "sub/reports", "--quiet")) {
            CliRun.Outcome outcome = child.await().succeeded();

            assertThat(outcome.out()).endsWith("report: sub/reports/report.html\n");
            assertThat(outcome.err()).isEmpty();
        }
        assertThat(cli.files())
                .contains("else/where.mv.db", "sub/reports/report.html", "sub/reports/report.json")
                .doesNotContain("results");
    }

    @Test
    void init_writes_a_sweep_that_validates_plans_and_runs() throws InterruptedException {
        try (ChildCli init = cli.start("init", "first")) {
            CliRun.Outcome outcome = init.await().succeeded();
            assertThat(outcome.out()).isEqualTo("sweeps/first.yaml\n");
            assertThat(outcome.err()).contains("sweep4j run sweeps/first.yaml");
        }
        try (ChildCli again = cli.start("init", "first")) {
            CliRun.Outcome outcome = again.await();
            assertThat(outcome.exit()).isEqualTo(ExitCode.USAGE);
            assertThat(outcome.err()).contains("sweeps/first.yaml is there already");
        }
        String file = temp.resolve("sweeps/first.yaml").toString();
        assertThat(cli.run("validate", file).succeeded().out()).contains("sound; sweep 'first' has ");
        assertThat(cli.run("plan", file).succeeded().out()).contains("first: ").contains(" to be trained");
        assertThat(cli.files()).containsExactlyInAnyOrder("", "long.yaml", "sweeps", "sweeps/first.yaml");
        cli.run("run", file, "dataset={name: digits, train: 200, validation: 50, test: 50}", "epochs=1", "--limit", "1")
                .succeeded();
    }
}
