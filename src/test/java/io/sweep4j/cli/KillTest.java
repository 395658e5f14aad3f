package io.sweep4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A sweep killed again and again, at random moments, comes to the same end as one that is left alone. */
@Tag("kill")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it sends signals of POSIX, or needs a POSIX shell")
class KillTest {
    private static final int KILLS = 13;

    /** Trials short enough that every process finishes some, and two of them diverge. */
    private static final String SWEEP = """
            name: killed
            dataset: {name: digits, train: 300, validation: 60, test: 60}
            parameters:
              activation: [tanh, softmax, sigmoid, relu]
              learning_rate: {min: 0.01, max: 1, count: 13, distribution: log_uniform_values}
              bias_init: [0.5, 1]
              batch_size: 20
              epochs: 6
            """;

    private static final int TRIALS = 104;
    private static final Pattern EPOCH = Pattern.compile("trial (\\d+) epoch (\\d+) of 6 .*");
    private static final Pattern ENDED = Pattern.compile("trial (\\d+) (COMPLETED|DIVERGED) .*");
    private static final Predicate<String> IS_EPOCH =
            line -> EPOCH.matcher(line).matches();
    private static final String CONTENT = "SELECT r.trial, state, cause, warnings, epochs_run, best_epoch,"
            + " diverged_iteration, epoch, cost, cost_kind, c.validation_accuracy, c.test_accuracy, c.learning_rate, diverged"
            + " FROM results r JOIN curves c ON c.sweep = r.sweep AND c.trial = r.trial ORDER BY r.trial, epoch";

    @TempDir
    Path undisturbed;

    @TempDir
    Path disturbed;

    @ParameterizedTest
    @ValueSource(strings = {"dl4j", "fused"})
    void nothing_recorded_is_lost_and_nothing_finished_is_trained_again(String engine) throws InterruptedException {
        CliRun alone = new CliRun(undisturbed);
        alone.run("run", alone.file("killed.yaml", SWEEP), "--quiet", "--engine", engine)
                .succeeded();

        CliRun cli = new CliRun(disturbed);
        cli.file("killed.yaml", SWEEP);
        Random random = new Random(20261125);
        Map<String, Integer> finishedBy = new HashMap<>();
        Set<String> printed = new HashSet<>();
        for (int kill = 1; kill <= KILLS; kill++) {
            CliRun.Outcome killed;
            try (ChildCli child =
                    cli.start("run", "killed.yaml", "--progress", "lines", "--threads", "2", "--engine", engine)) {
                if (kill % 5 != 0) { // every fifth dies wherever it is by then: at the start perhaps, or in the schema
                    child.awaitLines(random.nextInt(1, 40), "recorded epoch", IS_EPOCH);
                }
                if (kill % 7 == 0) {
                    child.signal("INT"); // so that it dies while it stops, writes reports, or closes the file
                }
                // No event to wait for: dying at any moment is what is tested.
                Thread.sleep(random.nextInt(kill % 5 == 0 ? 1_500 : 120));
                killed = child.kill();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            assertEverythingPrintedIsThere(cli, killed, printed, finishedBy, kill);
        }
        assertThat(finishedBy).as("trials finished before the last kill").hasSizeBetween(1, TRIALS - 1);

        cli.run("run", cli.folder().resolve("killed.yaml").toString(), "--quiet", "--engine", engine)
                .succeeded();

        assertThat(cli.column(CONTENT)).isEqualTo(alone.column(CONTENT));
        assertThat(cli.column("SELECT state || ' ' || (completed + diverged) FROM sweeps"))
                .containsExactly("COMPLETED " + TRIALS);
    }

    /**
     * What earlier processes printed too, though their trials may be in training again. Also that no process finished a trial
     * that an earlier one had finished.
     */
    private static void assertEverythingPrintedIsThere(
            CliRun cli, CliRun.Outcome killed, Set<String> printed, Map<String, Integer> finishedBy, int kill) {
        List<String> ended = new ArrayList<>();
        for (String line : killed.errLines()) {
            Matcher epoch = EPOCH.matcher(line);
            if (epoch.matches()) {
                printed.add(epoch.group(1) + " " + epoch.group(2));
                assertThat(finishedBy)
                        .as("kill %d trained a finished trial", kill)
                        .doesNotContainKey(epoch.group(1));
            }
            Matcher end = ENDED.matcher(line);
            if (end.matches()) {
                ended.add(end.group(1));
            }
        }
        ended.forEach(trial -> finishedBy.put(trial, kill));
        if (!printed.isEmpty()) {
            assertThat(cli.column("SELECT trial || ' ' || epoch FROM curves"))
                    .as("kill %d", kill)
                    .containsAll(printed);
            assertThat(cli.column("SELECT trial FROM results WHERE state IN ('COMPLETED', 'DIVERGED')"))
                    .as("kill %d", kill)
                    .containsAll(finishedBy.keySet());
        }
    }
}
