package io.sweep4j.store;

import static io.sweep4j.store.StoreFixtures.NOON;
import static io.sweep4j.store.StoreFixtures.cell;
import static io.sweep4j.store.StoreFixtures.define;
import static io.sweep4j.store.StoreFixtures.ended;
import static io.sweep4j.store.StoreFixtures.epoch;
import static io.sweep4j.store.StoreFixtures.observed;
import static io.sweep4j.store.StoreFixtures.record;
import static io.sweep4j.store.StoreFixtures.rows;
import static io.sweep4j.store.StoreFixtures.started;
import static io.sweep4j.store.StoreFixtures.sweep;
import static io.sweep4j.store.StoreFixtures.whole;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sweep4j.engine.Configurations;
import io.sweep4j.sweep.Checkpoint;
import io.sweep4j.sweep.Observation;
import io.sweep4j.sweep.Trial;
import io.sweep4j.sweep.TrialState;
import io.sweep4j.sweep.TrialSummary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepStoreTest {
    @TempDir
    Path folder;

    private static TrialState state(SweepStore store, int trial) {
        return store.trials("s").get(trial - 1).state();
    }

    private static String sweepState(SweepStore store) {
        return store.sweep("s").orElseThrow().state();
    }

    @Test
    void states_follow_from_what_is_recorded() {
        try (SweepStore store = SweepStore.inMemory()) {
            List<Trial> trials = define(store, 2);
            assertThat(state(store, 1)).isEqualTo(TrialState.WAITING);
            assertThat(sweepState(store)).isEqualTo("WAITING");
            try (RunWriter writer = store.beginRun("s", "{}")) {
                assertThat(sweepState(store)).isEqualTo("RUNNING");
                writer.write(List.of(started(trials.get(0))));
                assertThat(state(store, 1)).isEqualTo(TrialState.RUNNING);
                assertThat(state(store, 2)).isEqualTo(TrialState.WAITING);
                writer.write(observed(trials.get(0), List.of(epoch(1, 1, 0.5))));
                assertThat(state(store, 1)).isEqualTo(TrialState.RUNNING);
                writer.write(List.of(ended(trials.get(0), TrialState.COMPLETED)));
                assertThat(state(store, 1)).isEqualTo(TrialState.COMPLETED);
                writer.finish(false);
            }
            assertThat(sweepState(store)).isEqualTo("WAITING");
            record(store, whole(trials.get(1), TrialState.DIVERGED, epoch(1, Double.NaN, 0.1)));
            assertThat(sweepState(store)).isEqualTo("COMPLETED");
            assertThat(rows(store, "SELECT trials, completed, diverged, failed FROM sweeps"))
                    .containsExactly(List.of(2L, 1L, 1L, 0L));
        }
    }

    @Test
    void a_failed_trial_makes_a_failed_sweep_once_all_have_ended() {
        try (SweepStore store = SweepStore.inMemory()) {
            List<Trial> trials = define(store, 2);
            record(store, whole(trials.get(0), TrialState.FAILED));
            assertThat(sweepState(store)).isEqualTo("WAITING");
            record(store, whole(trials.get(1), TrialState.COMPLETED));
            assertThat(sweepState(store)).isEqualTo("FAILED");
            assertThat(store.trials("s").get(0).error()).isEqualTo("it broke");
        }
    }

    @Test
    void an_interrupted_run_leaves_its_trials_cancelled() {
        try (SweepStore store = SweepStore.inMemory()) {
            List<Trial> trials = define(store, 2);
            try (RunWriter writer = store.beginRun("s", "{}")) {
                writer.write(List.of(started(trials.get(0))));
                writer.finish(true);
            }
            assertThat(state(store, 1)).isEqualTo(TrialState.CANCELLED);
            assertThat(state(store, 2)).isEqualTo(TrialState.WAITING);
            assertThat(sweepState(store)).isEqualTo("CANCELLED");
        }
    }

    @Test
    void what_a_dead_process_was_training_is_cancelled_as_of_its_last_epoch() {
        Path file = folder.resolve("dead");
        try (SweepStore store = SweepStore.open(file)) {
            List<Trial> trials = define(store, 3);
            RunWriter writer = store.beginRun("s", "{}");
            writer.write(whole(trials.get(0), TrialState.COMPLETED, epoch(1, 1, 0.5)));
            writer.write(List.of(started(trials.get(1))));
            writer.write(observed(trials.get(1), List.of(epoch(1, 1, 0.5), epoch(2, 0.5, 0.75))));
        }
        try (SweepStore store = SweepStore.open(file)) {
            assertThat(store.trials("s"))
                    .extracting(StoredTrial::state)
                    .containsExactly(TrialState.COMPLETED, TrialState.CANCELLED, TrialState.WAITING);
            assertThat(store.trials("s").get(1).finishedAt()).isEqualTo(NOON.plusMillis(500));
            assertThat(store.curve("s", 2)).hasSize(2);
            assertThat(sweepState(store)).isEqualTo("CANCELLED");
            assertThat(store.sweep("s").orElseThrow().finishedAt()).isEqualTo(NOON.plusSeconds(9));
        }
    }

    @Test
    void a_run_that_died_before_its_first_trial_is_over_too() {
        Path file = folder.resolve("dead");
        try (SweepStore store = SweepStore.open(file)) {
            define(store, 1);
            store.beginRun("s", "{}");
        }
        try (SweepStore store = SweepStore.open(file)) {
            assertThat(sweepState(store)).isEqualTo("CANCELLED");
            assertThat(store.sweep("s").orElseThrow().finishedAt()).isNotNull();
        }
    }

    @Test
    void training_anew_forgets_the_first_attempt() {
        try (SweepStore store = SweepStore.inMemory()) {
            Trial trial = define(store, 1).get(0);
            record(store, whole(trial, TrialState.DIVERGED, epoch(1, 1, 0.5), epoch(2, Double.NaN, 0.1)));
            assertThat(rows(store, "SELECT * FROM divergences")).hasSize(1);
            record(store, List.of(started(trial)));
            StoredTrial again = store.trials("s").get(0);
            assertThat(again.divergence()).isNull();
            assertThat(again.summary()).isEqualTo(TrialSummary.EMPTY);
            assertThat(again.seconds()).isZero();
            assertThat(store.curve("s", 1)).isEmpty();
            assertThat(rows(store, "SELECT * FROM divergences")).isEmpty();

            List<Observation> second = List.of(epoch(1, 0.25, 0.75));
            record(store, whole(trial, TrialState.COMPLETED, second.get(0)));
            assertThat(store.curve("s", 1)).isEqualTo(second);
            assertThat(rows(store, "SELECT state, cause, diverged_epoch, diverged_iteration, best_epoch FROM results"))
                    .containsExactly(java.util.Arrays.asList("COMPLETED", null, null, null, 1));
            record(store, whole(trial, TrialState.FAILED));
            record(store, whole(trial, TrialState.COMPLETED));
            assertThat(cell(store, "SELECT error FROM results")).isNull();
        }
    }

    @Test
    void training_an_unfinished_trial_again_keeps_its_epochs_until_one_differs() {
        try (SweepStore store = SweepStore.inMemory()) {
            Trial trial = define(store, 1).get(0);
            List<Observation> first = List.of(epoch(1, -0.0, 0.5), epoch(2, Double.NaN, 0.75), epoch(3, 1, 0.25));
            record(store, begun(trial, first));
            record(store, List.of(started(trial)));
            assertThat(state(store, 1)).isEqualTo(TrialState.CANCELLED);
            List<Observation> kept = store.curve("s", 1);
            TrialSummary summary = store.trials("s").get(0).summary();
            assertThat(kept).extracting(Observation::epoch).containsExactly(1, 2, 3);
            assertThat(summary.epochsRun()).isEqualTo(3);

            record(store, begun(trial, first.subList(0, 2)));
            assertThat(store.curve("s", 1)).isEqualTo(kept);
            assertThat(store.trials("s").get(0).summary()).isEqualTo(summary);

            record(store, begun(trial, List.of(epoch(1, 0, 0.5), epoch(2, 2, 0.75))));
            assertThat(store.curve("s", 1)).extracting(Observation::cost).containsExactly(0.0, 2.0);
            assertThat(store.trials("s").get(0).summary().epochsRun()).isEqualTo(2);
        }
    }

    private static List<TrialEvent> begun(Trial trial, List<Observation> epochs) {
        List<TrialEvent> events = new ArrayList<>(List.of(started(trial)));
        events.addAll(observed(trial, epochs));
        return events;
    }

    private static Checkpoint checkpoint(int epoch, int bytes) {
        byte[] state = new byte[bytes];
        new Random(epoch).nextBytes(state);
        return new Checkpoint(epoch, state);
    }

    private static void assertCheckpoint(SweepStore store, Checkpoint expected) {
        Checkpoint found = store.checkpoint("s", 1).orElseThrow();
        assertThat(found.epoch()).isEqualTo(expected.epoch());
        assertThat(found.state()).isEqualTo(expected.state());
    }

    @Test
    void the_latest_checkpoint_outlives_the_process_and_goes_when_its_trial_has_ended() {
        Path file = folder.resolve("checkpoints");
        Checkpoint large = checkpoint(2, 5_000_000);
        try (SweepStore store = SweepStore.open(file)) {
            Trial trial = define(store, 2).get(0);
            RunWriter writer = store.beginRun("s", "{}");
            writer.write(List.of(started(trial)));
            List<TrialEvent> epochs =
                    observed(trial, List.of(epoch(1, 3, 0.1), epoch(2, 2, 0.9), epoch(3, 1, 0.95), epoch(4, 1, 0.8)));
            writer.write(List.of(epochs.get(0), new TrialEvent.Checkpointed(trial, checkpoint(1, 10))));
            assertCheckpoint(store, checkpoint(1, 10));
            writer.write(
                    List.of(epochs.get(1), new TrialEvent.Checkpointed(trial, large), epochs.get(2), epochs.get(3)));
        }
        try (SweepStore store = SweepStore.open(file)) {
            Trial trial = store.trials("s").get(0).trial();
            assertThat(state(store, 1)).isEqualTo(TrialState.CANCELLED);
            assertThat(store.checkpointEpochs("s")).isEqualTo(Map.of(1L, 2));
            assertThat(store.checkpoint("s", 2)).isEmpty();
            assertCheckpoint(store, large);
            try (RunWriter writer = store.beginRun("s", "{}")) {
                writer.write(List.of(new TrialEvent.Resumed(trial, "fake", "thread 2", 2)));
                StoredTrial resumed = store.trials("s").get(0);
                assertThat(resumed.state()).isEqualTo(TrialState.RUNNING);
                assertThat(resumed.worker()).isEqualTo("thread 2");
                assertThat(resumed.startedAt()).isEqualTo(NOON);
                assertThat(resumed.finishedAt()).isNull();
                assertThat(resumed.summary().epochsRun()).isEqualTo(4);
                assertThat(resumed.summary().best().epoch()).isEqualTo(3);
                assertThat(store.curve("s", 1)).extracting(Observation::epoch).containsExactly(1, 2, 3, 4);
                writer.write(List.of(ended(trial, TrialState.CANCELLED)));
                assertCheckpoint(store, large);
                writer.write(List.of(
                        new TrialEvent.Resumed(trial, "fake", "thread 2", 2),
                        new TrialEvent.Checkpointed(trial, checkpoint(3, 10)),
                        ended(trial, TrialState.COMPLETED)));
                assertThat(store.checkpoint("s", 1)).isEmpty();
                writer.finish(false);
            }
        }
    }

    @Test
    void training_anew_forgets_the_checkpoint_and_one_without_its_epochs_does_not_count() {
        try (SweepStore store = SweepStore.inMemory()) {
            Trial trial = define(store, 1).get(0);
            try (RunWriter writer = store.beginRun("s", "{}")) {
                writer.write(List.of(started(trial)));
                writer.write(observed(trial, List.of(epoch(2, 2, 0.5), epoch(3, 1, 0.5))));
                writer.write(List.of(new TrialEvent.Checkpointed(trial, checkpoint(3, 10))));
                assertThat(store.checkpointEpochs("s")).isEmpty();
                writer.write(List.of(started(trial)));
                assertThat(store.checkpoint("s", 1)).isEmpty();
                writer.finish(true);
            }
        }
    }

    @Test
    void a_batch_is_recorded_whole_or_not_at_all() {
        Path file = folder.resolve("atomic");
        try (SweepStore store = SweepStore.open(file)) {
            List<Trial> trials = define(store, 2);
            try (RunWriter writer = store.beginRun("s", "{}")) {
                writer.write(List.of(started(trials.get(0))));
                List<TrialEvent> batch = new ArrayList<>(whole(trials.get(1), TrialState.COMPLETED, epoch(1, 1, 0.5)));
                batch.addAll(observed(trials.get(0), List.of(epoch(1, 1, 0.5), epoch(1, 2, 0.5))));
                assertThatThrownBy(() -> writer.write(batch)).isInstanceOf(StoreException.class);
                assertThat(state(store, 2)).isEqualTo(TrialState.WAITING);
                writer.write(observed(trials.get(0), List.of(epoch(1, 3, 0.5))));
                writer.finish(true);
            }
        }
        try (SweepStore store = SweepStore.open(file)) {
            assertThat(store.trials("s"))
                    .extracting(StoredTrial::state)
                    .containsExactly(TrialState.CANCELLED, TrialState.WAITING);
            assertThat(store.curves("s")).containsOnlyKeys(1L);
            assertThat(store.curve("s", 1)).extracting(Observation::cost).containsExactly(3.0);
        }
    }

    @Test
    void events_of_trials_that_are_unknown_or_not_begun_are_refused() {
        try (SweepStore store = SweepStore.inMemory()) {
            Trial known = define(store, 1).get(0);
            Trial unknown = Configurations.trial(99, "");
            try (RunWriter writer = store.beginRun("s", "{}")) {
                for (List<TrialEvent> events : List.of(
                        List.of(started(unknown)),
                        List.of(ended(unknown, TrialState.COMPLETED)),
                        observed(unknown, List.of(epoch(1, 1, 0.5))),
                        List.of(ended(known, TrialState.COMPLETED)),
                        observed(known, List.of(epoch(1, 1, 0.5))))) {
                    assertThatThrownBy(() -> writer.write(events)).isInstanceOf(IllegalStateException.class);
                }
                writer.finish(false);
            }
            assertThat(rows(store, "SELECT * FROM curves")).isEmpty();
            assertThat(state(store, 1)).isEqualTo(TrialState.WAITING);
        }
    }

    @Test
    void numbers_and_keys_are_unique_and_registering_is_all_or_nothing() {
        try (SweepStore store = SweepStore.inMemory()) {
            define(store, 2);
            Trial third = Configurations.trial(3, "");
            Trial sameNumber = new Trial(1, 1, "x".repeat(64), 1, third.configuration());
            Trial sameKey = new Trial(4, 1, third.key(), 1, third.configuration());
            assertThatThrownBy(() -> store.register("s", List.of(third, sameNumber)))
                    .isInstanceOf(StoreException.class);
            assertThatThrownBy(() -> store.register("s", List.of(third, sameKey)))
                    .isInstanceOf(StoreException.class);
            assertThat(store.trials("s")).hasSize(2);
            store.register("s", List.of(third)); // the store is still of use
            store.register("s", List.of());
            assertThat(store.trials("s")).extracting(t -> t.trial().number()).containsExactly(1L, 2L, 3L);
        }
    }

    @Test
    void trials_are_registered_in_chunks_and_read_by_number() {
        try (SweepStore store = SweepStore.inMemory()) {
            store.define(sweep("s", 0.1), 3_000);
            for (int chunk = 2; chunk >= 0; chunk--) {
                List<Trial> trials = new ArrayList<>();
                for (long n = 1; n <= 1_000; n++) {
                    trials.add(Configurations.trial(chunk * 1_000L + n, ""));
                }
                store.register("s", trials);
            }
            List<StoredTrial> stored = store.trials("s");
            assertThat(stored).hasSize(3_000);
            assertThat(stored.get(2_999).trial().number()).isEqualTo(3_000);
        }
    }

    @Test
    void trials_leave_the_plan_and_come_back() {
        try (SweepStore store = SweepStore.inMemory()) {
            List<Trial> trials = define(store, 3);
            record(store, whole(trials.get(1), TrialState.COMPLETED, epoch(1, 1, 0.5)));
            store.define(sweep("s", 0.1), 1);
            store.markPlanned("s", List.of(2L, 3L), false);
            assertThat(store.trials("s")).extracting(StoredTrial::inPlan).containsExactly(true, false, false);
            assertThat(rows(store, "SELECT trial, in_plan FROM results")).containsExactly(List.of(2L, false));
            assertThat(rows(store, "SELECT trials, completed FROM sweeps")).containsExactly(List.of(1L, 0L));
            store.markPlanned("s", List.of(2L), true);
            assertThat(store.trials("s")).extracting(StoredTrial::inPlan).containsExactly(true, true, false);
        }
    }

    @Test
    void deleting_a_sweep_leaves_nothing_of_it_and_all_of_the_others() throws Exception {
        Path file = folder.resolve("deleted");
        try (SweepStore store = SweepStore.open(file)) {
            record(store, whole(define(store, 1).get(0), TrialState.DIVERGED, epoch(1, Double.NaN, 0.1)));
            define(store, "other", 2);
            store.beginRun("other", "{}");
            assertThat(store.delete("s")).isTrue();
            assertThat(store.delete("s")).isFalse();
            assertThat(store.sweeps()).extracting(StoredSweep::name).containsExactly("other");
            assertThat(store.trials("other")).hasSize(2);
            assertThat(store.trials("s")).isEmpty();
            Trial checkpointed = define(store, "s", 1).get(0);
            record(
                    store,
                    List.of(started(checkpointed), new TrialEvent.Checkpointed(checkpointed, checkpoint(1, 100_000))));
            store.delete("s");
            store.delete("other");
        }
        Database database = Database.open(file);
        try (database;
                var connection = database.connect();
                var statement = connection.createStatement()) {
            for (String table : List.of("SWEEP", "RUN", "TRIAL", "EPOCH", "DIVERGENCE", "CHECKPOINT")) {
                try (var count = statement.executeQuery("SELECT COUNT(*) FROM SWEEP4J." + table)) {
                    count.next();
                    assertThat(count.getInt(1)).as(table).isZero();
                }
            }
        }
    }

    @Test
    void an_edited_sweep_keeps_its_birthday_and_shows_its_new_text() {
        try (SweepStore store = SweepStore.inMemory()) {
            store.define(sweep("s", 0.1), 1);
            StoredSweep first = store.sweep("s").orElseThrow();
            store.define(sweep("s", 0.1, 0.2), 2);
            StoredSweep second = store.sweep("s").orElseThrow();
            assertThat(second.createdAt()).isEqualTo(first.createdAt());
            assertThat(second.trials()).isEqualTo(2);
            assertThat(store.sweeps()).hasSize(1);
        }
    }

    @Test
    void unknown_sweeps_have_no_trials_and_no_runs() {
        try (SweepStore store = SweepStore.inMemory()) {
            assertThat(store.sweep("x")).isEmpty();
            assertThat(store.trials("x")).isEmpty();
            assertThat(store.curve("x", 1)).isEmpty();
            assertThat(store.curves("x")).isEmpty();
            assertThat(store.medianEpochSeconds("x")).isEmpty();
            assertThatThrownBy(() -> store.beginRun("x", "{}")).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void readers_see_whole_batches_while_a_run_writes() throws Exception {
        try (SweepStore store = SweepStore.open(folder.resolve("busy"))) {
            List<Trial> trials = define(store, 150);
            AtomicBoolean writing = new AtomicBoolean(true);
            ExecutorService readers = Executors.newFixedThreadPool(4);
            List<Future<Integer>> reads = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                boolean bySql = i % 2 == 0;
                reads.add(readers.submit(() -> {
                    int count = 0;
                    while (writing.get() || count == 0) {
                        if (bySql) {
                            assertThat((Long) cell(store, "SELECT COUNT(*) FROM curves") % 3)
                                    .isZero();
                        } else {
                            store.trials("s")
                                    .forEach(trial -> assertThat(trial.summary().epochsRun())
                                            .isIn(0, 3));
                        }
                        count++;
                    }
                    return count;
                }));
            }
            try (RunWriter writer = store.beginRun("s", "{}")) {
                for (Trial trial : trials) {
                    writer.write(
                            whole(trial, TrialState.COMPLETED, epoch(1, 3, 0.1), epoch(2, 2, 0.2), epoch(3, 1, 0.3)));
                }
                writer.finish(false);
            } finally {
                writing.set(false);
            }
            for (Future<Integer> read : reads) {
                assertThat(read.get()).isPositive();
            }
            readers.shutdown();
            assertThat(sweepState(store)).isEqualTo("COMPLETED");
        }
    }
}
