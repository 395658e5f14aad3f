package io.sweep4j.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.sweep4j.data.Dataset;
import io.sweep4j.engine.Ending;
import io.sweep4j.engine.TinyData;
import io.sweep4j.engine.TrainingListener;
import io.sweep4j.plan.Plan;
import io.sweep4j.store.StoreFixtures;
import io.sweep4j.store.StoredTrial;
import io.sweep4j.store.SweepStore;
import io.sweep4j.sweep.Limits;
import io.sweep4j.sweep.Observation;
import io.sweep4j.sweep.Sweep;
import io.sweep4j.sweep.Trial;
import io.sweep4j.sweep.TrialState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Limits where several trials are under way at once, at moments that a real training can't be held to. */
@Timeout(60)
class LimitsOfRunTest {
    private static final Dataset DATA = TinyData.clouds(10, 2, 2);
    private static final double TARGET = 0.9;

    private final SweepStore store = SweepStore.inMemory();
    private final FakeEngine engine = new FakeEngine();
    private final SetClock clock = new SetClock();

    /** Stands still unless it is moved. */
    private static final class SetClock extends Clock {
        private volatile Instant now = StoreFixtures.NOON;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static Plan plan(Limits limits) {
        Sweep rates = StoreFixtures.sweep("s", 0.1, 0.2, 0.3, 0.4, 0.5);
        Sweep limited = new Sweep(
                rates.name(),
                rates.description(),
                rates.dataset(),
                rates.metric(),
                rates.constants(),
                rates.dimensions(),
                rates.exclusions(),
                rates.repeats(),
                rates.onDivergence(),
                rates.trainAccuracy(),
                rates.checkpointEvery(),
                limits,
                rates.source());
        return new Plan(limited, "data");
    }

    private RunReport run(int threads, Limits limits) {
        return new SweepRunner(store, engine, threads, clock)
                .run(plan(limits), DATA, () -> "{}", Long.MAX_VALUE, new SweepRunnerTest.Heard());
    }

    private static void observe(TrainingListener listener, Trial trial, int epoch, double accuracy) {
        listener.observed(trial, new Observation(epoch, 1, null, accuracy, 0.5, 0.1, 0.1, false, 0.25));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void a_reached_target_ends_the_other_running_trials_with_their_epoch() {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch reached = new CountDownLatch(1);
        engine.with(1, (trial, listener) -> {
            await(started);
            observe(listener, trial, 1, TARGET);
            reached.countDown();
            if (listener.stopRequested(trial)) {
                return new Ending.Cancelled();
            }
            observe(listener, trial, 2, 0.5);
            return new Ending.Completed();
        });
        engine.with(2, (trial, listener) -> {
            started.countDown();
            await(reached);
            observe(listener, trial, 1, 0.5);
            return listener.stopRequested(trial) ? new Ending.Cancelled() : new Ending.Completed();
        });

        RunReport report = run(2, new Limits(null, null, null, null, TARGET));

        assertThat(report)
                .isEqualTo(new RunReport(1, 0, 0, 0, 4, 0, false, new LimitReached.Target(1, 1, TARGET, TARGET)));
        assertThat(store.trials("s"))
                .extracting(StoredTrial::state)
                .containsExactly(
                        TrialState.COMPLETED,
                        TrialState.CANCELLED,
                        TrialState.WAITING,
                        TrialState.WAITING,
                        TrialState.WAITING);
    }

    @Test
    void a_budget_of_time_ends_even_the_trial_that_reached_the_target() {
        engine.with(1, (trial, listener) -> {
            observe(listener, trial, 1, TARGET);
            assertThat(listener.stopRequested(trial)).isFalse();
            clock.now = clock.now.plus(Duration.ofMinutes(5));
            assertThat(listener.stopRequested(trial)).isTrue();
            return new Ending.Cancelled();
        });

        RunReport report = run(1, new Limits(Duration.ofMinutes(5), null, null, null, TARGET));

        assertThat(report.trained()).isZero();
        assertThat(report.remaining()).isEqualTo(5);
        assertThat(report.limit()).isEqualTo(new LimitReached.Target(1, 1, TARGET, TARGET));
    }

    @Test
    void a_budget_of_time_ends_a_trial_and_starts_no_other() {
        engine.usually((trial, listener) -> {
            observe(listener, trial, 1, 0.5);
            assertThat(listener.stopRequested(trial)).isFalse();
            clock.now = clock.now.plus(Duration.ofMinutes(7));
            return listener.stopRequested(trial) ? new Ending.Cancelled() : new Ending.Completed();
        });

        RunReport report = run(1, new Limits(Duration.ofMinutes(5), null, null, null, null));

        assertThat(report)
                .isEqualTo(new RunReport(
                        0,
                        0,
                        0,
                        0,
                        5,
                        0,
                        false,
                        new LimitReached.WallClock(Duration.ofMinutes(5), Duration.ofMinutes(7))));
        assertThat(engine.trained).containsExactly(1L);
    }

    @Test
    void many_threads_start_no_more_trials_than_the_budget_has() {
        RunReport report = run(8, new Limits(null, 3L, null, null, null));

        assertThat(report).isEqualTo(new RunReport(3, 0, 0, 0, 2, 0, false, new LimitReached.Trials(3)));
        assertThat(engine.trained).containsExactlyInAnyOrder(1L, 2L, 3L);
        assertThat(run(8, new Limits(null, 3L, null, null, null)))
                .isEqualTo(new RunReport(0, 0, 0, 3, 2, 0, false, new LimitReached.Trials(3)));
    }

    @Test
    void a_limit_that_the_last_trial_reaches_ended_nothing() {
        assertThat(run(1, new Limits(null, 5L, null, null, 0.5)))
                .extracting(RunReport::trained)
                .isEqualTo(1L);
        RunReport rest = run(1, new Limits(null, 5L, null, null, 0.6));

        assertThat(rest).isEqualTo(new RunReport(4, 0, 0, 1, 0, false));
    }

    @Test
    void a_run_puts_up_with_as_many_failed_trials_as_it_may() {
        engine.usually((trial, listener) -> new Ending.Failed(new IllegalStateException("broken")));

        assertThat(run(1, new Limits(null, null, null, 0L, null)))
                .isEqualTo(new RunReport(1, 1, 0, 0, 4, 0, false, new LimitReached.FailedTrials(0, 1)));
        assertThat(run(1, new Limits(null, null, null, 1L, null)))
                .isEqualTo(new RunReport(2, 2, 0, 1, 2, 0, false, new LimitReached.FailedTrials(1, 2)));
        assertThat(run(1, new Limits(null, null, null, 2L, null))).isEqualTo(new RunReport(2, 2, 0, 3, 0, false));
    }
}
