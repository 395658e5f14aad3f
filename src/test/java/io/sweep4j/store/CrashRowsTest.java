package io.sweep4j.store;

import static io.sweep4j.store.StoreFixtures.define;
import static io.sweep4j.store.StoreFixtures.ended;
import static io.sweep4j.store.StoreFixtures.epoch;
import static io.sweep4j.store.StoreFixtures.observed;
import static io.sweep4j.store.StoreFixtures.started;
import static org.assertj.core.api.Assertions.assertThat;

import io.sweep4j.sweep.Checkpoint;
import io.sweep4j.sweep.Trial;
import io.sweep4j.sweep.TrialState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs without an end whose process left a crash report, written by hand here. */
class CrashRowsTest {
    @TempDir
    Path folder;

    private Path database() {
        return folder.resolve("db");
    }

    /** A run in which trial 1 ended, 2 and 3 are in training, and 4 waits; then Java crashes in a thread. */
    private void crash(String thread) throws IOException, SQLException {
        try (SweepStore store = SweepStore.open(database())) {
            List<Trial> trials = store.sweep("s").isEmpty()
                    ? define(store, 4)
                    : store.trials("s").stream().map(StoredTrial::trial).toList();
            try (RunWriter writer = store.beginRun("s", "{}")) {
                writer.write(List.of(started(trials.get(0)), ended(trials.get(0), TrialState.COMPLETED)));
                writer.write(List.of(started(trials.get(1)), started(trials.get(2))));
                writer.write(observed(trials.get(1), List.of(epoch(1, 0.5, 0.5))));
                writer.write(List.of(new TrialEvent.Checkpointed(trials.get(1), new Checkpoint(1, new byte[9]))));
            }
        }
        Path report = Files.writeString(
                folder.resolve("report.log"),
                "#  SIGSEGV (0xb) at pc=0x00007f7ba4cd2f94, pid="
                        + ProcessHandle.current().pid() + ", tid=4936\n"
                        + "Current thread (0x00007f7b9c1183b0):  " + thread + " [_thread_in_native]\n");
        try (Connection connection = DriverManager.getConnection("jdbc:h2:file:" + database(), "SWEEP4J", "");
                PreparedStatement update = connection.prepareStatement(
                        "UPDATE SWEEP4J.RUN SET CRASH_REPORT = ? WHERE FINISHED_AT IS NULL")) {
            update.setString(1, report.toString());
            assertThat(update.executeUpdate()).isOne();
        }
    }

    private static List<TrialState> states(SweepStore store) {
        return store.trials("s").stream().map(StoredTrial::state).toList();
    }

    @Test
    void all_in_training_are_charged_where_the_report_names_no_trial() throws IOException, SQLException {
        crash("GCTaskThread \"GC Thread#1\"");
        try (SweepStore store = SweepStore.open(database())) {
            assertThat(store.crashes()).extracting(TrialCrash::trial).containsExactly(2L, 3L);
            assertThat(store.crashes()).extracting(TrialCrash::times).containsOnly(1);
            assertThat(states(store))
                    .containsExactly(
                            TrialState.COMPLETED, TrialState.CANCELLED, TrialState.CANCELLED, TrialState.WAITING);
            assertThat(store.checkpoint("s", 2)).isPresent();
        }

        crash("GCTaskThread \"GC Thread#1\"");
        try (SweepStore store = SweepStore.open(database())) {
            assertThat(store.crashes()).allMatch(TrialCrash::failed);
            assertThat(states(store))
                    .containsExactly(TrialState.COMPLETED, TrialState.FAILED, TrialState.FAILED, TrialState.WAITING);
            assertThat(store.trials("s").get(2).error())
                    .isEqualTo("crash: Java crashed twice while this trial was in training, last with SIGSEGV;"
                            + " its report is " + folder.resolve("report.log")
                            + " and names no trial, so that all that were in training are charged");
            assertThat(store.checkpoint("s", 2)).isEmpty();
            assertThat(store.curve("s", 2)).hasSize(1);
        }
        try (SweepStore store = SweepStore.open(database())) {
            assertThat(store.crashes()).as("told once").isEmpty();
        }
    }

    @Test
    void a_trial_that_crashed_before_its_start_was_committed_is_charged_all_the_same()
            throws IOException, SQLException {
        crash("JavaThread \"sweep4j-trial-4\"");
        crash("JavaThread \"sweep4j-trial-4\"");

        try (SweepStore store = SweepStore.open(database())) {
            assertThat(states(store))
                    .containsExactly(
                            TrialState.COMPLETED, TrialState.CANCELLED, TrialState.CANCELLED, TrialState.FAILED);
            assertThat(StoreFixtures.cell(store, "SELECT error FROM results WHERE trial = 4"))
                    .asString()
                    .startsWith("crash: Java crashed twice in this trial, last with SIGSEGV;");
        }
    }

    @Test
    void an_outcome_that_is_recorded_is_not_lost_by_a_crash() throws IOException, SQLException {
        crash("JavaThread \"sweep4j-trial-1\"");
        crash("JavaThread \"sweep4j-trial-1\"");

        try (SweepStore store = SweepStore.open(database())) {
            assertThat(states(store)).startsWith(TrialState.COMPLETED);
        }
    }
}
