package io.sweep4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sweep4j.store.SweepStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Trials that are cut go on from their checkpoints, and nobody can tell afterwards. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it sends signals of POSIX, or needs a POSIX shell")
class CheckpointTest {
    private static final int EPOCHS = 60;
    private static final int TRIALS = 8;

    /** Some trials stay finite, some diverge in the first epoch, and one in epoch 17. */
    private static final String SWEEP = """
            name: long
            dataset: {name: digits, train: 300, validation: 100, test: 100}
            on_divergence: continue
            parameters:
              hidden: [[], [24]]
              updater: [nesterovs, adam]
              learning_rate: [0.14, 0.35]
              activation: identity
              output_activation: identity
              loss: mse
              dropout: 0.2
              batch_size: 20
              epochs: 60
            """;

    private static final Pattern EPOCH = Pattern.compile("trial (\\d+) epoch (\\d+) of 60 cost .*");
    private static final Pattern RESUMED = Pattern.compile("trial (\\d+) resumed after epoch (\\d+)");

    @TempDir
    static Path undisturbed;

    private static List<String> expected;

    @TempDir
    Path temp;

    private CliRun cli;

    @BeforeAll
    static void trainUndisturbedWithoutCheckpoints() {
        CliRun cli = new CliRun(undisturbed);
        cli.run("run", cli.file("long.yaml", SWEEP), "--quiet", "--engine", "dl4j")
                .succeeded();
        expected = content(cli);
        assertThat(cli.column("SELECT epoch FROM divergences")).contains("1", "17");
    }

    @BeforeEach
    void enterFolder() {
        cli = new CliRun(temp);
    }

    /** All that is recorded, but for times. */
    private static List<String> content(CliRun cli) {
        List<String> rows = new ArrayList<>();
        for (String sql : List.of(
                "SELECT * FROM results ORDER BY trial",
                "SELECT * FROM curves ORDER BY trial, epoch",
                "SELECT * FROM divergences ORDER BY trial",
                "SELECT * FROM outputs ORDER BY trial, epoch",
                "SELECT * FROM ranking ORDER BY position")) {
            for (Map<String, Object> row : cli.query(sql)) {
                row.keySet().removeAll(List.of("seconds", "started_at", "finished_at"));
                rows.add(row.toString());
            }
        }
        return rows;
    }

    /** The last epoch of each trial that the lines tell of, checked to follow on each other from where a trial resumed. */
    private static Map<Long, Integer> follow(CliRun.Outcome run, Map<Long, Integer> before) {
        Map<Long, Integer> last = new HashMap<>(before);
        for (String line : run.errLines()) {
            Matcher resumed = RESUMED.matcher(line);
            if (resumed.matches()) {
                long trial = Long.parseLong(resumed.group(1));
                int epoch = Integer.parseInt(resumed.group(2));
                assertThat(epoch).isPositive();
                last.put(trial, epoch);
            }
            Matcher epoch = EPOCH.matcher(line);
            if (epoch.matches()) {
                long trial = Long.parseLong(epoch.group(1));
                int number = Integer.parseInt(epoch.group(2));
                assertThat(number).as(line).isEqualTo(last.getOrDefault(trial, 0) + 1);
                last.put(trial, number);
            }
        }
        return last;
    }

    private static long resumedTrials(CliRun.Outcome run) {
        return run.errLines().stream()
                .filter(line -> RESUMED.matcher(line).matches())
                .count();
    }

    private static long epochs(CliRun.Outcome run) {
        return run.errLines().stream()
                .filter(line -> EPOCH.matcher(line).matches())
                .count();
    }

    private static long planned(CliRun.Outcome run) {
        Matcher plan = Pattern.compile("training \\d+ trials?, (\\d+) epochs").matcher(run.err());
        assertThat(plan.find()).as(run.err()).isTrue();
        return Long.parseLong(plan.group(1));
    }

    private CliRun.Outcome killAfter(int epochs) throws InterruptedException {
        try (ChildCli child =
                cli.start("run", "long.yaml", "checkpoint_every=3", "--progress", "lines", "--threads", "2")) {
            child.awaitLines(
                    epochs, "recorded epoch", line -> EPOCH.matcher(line).matches());
            return child.kill();
        }
    }

    private Map<Long, Integer> checkpoints() {
        try (SweepStore store = SweepStore.open(cli.database())) {
            return store.checkpointEpochs("long");
        }
    }

    @Test
    void trials_killed_again_and_again_go_on_in_the_middle_and_end_as_if_nothing_had_happened()
            throws InterruptedException {
        String file = cli.file("long.yaml", SWEEP);
        follow(killAfter(10), Map.of());
        for (int kill = 0; kill < 2; kill++) {
            Map<Long, Integer> checkpoints = checkpoints();
            assertThat(checkpoints)
                    .isNotEmpty()
                    .allSatisfy((trial, epoch) -> assertThat(epoch % 3).isZero());
            CliRun.Outcome killed = killAfter(10);
            assertThat(killed.exit()).isEqualTo(128 + 9);
            assertThat(resumedTrials(killed)).isPositive();
            follow(killed, Map.of());
        }
        Map<Long, Integer> checkpoints = checkpoints();
        long done = cli.query("SELECT trial FROM results WHERE state IN ('COMPLETED', 'DIVERGED')")
                .size();

        CliRun.Outcome last = cli.run("run", file, "--engine", "dl4j").succeeded();

        follow(last, Map.of());
        assertThat(resumedTrials(last))
                .as("though the file asks for no checkpoints")
                .isEqualTo(checkpoints.size());
        assertThat(epochs(last))
                .isEqualTo(planned(last))
                .isEqualTo((TRIALS - done) * EPOCHS
                        - checkpoints.values().stream()
                                .mapToInt(Integer::intValue)
                                .sum());
        assertThat(content(cli)).isEqualTo(expected);
        assertThat(cli.query("SELECT r.trial FROM results r WHERE ABS(r.seconds"
                        + " - (SELECT SUM(c.seconds) FROM curves c WHERE c.trial = r.trial)) > 1e-9 * r.seconds"))
                .isEmpty();
        assertThat(checkpoints()).isEmpty();
    }

    @Test
    void after_a_signal_no_epoch_is_trained_again() throws IOException, InterruptedException {
        cli.file("long.yaml", SWEEP + "checkpoint_every: 1000\n");
        CliRun.Outcome interrupted;
        try (ChildCli child = cli.start("run", "long.yaml", "--threads", "2")) {
            child.awaitLines(10, "recorded epoch", line -> EPOCH.matcher(line).matches());
            child.signal("TERM");
            interrupted = child.await();
        }
        assertThat(interrupted.exit()).isEqualTo(ExitCode.INTERRUPTED);

        CliRun.Outcome resumed = cli.run("resume", "long", "--engine", "dl4j").succeeded();

        assertThat(resumedTrials(resumed)).isEqualTo(checkpointedBy(interrupted));
        follow(resumed, follow(interrupted, Map.of()));
        assertThat(epochs(interrupted) + epochs(resumed)).isEqualTo(TRIALS * EPOCHS);
        assertThat(content(cli)).isEqualTo(expected);
    }

    private static long checkpointedBy(CliRun.Outcome interrupted) {
        return interrupted.errLines().stream()
                .filter(line -> line.matches("trial \\d+ CANCELLED.*"))
                .count();
    }
}
