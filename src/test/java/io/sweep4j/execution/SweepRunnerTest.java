package io.sweep4j.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.sweep4j.data.Dataset;
import io.sweep4j.engine.Ending;
import io.sweep4j.engine.TinyData;
import io.sweep4j.engine.TrainingListener;
import io.sweep4j.plan.Plan;
import io.sweep4j.plan.Plans;
import io.sweep4j.store.StoreException;
import io.sweep4j.store.StoreFixtures;
import io.sweep4j.store.StoredTrial;
import io.sweep4j.store.SweepStore;
import io.sweep4j.store.TrialOrigin;
import io.sweep4j.sweep.Cause;
import io.sweep4j.sweep.Checkpoint;
import io.sweep4j.sweep.Divergence;
import io.sweep4j.sweep.Observation;
import io.sweep4j.sweep.Sweep;
import io.sweep4j.sweep.Trial;
import io.sweep4j.sweep.TrialState;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class SweepRunnerTest {
    private static final Dataset DATA = TinyData.clouds(10, 2, 2);
    private static final Clock CLOCK = Clock.fixed(StoreFixtures.NOON, ZoneOffset.UTC);

    @TempDir
    Path folder;

    private SweepStore store;
    private final FakeEngine engine = new FakeEngine();
    private final Heard heard = new Heard();

    /** Keeps what it hears, in order. */
    static class Heard implements RunListener {
        final List<String> calls = new ArrayList<>();

        @Override
        public void planned(long trials, long epochs) {
            calls.add("planned " + trials + " " + epochs);
        }

        @Override
        public void started(Trial trial) {
            calls.add("started " + trial.number());
        }

        @Override
        public void resumed(Trial trial, int epoch) {
            calls.add("resumed " + trial.number() + " " + epoch);
        }

        @Override
        public void observed(Trial trial, Observation observation) {
            calls.add("observed " + trial.number() + " " + observation.epoch());
        }

        @Override
        public void ended(Trial trial, TrialState outcome, @Nullable Divergence divergence, @Nullable String error) {
            calls.add("ended " + trial.number() + " " + outcome);
        }
    }

    @BeforeEach
    void open() {
        store = SweepStore.open(folder.resolve("run"));
    }

    @AfterEach
    void close() {
        store.close();
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(Thread::isAlive)
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("sweep4j-recorder"));
        for (Thread thread : engine.threads) {
            try {
                thread.join(10_000);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            assertThat(thread.isAlive()).as("a training thread goes on").isFalse();
        }
    }

    private static Plan plan(double... rates) {
        return new Plan(StoreFixtures.sweep("s", rates), "data");
    }

    private static Plan planOf(int trials) {
        return plan(
                IntStream.rangeClosed(1, trials).mapToDouble(i -> i / 65536.0).toArray());
    }

    private SweepRunner runner(int threads) {
        return new SweepRunner(store, engine, threads, CLOCK);
    }

    private RunReport run(int threads, Plan plan) {
        return runner(threads).run(plan, DATA, () -> "{}", Long.MAX_VALUE, heard);
    }

    private List<TrialState> states() {
        return store.trials("s").stream().map(StoredTrial::state).toList();
    }

    private String sweepState() {
        return store.sweep("s").orElseThrow().state();
    }

    @Test
    void trials_run_in_the_order_of_their_numbers() {
        assertThat(run(1, planOf(20))).isEqualTo(new RunReport(20, 0, 0, 0, 0, false));
        assertThat(engine.trained)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 20).boxed().toList());
        assertThat(heard.calls.subList(0, 6))
                .containsExactly(
                        "planned 20 200",
                        "started 1",
                        "observed 1 1",
                        "observed 1 2",
                        "ended 1 COMPLETED",
                        "started 2");
        assertThat(sweepState()).isEqualTo("COMPLETED");
        assertThat(store.trials("s")).allSatisfy(trial -> {
            assertThat(trial.engine()).isEqualTo("fake");
            assertThat(trial.worker()).isEqualTo("thread 1");
            assertThat(trial.seconds()).isEqualTo(0.5);
            assertThat(trial.startedAt()).isEqualTo(StoreFixtures.NOON);
            assertThat(trial.finishedAt()).isEqualTo(StoreFixtures.NOON);
        });
    }

    @Test
    void a_limit_is_kept_and_the_next_run_goes_on_from_there() {
        assertThat(runner(2).run(planOf(10), DATA, () -> "{}", 4, heard))
                .isEqualTo(new RunReport(4, 0, 0, 0, 6, false));
        assertThat(engine.trained).containsExactlyInAnyOrder(1L, 2L, 3L, 4L);
        assertThat(sweepState()).isEqualTo("WAITING");
        engine.trained.clear();
        assertThat(runner(2).run(planOf(10), DATA, () -> "{}", 0, heard))
                .isEqualTo(new RunReport(0, 0, 0, 4, 6, false));
        assertThat(run(2, planOf(10))).isEqualTo(new RunReport(6, 0, 0, 4, 0, false));
        assertThat(engine.trained).containsExactlyInAnyOrder(5L, 6L, 7L, 8L, 9L, 10L);
        engine.trained.clear();
        assertThat(run(2, planOf(10))).isEqualTo(new RunReport(0, 0, 0, 10, 0, false));
        assertThat(engine.trained).isEmpty();
        assertThat(sweepState()).isEqualTo("COMPLETED");
    }

    @Test
    void trials_are_registered_chunk_by_chunk_with_the_same_numbers() {
        SweepRunner chunked = new SweepRunner(store, engine, 1, CLOCK, 3);
        assertThat(chunked.run(planOf(10), DATA, () -> "{}", 7, heard).trained())
                .isEqualTo(7);
        assertThat(store.trials("s")).hasSize(9);
        assertThat(heard.calls).filteredOn(call -> call.startsWith("planned")).containsExactly("planned 7 70");
        // The first chunks are done by now: the one that is trained must be found behind them.
        RunReport rest = new SweepRunner(store, engine, 1, CLOCK, 2).run(planOf(10), DATA, () -> "{}", 99, heard);
        assertThat(rest).isEqualTo(new RunReport(3, 0, 0, 7, 0, false));
        assertThat(engine.trained)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 10).boxed().toList());
        assertThat(heard.calls).filteredOn(call -> call.startsWith("planned")).endsWith("planned 3 30");
    }

    @Test
    void a_failed_trial_is_recorded_and_the_others_go_on() {
        engine.with(2, (trial, listener) -> new Ending.Failed(new IllegalArgumentException("no such thing")))
                .with(3, (trial, listener) -> {
                    throw new IllegalStateException("thrown from train");
                })
                .with(4, (trial, listener) -> {
                    throw new OutOfMemoryError("pretended");
                })
                .with(5, (trial, listener) -> new Ending.Failed(new NullPointerException()))
                .with(6, FakeEngine.DIVERGING);
        assertThat(run(2, planOf(8))).isEqualTo(new RunReport(8, 4, 1, 0, 0, false));
        assertThat(store.trials("s").stream().map(StoredTrial::error))
                .containsExactly(
                        null,
                        "IllegalArgumentException: no such thing",
                        "IllegalStateException: thrown from train",
                        "out of memory: pretended",
                        "java.lang.NullPointerException",
                        null,
                        null,
                        null);
        assertThat(states().subList(4, 8))
                .containsExactly(TrialState.FAILED, TrialState.DIVERGED, TrialState.COMPLETED, TrialState.COMPLETED);
        assertThat(store.trials("s").get(5).divergence().cause()).isEqualTo(Cause.UNKNOWN);
        assertThat(sweepState()).isEqualTo("FAILED");
        assertThat(run(2, planOf(8)).trained()).isZero();
    }

    @Test
    void an_engine_that_throws_after_a_trials_end_changes_nothing() {
        FakeEngine late = new FakeEngine();
        RunReport report = new SweepRunner(
                        store,
                        new io.sweep4j.engine.TrainingEngine() {
                            @Override
                            public String name() {
                                return "late";
                            }

                            @Override
                            public java.util.Map<String, String> provenance() {
                                return java.util.Map.of();
                            }

                            @Override
                            public void train(
                                    List<io.sweep4j.engine.TrialTask> batch,
                                    Dataset data,
                                    io.sweep4j.engine.TrainingListener listener) {
                                late.train(batch, data, listener);
                                throw new IllegalStateException("while tidying up");
                            }

                            @Override
                            public void close() {}
                        },
                        1,
                        CLOCK)
                .run(planOf(3), DATA, () -> "{}", 9, heard);
        assertThat(report).isEqualTo(new RunReport(3, 0, 0, 0, 0, false));
        assertThat(states()).containsOnly(TrialState.COMPLETED);
    }

    @Test
    void an_error_of_the_machine_ends_the_run_and_is_not_hidden() {
        engine.with(2, (trial, listener) -> {
            throw new UnsatisfiedLinkError("no backend");
        });
        assertThatThrownBy(() -> run(1, planOf(5)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no backend")
                .hasCauseInstanceOf(UnsatisfiedLinkError.class);
        assertThat(engine.trained).containsExactly(1L, 2L);
        assertThat(states().subList(0, 3))
                .containsExactly(TrialState.COMPLETED, TrialState.CANCELLED, TrialState.WAITING);
        assertThat(sweepState()).isEqualTo("CANCELLED");
    }

    @Test
    void the_listener_hears_only_of_what_other_connections_see() {
        List<String> early = new ArrayList<>();
        RunListener reader = new Heard() {
            @Override
            public void started(Trial trial) {
                check(trial, store.trials("s").get((int) trial.number() - 1).startedAt() != null);
            }

            @Override
            public void observed(Trial trial, Observation observation) {
                check(trial, store.curve("s", trial.number()).contains(observation));
            }

            @Override
            public void ended(Trial trial, TrialState outcome, @Nullable Divergence d, @Nullable String error) {
                check(trial, states().get((int) trial.number() - 1) == outcome);
            }

            private void check(Trial trial, boolean committed) {
                calls.add("checked");
                if (!committed) {
                    early.add("trial " + trial.number());
                }
            }
        };
        runner(2).run(planOf(10), DATA, () -> "{}", 99, reader);
        assertThat(early).isEmpty();
        assertThat(((Heard) reader).calls).filteredOn("checked"::equals).hasSize(40);
    }

    @Test
    void stopping_ends_running_trials_at_their_epoch_and_begins_no_other() {
        SweepRunner runner = runner(1);
        engine.with(3, (trial, listener) -> {
            runner.stop();
            return FakeEngine.SOUND.train(trial, listener);
        });
        assertThat(runner.run(planOf(6), DATA, () -> "{}", 99, heard)).isEqualTo(new RunReport(2, 0, 0, 0, 4, true));
        assertThat(states().subList(0, 4))
                .containsExactly(TrialState.COMPLETED, TrialState.COMPLETED, TrialState.CANCELLED, TrialState.WAITING);
        assertThat(store.curve("s", 3)).hasSize(1);
        assertThat(sweepState()).isEqualTo("CANCELLED");
        assertThat(runner.run(planOf(6), DATA, () -> "{}", 99, heard).trained()).isZero();
        engine.with(3, FakeEngine.SOUND);
        assertThat(run(1, planOf(6))).isEqualTo(new RunReport(4, 0, 0, 2, 0, false));
        assertThat(store.curve("s", 3)).hasSize(2);
        assertThat(sweepState()).isEqualTo("COMPLETED");
    }

    /** Leaves trial 1 with two epochs and a checkpoint of the given one. */
    private void interruptTrial1(int checkpointed) {
        SweepRunner runner = runner(1);
        engine.with(1, (trial, listener) -> {
            for (int epoch = 1; epoch <= 2; epoch++) {
                listener.observed(trial, StoreFixtures.epoch(epoch, 1.0 / epoch, 0.1 * epoch));
                if (epoch == checkpointed) {
                    listener.checkpoint(trial, new Checkpoint(epoch, new byte[] {1, 2, 3}));
                }
            }
            runner.stop();
            return new Ending.Cancelled();
        });
        runner.run(planOf(1), DATA, () -> "{}", 1, heard);
        heard.calls.clear();
        engine.with(1, (trial, listener) -> {
            for (int epoch = checkpointed + 1; epoch <= 10; epoch++) {
                listener.observed(trial, StoreFixtures.epoch(epoch, 1.0 / epoch, 0.5));
            }
            return new Ending.Completed();
        });
    }

    @Test
    void a_trial_goes_on_from_its_checkpoint_with_all_that_came_before() {
        interruptTrial1(1);
        StoredTrial cancelled = store.trials("s").get(0);
        assertThat(cancelled.state()).isEqualTo(TrialState.CANCELLED);
        assertThat(store.checkpointEpochs("s")).isEqualTo(java.util.Map.of(1L, 1));

        assertThat(run(1, planOf(1))).isEqualTo(new RunReport(1, 0, 0, 0, 0, false));

        assertThat(heard.calls).startsWith("planned 1 9", "resumed 1 1", "observed 1 2", "observed 1 3");
        StoredTrial completed = store.trials("s").get(0);
        assertThat(completed.summary().epochsRun()).isEqualTo(10);
        assertThat(completed.summary().best().epoch()).isEqualTo(2);
        assertThat(completed.seconds()).isEqualTo(2.5);
        assertThat(completed.startedAt()).isEqualTo(cancelled.startedAt());
        assertThat(store.curve("s", 1)).extracting(Observation::epoch).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        assertThat(store.curve("s", 1).get(1).validationAccuracy())
                .as("trained again")
                .isEqualTo(0.5);
        assertThat(store.checkpoint("s", 1)).isEmpty();
    }

    @Test
    void a_checkpoint_is_left_aside_where_accuracy_on_the_training_split_is_newly_asked_for() {
        interruptTrial1(2);
        engine.with(1, FakeEngine.SOUND);
        Sweep asking = planOf(1).sweep();
        asking = new Sweep(
                asking.name(),
                asking.description(),
                asking.dataset(),
                asking.metric(),
                asking.constants(),
                asking.dimensions(),
                asking.exclusions(),
                asking.repeats(),
                asking.onDivergence(),
                true,
                0,
                asking.limits(),
                asking.source());

        run(1, new Plan(asking, "data"));

        assertThat(heard.calls).contains("started 1", "observed 1 1").doesNotContain("resumed 1 2");
        assertThat(store.curve("s", 1)).hasSize(2);
    }

    @Test
    void an_interrupted_caller_still_waits_for_its_threads() throws Exception {
        CountDownLatch training = new CountDownLatch(1);
        engine.usually((trial, listener) -> {
            training.countDown();
            awaitStop(trial, listener);
            return FakeEngine.SOUND.train(trial, listener);
        });
        AtomicReference<RunReport> report = new AtomicReference<>();
        Thread caller = new Thread(() -> {
            report.set(run(2, planOf(9)));
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        });
        caller.start();
        await(training);
        caller.interrupt();
        caller.join();
        assertThat(report.get().interrupted()).isTrue();
        assertThat(report.get().trained()).isZero();
        assertThat(sweepState()).isEqualTo("CANCELLED");
    }

    /** Trains on until the interrupt has become a stop. */
    private static void awaitStop(Trial trial, TrainingListener listener) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!listener.stopRequested(trial)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited in vain");
            }
            Thread.onSpinWait();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(30, TimeUnit.SECONDS)) {
                throw new AssertionError("waited in vain");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void a_database_that_goes_away_ends_the_run_with_its_own_message() {
        engine.with(5, (trial, listener) -> {
            store.close();
            return FakeEngine.SOUND.train(trial, listener);
        });
        Throwable failure = catchThrowable(() -> run(2, planOf(2_000)));
        assertThat(failure).isInstanceOf(RecordingException.class).hasCauseInstanceOf(StoreException.class);
        assertThat(failure.getMessage())
                .startsWith(folder.resolve("run") + ": ")
                .doesNotContain("\n");
        store = SweepStore.open(folder.resolve("run"));
        assertThat(states()).contains(TrialState.WAITING).doesNotContain(TrialState.RUNNING);
        assertThat(sweepState()).isEqualTo("CANCELLED");
    }

    @Test
    void a_listener_that_fails_ends_the_run_and_loses_nothing_it_was_told() {
        RunListener failing = new Heard() {
            @Override
            public void ended(Trial trial, TrialState outcome, @Nullable Divergence d, @Nullable String error) {
                if (trial.number() == 3) {
                    throw new IllegalStateException("display gone");
                }
            }
        };
        assertThatThrownBy(() -> runner(1).run(planOf(10_000), DATA, () -> "{}", 9_999, failing))
                .isInstanceOf(RecordingException.class)
                .hasMessageContaining("display gone");
        assertThat(states().subList(0, 3)).containsOnly(TrialState.COMPLETED);
        assertThat(states()).doesNotContain(TrialState.RUNNING);
        assertThat(sweepState()).isEqualTo("CANCELLED");
        assertThat(run(1, planOf(10_000)).remaining()).isZero();
    }

    @Test
    void as_many_threads_as_asked_for_and_no_more() {
        CyclicBarrier together = new CyclicBarrier(3);
        engine.usually((trial, listener) -> {
            try {
                together.await(30, TimeUnit.SECONDS);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            return FakeEngine.SOUND.train(trial, listener);
        });
        assertThat(run(3, planOf(30)).failed()).isZero();
        assertThat(engine.most.get()).isEqualTo(3);
        assertThat(engine.threads).hasSize(3);
    }

    @Test
    void a_short_sweep_needs_no_idle_threads() {
        run(64, planOf(2));
        assertThat(engine.threads).hasSizeBetween(1, 2);
    }

    @Test
    void thousands_of_tiny_trials_are_each_recorded_once() {
        assertThat(run(2, planOf(3_000)).trained()).isEqualTo(3_000);
        assertThat(store.curves("s")).hasSize(3_000);
        assertThat(heard.calls).hasSize(1 + 4 * 3_000);
    }

    @Test
    void after_an_edit_only_the_difference_is_trained() {
        run(1, plan(0.1, 0.3));
        engine.trained.clear();
        assertThat(run(1, plan(0.1, 0.2, 0.3))).isEqualTo(new RunReport(1, 0, 0, 2, 0, false));
        assertThat(engine.trained).containsExactly(3L);
        assertThat(run(1, plan(0.2, 0.3))).isEqualTo(new RunReport(0, 0, 0, 2, 0, false));
        assertThat(store.trials("s")).extracting(StoredTrial::inPlan).containsExactly(false, true, true);
        assertThat(store.sweep("s").orElseThrow().trials()).isEqualTo(2);
        assertThat(run(1, plan(0.1, 0.4))).isEqualTo(new RunReport(1, 0, 0, 1, 0, false));
        assertThat(store.trials("s")).extracting(StoredTrial::inPlan).containsExactly(true, false, false, true);
    }

    private static Plan version(int semantics, double... rates) {
        return Plans.of(StoreFixtures.sweep("s", rates), "data", semantics);
    }

    @Test
    void what_an_older_version_trained_is_trained_again_under_its_number() {
        run(1, version(1, 0.1, 0.2, 0.3));
        List<String> old = keys();
        engine.trained.clear();

        assertThat(runner(1).run(version(2, 0.1, 0.2, 0.3), DATA, () -> "{}", 2, heard))
                .isEqualTo(new RunReport(2, 0, 0, 0, 1, false));

        assertThat(engine.trained).containsExactly(1L, 2L);
        assertThat(keys()).doesNotContain(old.get(0), old.get(1)).contains(old.get(2));
        assertThat(store.trials("s"))
                .extracting(trial -> trial.trial().semantics())
                .containsExactly(2, 2, 1);
        assertThat(run(1, version(2, 0.1, 0.2, 0.3))).isEqualTo(new RunReport(1, 0, 0, 2, 0, false));
        assertThat(run(1, version(2, 0.1, 0.2, 0.3))).isEqualTo(new RunReport(0, 0, 0, 3, 0, false));
        assertThat(store.trials("s")).hasSize(3);
    }

    @Test
    void an_older_result_stays_until_its_training_starts_anew() {
        run(1, version(1, 0.1, 0.2, 0.3));
        List<StoredTrial> old = store.trials("s");
        SweepRunner stopped = runner(1);
        engine.with(2, (trial, listener) -> {
            stopped.stop();
            return FakeEngine.SOUND.train(trial, listener);
        });

        stopped.run(version(2, 0.1, 0.2, 0.3), DATA, () -> "{}", 9, heard);

        assertThat(states()).containsExactly(TrialState.COMPLETED, TrialState.CANCELLED, TrialState.COMPLETED);
        assertThat(store.trials("s").get(2)).isEqualTo(old.get(2));
        assertThat(store.curve("s", 3)).hasSize(2);
        assertThat(store.trials("s").get(1).trial().semantics()).isEqualTo(2);
        // and the older version goes its own way: it knows what it trained, and nothing else
        engine.with(2, FakeEngine.SOUND);
        engine.trained.clear();
        assertThat(run(1, version(1, 0.1, 0.2, 0.3)).trained()).isEqualTo(2);
        assertThat(engine.trained).containsExactly(4L, 5L);
    }

    private RunReport again(Rerun rerun, Plan plan, long limit) {
        SweepRunner runner = runner(1);
        runner.trainAgain(rerun);
        return runner.run(plan, DATA, () -> "{}", limit, heard);
    }

    @Test
    void finished_trials_are_trained_again_by_their_outcome() {
        engine.with(2, (trial, listener) -> new Ending.Failed(new IllegalStateException("flaky")))
                .with(3, FakeEngine.DIVERGING);
        runner(1).run(planOf(5), DATA, () -> "{}", 4, heard);
        engine.trained.clear();

        assertThat(again(Rerun.NONE, planOf(5), 0)).isEqualTo(new RunReport(0, 0, 0, 4, 1, false));
        assertThat(again(Rerun.DIVERGED, planOf(5), 1)).isEqualTo(new RunReport(1, 0, 1, 3, 1, false));
        assertThat(engine.trained).containsExactly(3L);
        engine.with(2, FakeEngine.SOUND).trained.clear();
        assertThat(again(Rerun.FAILED, planOf(5), 9)).isEqualTo(new RunReport(2, 0, 0, 3, 0, false));
        assertThat(engine.trained).containsExactly(2L, 5L);
        assertThat(store.trials("s").get(1).error()).isNull();
        engine.trained.clear();
        assertThat(again(Rerun.FAILED, planOf(5), 9)).isEqualTo(new RunReport(0, 0, 0, 5, 0, false));
        assertThat(again(Rerun.ALL, planOf(5), 4)).isEqualTo(new RunReport(4, 0, 1, 0, 1, 1, false, null));
        assertThat(engine.trained).containsExactly(1L, 2L, 3L, 4L);
        assertThat(again(Rerun.ALL, planOf(2), 9)).isEqualTo(new RunReport(2, 0, 0, 0, 0, false));
        assertThat(store.trials("s")).hasSize(5);
    }

    @Test
    void an_interrupted_rerun_leaves_the_results_it_did_not_get_to() {
        run(1, planOf(3));
        StoredTrial third = store.trials("s").get(2);
        SweepRunner stopped = runner(1);
        stopped.trainAgain(Rerun.ALL);
        engine.with(2, (trial, listener) -> {
            stopped.stop();
            return FakeEngine.SOUND.train(trial, listener);
        });

        assertThat(stopped.run(planOf(3), DATA, () -> "{}", 9, heard))
                .isEqualTo(new RunReport(1, 0, 0, 0, 2, 1, true, null));

        assertThat(states()).containsExactly(TrialState.COMPLETED, TrialState.CANCELLED, TrialState.COMPLETED);
        assertThat(store.trials("s").get(2)).isEqualTo(third);
        engine.with(2, FakeEngine.SOUND);
        assertThat(run(1, planOf(3))).isEqualTo(new RunReport(1, 0, 0, 2, 0, false));
    }

    @Test
    void reuse_goes_chunk_by_chunk_and_the_limit_counts_what_is_trained() {
        Plan other = new Plan(
                StoreFixtures.sweep("other", 1 / 65536.0, 3 / 65536.0, 4 / 65536.0, 5 / 65536.0, 9 / 65536.0), "data");
        runner(1).run(other, DATA, () -> "{}", 99, new Heard());
        engine.trained.clear();
        List<String> reused = new ArrayList<>();
        Heard listener = new Heard() {
            @Override
            public void reused(Trial trial, TrialState outcome, TrialOrigin origin) {
                assertThat(states().get((int) trial.number() - 1))
                        .as("committed")
                        .isEqualTo(outcome);
                reused.add(trial.number() + " of " + origin);
            }
        };
        SweepRunner chunked = new SweepRunner(store, engine, 1, CLOCK, 3);
        chunked.reuseOthers();

        assertThat(chunked.run(planOf(10), DATA, () -> "{}", 3, listener))
                .isEqualTo(new RunReport(3, 0, 0, 0, 2, false));

        assertThat(engine.trained).containsExactly(2L, 6L, 7L);
        assertThat(reused)
                .containsExactly(
                        "1 of other trial 1",
                        "3 of other trial 2",
                        "4 of other trial 3",
                        "5 of other trial 4",
                        "9 of other trial 5");
        assertThat(listener.calls.get(0)).isEqualTo("planned 3 30");
        assertThat(chunked.run(planOf(10), DATA, () -> "{}", 9, listener))
                .isEqualTo(new RunReport(2, 0, 0, 8, 0, false));
    }

    private List<String> keys() {
        return store.trials("s").stream().map(trial -> trial.trial().key()).toList();
    }
}
