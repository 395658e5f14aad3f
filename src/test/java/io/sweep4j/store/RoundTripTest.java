package io.sweep4j.store;

import static io.sweep4j.store.StoreFixtures.ACCURACY;
import static io.sweep4j.store.StoreFixtures.define;
import static io.sweep4j.store.StoreFixtures.ended;
import static io.sweep4j.store.StoreFixtures.epoch;
import static io.sweep4j.store.StoreFixtures.observed;
import static io.sweep4j.store.StoreFixtures.record;
import static io.sweep4j.store.StoreFixtures.started;
import static io.sweep4j.store.StoreFixtures.whole;
import static org.assertj.core.api.Assertions.assertThat;

import io.sweep4j.engine.Configurations;
import io.sweep4j.sweep.Metric;
import io.sweep4j.sweep.NumberKind;
import io.sweep4j.sweep.Observation;
import io.sweep4j.sweep.Trial;
import io.sweep4j.sweep.TrialState;
import io.sweep4j.sweep.TrialSummary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written is what is read. */
class RoundTripTest {
    @TempDir
    Path folder;

    @Test
    void every_number_comes_back_with_its_bits_but_for_the_sign_of_zero() {
        List<Observation> epochs = new ArrayList<>();
        double[] edges = {
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            0.0,
            Double.MIN_VALUE,
            -Double.MIN_VALUE,
            Double.MIN_NORMAL,
            1.0E-5,
            0.1,
            -0.3,
            Double.MAX_VALUE,
            -Double.MAX_VALUE,
            1e300,
            Math.nextUp(1.0),
            (double) 0.1f
        };
        Random random = new Random(1);
        for (int i = 0; i < 500; i++) {
            double cost = i < edges.length ? edges[i] : Double.longBitsToDouble(random.nextLong());
            Double accuracy = i % 3 == 0 ? null : random.nextDouble();
            double rate = Math.abs(Double.longBitsToDouble(random.nextLong()));
            epochs.add(new Observation(
                    i + 1,
                    cost,
                    accuracy,
                    random.nextDouble(),
                    accuracy,
                    Double.isFinite(rate) ? rate : 0.1,
                    Double.MIN_VALUE * i,
                    i % 5 == 0,
                    random.nextDouble()));
        }
        Path file = folder.resolve("numbers");
        try (SweepStore store = SweepStore.open(file)) {
            Trial trial = define(store, 1).get(0);
            List<TrialEvent> events = new ArrayList<>(List.of(started(trial)));
            events.addAll(observed(trial, epochs));
            record(store, events);
        }
        try (SweepStore store = SweepStore.open(file)) {
            assertThat(store.curve("s", 1)).isEqualTo(epochs);
            assertThat(store.curves("s")).isEqualTo(Map.of(1L, epochs));
        }
    }

    @Test
    void zero_loses_its_sign() {
        try (SweepStore store = SweepStore.inMemory()) {
            Trial trial = define(store, 1).get(0);
            record(store, whole(trial, TrialState.COMPLETED, epoch(1, -0.0, 0.5)));
            assertThat(Double.doubleToRawLongBits(store.curve("s", 1).get(0).cost()))
                    .isZero();
            assertThat(store.trials("s").get(0).summary().bestCost()).isEqualTo(0.0);
        }
    }

    /** Of trials under way it is worked out, of ended ones written down, and of those of a dead process too. */
    @ParameterizedTest
    @CsvSource({
        "VALIDATION_ACCURACY, MAXIMIZE",
        "VALIDATION_ACCURACY, MINIMIZE",
        "COST, MINIMIZE",
        "TEST_ACCURACY, MAXIMIZE"
    })
    void the_summary_read_is_the_summary_of_the_epochs_read(Metric.Name name, Metric.Goal goal) {
        Metric metric = new Metric(name, goal);
        Random random = new Random(2);
        Path file = folder.resolve(metric.toString());
        try (SweepStore store = SweepStore.open(file)) {
            List<TrialEvent> events = new ArrayList<>();
            for (Trial trial : define(store, 60)) {
                List<Observation> epochs = new ArrayList<>();
                int good = random.nextInt(4);
                for (int e = 1; e <= 4; e++) {
                    boolean diverged = e > good && trial.number() % 2 == 0;
                    epochs.add(new Observation(
                            e,
                            diverged ? Double.NaN : random.nextInt(3) - 1,
                            null,
                            trial.number() % 7 == 0 ? null : (Double) (random.nextInt(4) / 4.0),
                            random.nextDouble(),
                            0.1,
                            0.2,
                            diverged,
                            0.5));
                }
                events.add(started(trial));
                events.addAll(observed(trial, epochs));
            }
            store.define(StoreFixtures.sweep("s", metric), 60);
            try (RunWriter writer = store.beginRun("s", "{}")) { // which has no end, as if its process had died
                writer.write(events);
                assertSummaries(store, metric);
                writer.write(store.trials("s").stream()
                        .filter(trial -> trial.trial().number() % 3 == 0)
                        .map(trial -> ended(trial.trial(), TrialState.COMPLETED))
                        .toList());
                assertSummaries(store, metric);
            }
        }
        try (SweepStore store = SweepStore.open(file)) {
            assertThat(store.trials("s")).noneMatch(trial -> trial.state() == TrialState.RUNNING);
            assertSummaries(store, metric);
            store.define(StoreFixtures.sweep("s", ACCURACY), 60);
            assertSummaries(store, ACCURACY);
        }
    }

    private static void assertSummaries(SweepStore store, Metric metric) {
        Map<Long, List<Observation>> curves = store.curves("s");
        for (StoredTrial trial : store.trials("s")) {
            TrialSummary summary = TrialSummary.EMPTY;
            for (Observation epoch : curves.get(trial.trial().number())) {
                summary = summary.plus(epoch, metric);
            }
            assertThat(trial.summary()).isEqualTo(summary);
            assertThat(trial.seconds()).isEqualTo(2.0);
            assertThat(store.curve("s", trial.trial().number()))
                    .isEqualTo(curves.get(trial.trial().number()));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hidden=128,64 output_activation=tanh dropout=0.5",
                "hidden=1 activation=relu",
                "learning_rate=1e-45 decay=0.1 l1=3.4028234663852886e38 bias_init=-7",
                "seed=-9223372036854775808 shuffle=false updater=nesterovs momentum=0.99 epochs=2147483647",
                "loss=negativeloglikelihood weight_init=var_scaling_uniform_fan_avg decay_schedule=reported"
            })
    void a_trial_comes_back_equal(String configuration) {
        Trial trial = new Trial(7, 3, "k".repeat(64), 2, Configurations.of(configuration));
        try (SweepStore store = SweepStore.inMemory()) {
            store.define(StoreFixtures.sweep("s", 0.1), 1);
            store.register("s", List.of(trial));
            StoredTrial stored = store.trials("s").get(0);
            assertThat(stored.trial()).isEqualTo(trial);
            assertThat(stored.trial().configuration().canonicalText())
                    .isEqualTo(trial.configuration().canonicalText());
            assertThat(stored.inPlan()).isTrue();
            assertThat(stored.state()).isEqualTo(TrialState.WAITING);
            assertThat(stored.summary()).isEqualTo(TrialSummary.EMPTY);
            assertThat(stored.seconds()).isNull();
        }
    }

    @Test
    void a_divergence_comes_back_equal() {
        try (SweepStore store = SweepStore.inMemory()) {
            record(store, whole(define(store, 1).get(0), TrialState.DIVERGED, epoch(1, 1, 0.5)));
            assertThat(store.trials("s").get(0).divergence()).isEqualTo(StoreFixtures.divergence());
        }
    }

    @Test
    void evidence_that_is_no_finite_number_becomes_the_label_of_its_kind() {
        String json =
                Evidence.toJson(Map.of("a", List.of(Double.NaN, Float.POSITIVE_INFINITY, 0.5f, 3, 4L, "\"\n\u0000")));
        assertThat(json).isEqualTo("{\"a\":[\"nan\",\"+inf\",0.5,3,4,\"\\\"\\n\\u0000\"]}");
        assertThat(Evidence.fromJson(json)).isEqualTo(Map.of("a", List.of("nan", "+inf", 0.5, 3L, 4L, "\"\n\u0000")));
        assertThat(NumberKind.labelled("nan")).isEqualTo(NumberKind.NAN);
    }

    @Test
    void texts_come_back_whatever_is_in_them() {
        String hostile = "'; DROP TABLE X; --\n\t\u0000\ud83d\ude00 \"quoted\" \\ <script>" + "x".repeat(2_000_000);
        try (SweepStore store = SweepStore.open(folder.resolve("texts"))) {
            Trial trial = define(store, 1).get(0);
            record(
                    store,
                    List.of(
                            started(trial),
                            new TrialEvent.Ended(
                                    trial, TrialState.FAILED, null, hostile, List.of(), StoreFixtures.NOON)));
            assertThat(store.trials("s").get(0).error()).isEqualTo(hostile);
        }
    }
}
