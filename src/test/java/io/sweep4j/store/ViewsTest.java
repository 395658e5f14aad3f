package io.sweep4j.store;

import static io.sweep4j.store.StoreFixtures.define;
import static io.sweep4j.store.StoreFixtures.epoch;
import static io.sweep4j.store.StoreFixtures.record;
import static io.sweep4j.store.StoreFixtures.rows;
import static io.sweep4j.store.StoreFixtures.sweep;
import static io.sweep4j.store.StoreFixtures.whole;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sweep4j.sweep.Metric;
import io.sweep4j.sweep.Observation;
import io.sweep4j.sweep.Ranking;
import io.sweep4j.sweep.Trial;
import io.sweep4j.sweep.TrialState;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What SQL sees, as the design has it. */
class ViewsTest {
    private static final String TEXT = "CHARACTER VARYING";
    private static final String REAL = "DOUBLE PRECISION";
    private static final String TIME = "TIMESTAMP WITH TIME ZONE";

    private static void assertColumns(String view, String... namesAndTypes) throws SQLException {
        try (Database database = Database.inMemory();
                Connection connection = database.connectReader();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM " + view)) {
            ResultSetMetaData meta = rows.getMetaData();
            List<String> found = new ArrayList<>();
            for (int i = 1; i <= meta.getColumnCount(); i++) {
                found.add(meta.getColumnLabel(i).toLowerCase(java.util.Locale.ROOT) + " " + meta.getColumnTypeName(i));
            }
            assertThat(found).containsExactly(namesAndTypes);
        }
    }

    @Test
    void sweeps() throws SQLException {
        assertColumns(
                "sweeps",
                "sweep " + TEXT,
                "state " + TEXT,
                "trials BIGINT",
                "completed BIGINT",
                "diverged BIGINT",
                "failed BIGINT",
                "created_at " + TIME,
                "finished_at " + TIME,
                "definition " + TEXT,
                "provenance " + TEXT);
    }

    @Test
    void results() throws SQLException {
        assertColumns(
                "results",
                "sweep " + TEXT,
                "trial BIGINT",
                "repeat INTEGER",
                "in_plan BOOLEAN",
                "state " + TEXT,
                "hidden " + TEXT,
                "activation " + TEXT,
                "output_activation " + TEXT,
                "loss " + TEXT,
                "weight_init " + TEXT,
                "bias_init " + REAL,
                "updater " + TEXT,
                "momentum " + REAL,
                "learning_rate " + REAL,
                "decay " + REAL,
                "decay_schedule " + TEXT,
                "batch_size INTEGER",
                "epochs INTEGER",
                "l1 " + REAL,
                "l2 " + REAL,
                "dropout " + REAL,
                "seed BIGINT",
                "shuffle BOOLEAN",
                "engine " + TEXT,
                "epochs_run INTEGER",
                "final_cost " + REAL,
                "final_validation_accuracy " + REAL,
                "final_test_accuracy " + REAL,
                "best_cost " + REAL,
                "best_validation_accuracy " + REAL,
                "best_test_accuracy " + REAL,
                "best_epoch INTEGER",
                "diverged_epoch INTEGER",
                "diverged_iteration BIGINT",
                "cause " + TEXT,
                "warnings " + TEXT,
                "seconds " + REAL,
                "error " + TEXT,
                "started_at " + TIME,
                "finished_at " + TIME);
    }

    @Test
    void curves() throws SQLException {
        assertColumns(
                "curves",
                "sweep " + TEXT,
                "trial BIGINT",
                "epoch INTEGER",
                "cost " + REAL,
                "cost_kind " + TEXT,
                "train_accuracy " + REAL,
                "validation_accuracy " + REAL,
                "test_accuracy " + REAL,
                "learning_rate " + REAL,
                "applied_learning_rate " + REAL,
                "diverged BOOLEAN",
                "seconds " + REAL);
    }

    @Test
    void divergences() throws SQLException {
        assertColumns(
                "divergences",
                "sweep " + TEXT,
                "trial BIGINT",
                "epoch INTEGER",
                "iteration BIGINT",
                "quantity " + TEXT,
                "kind " + TEXT,
                "layer " + TEXT,
                "cause " + TEXT,
                "explanation " + TEXT,
                "evidence " + TEXT);
    }

    @Test
    void outputs() throws SQLException {
        assertColumns(
                "outputs",
                "sweep " + TEXT,
                "trial BIGINT",
                "epoch INTEGER",
                "true_class_output " + REAL,
                "best_other_output " + REAL);
    }

    @Test
    void ranking() throws SQLException {
        assertColumns(
                "ranking",
                "sweep " + TEXT,
                "position BIGINT",
                "trial BIGINT",
                "state " + TEXT,
                "metric " + TEXT,
                "metric_value " + REAL,
                "best_epoch INTEGER",
                "cause " + TEXT,
                "warnings " + TEXT,
                "test_accuracy " + REAL);
    }

    /** Trials of every state, with ties, with and without a finite epoch, for both goals. */
    @ParameterizedTest
    @CsvSource({"COST, MINIMIZE", "COST, MAXIMIZE", "VALIDATION_ACCURACY, MAXIMIZE", "TEST_ACCURACY, MINIMIZE"})
    void the_ranking_in_sql_is_that_of_java(Metric.Name name, Metric.Goal goal) {
        Random random = new Random(5);
        TrialState[] states = {
            TrialState.COMPLETED, TrialState.DIVERGED, TrialState.FAILED, TrialState.CANCELLED, TrialState.COMPLETED
        };
        try (SweepStore store = SweepStore.inMemory()) {
            List<Trial> trials = define(store, 60);
            List<TrialEvent> events = new ArrayList<>();
            for (Trial trial : trials) {
                List<Observation> epochs = new ArrayList<>();
                for (int e = 1; e <= random.nextInt(4); e++) {
                    double cost = random.nextInt(9) == 0 ? Double.NaN : random.nextInt(4) - 1;
                    epochs.add(epoch(e, cost, random.nextInt(4) / 4.0));
                }
                events.addAll(whole(trial, states[random.nextInt(states.length)], epochs.toArray(Observation[]::new)));
            }
            record(store, events);
            Metric metric = new Metric(name, goal);
            store.define(sweep("s", 0.1).rankedBy(metric), 60);

            List<List<Object>> expected = store.trials("s").stream()
                    .sorted(Ranking.of(goal, trial -> entry(trial, name)))
                    .map(ViewsTest::numberAndTest)
                    .toList();
            assertThat(rows(store, "SELECT trial, test_accuracy FROM ranking ORDER BY position"))
                    .isEqualTo(expected);
        }
    }

    private static List<Object> numberAndTest(StoredTrial trial) {
        Observation best = trial.summary().best();
        return Arrays.asList(trial.trial().number(), best == null ? null : best.testAccuracy());
    }

    private static Ranking.Entry entry(StoredTrial trial, Metric.Name name) {
        Observation best = trial.summary().best();
        return new Ranking.Entry(
                trial.state(),
                best == null ? null : best.value(name),
                best == null ? 0 : best.epoch(),
                trial.trial().number());
    }

    @Test
    void aggregates_and_orders_never_meet_a_nan() {
        try (SweepStore store = SweepStore.inMemory()) {
            List<Trial> trials = define(store, 5);
            List<TrialEvent> events = new ArrayList<>();
            double[] costs = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 2, 4};
            for (int i = 0; i < costs.length; i++) {
                boolean finite = Double.isFinite(costs[i]);
                events.addAll(whole(
                        trials.get(i),
                        finite ? TrialState.COMPLETED : TrialState.DIVERGED,
                        epoch(1, costs[i], finite ? 0.5 + i / 100.0 : 0.1)));
            }
            record(store, events);
            assertThat(rows(store, "SELECT AVG(cost), SUM(cost), MIN(cost), MAX(cost), COUNT(cost) FROM curves"))
                    .containsExactly(List.of(new BigDecimal(3), new BigDecimal(6), 2.0, 4.0, 2L));
            assertThat(rows(store, "SELECT STDDEV_POP(best_cost), MEDIAN(final_cost) FROM results"))
                    .containsExactly(List.of(1.0, new BigDecimal("3.00")));
            assertThat(rows(store, "SELECT trial FROM results ORDER BY final_cost DESC NULLS LAST, trial"))
                    .containsExactly(List.of(5L), List.of(4L), List.of(1L), List.of(2L), List.of(3L));
            assertThat(rows(store, "SELECT cost, cost_kind, diverged FROM curves ORDER BY trial"))
                    .containsExactly(
                            Arrays.asList(null, "nan", true),
                            Arrays.asList(null, "+inf", true),
                            Arrays.asList(null, "-inf", true),
                            List.of(2.0, "finite", false),
                            List.of(4.0, "finite", false));
            assertThat(rows(
                            store,
                            "SELECT best_cost, best_validation_accuracy, best_epoch FROM results WHERE trial = 1"))
                    .containsExactly(Arrays.asList(null, null, null));
            assertThat(rows(store, "SELECT final_validation_accuracy, cause FROM results WHERE trial = 1"))
                    .containsExactly(List.of(0.1, "LOG_OF_ZERO"));
            assertThat(rows(store, "SELECT JSON_OBJECT('c': cost) FROM curves")).hasSize(5);
        }
    }

    @Test
    void a_waiting_trial_is_in_no_view() {
        try (SweepStore store = SweepStore.inMemory()) {
            define(store, 2);
            assertThat(rows(store, "SELECT * FROM results")).isEmpty();
            assertThat(rows(store, "SELECT trials FROM sweeps")).containsExactly(List.of(2L));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "-Infinity", "1e400"})
    void a_column_of_finite_numbers_refuses_all_others(String number) throws SQLException {
        try (Database database = Database.inMemory();
                Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute(
                            "SELECT CAST(CAST('" + number + "' AS DOUBLE PRECISION) AS SWEEP4J.FINITE)"))
                    .isInstanceOf(SQLException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"1.7976931348623157E308", "-1.7976931348623157E308", "4.9E-324", "0", "NULL"})
    void a_column_of_finite_numbers_takes_every_finite_one_and_null(String number) throws SQLException {
        try (Database database = Database.inMemory();
                Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            String sql = "SELECT CAST(CAST(" + number + " AS DOUBLE PRECISION) AS SWEEP4J.FINITE)";
            try (ResultSet row = statement.executeQuery(sql)) {
                row.next();
                assertThat(row.getObject(1))
                        .isEqualTo(number.equals("NULL") ? null : (Double) Double.parseDouble(number));
            }
        }
    }
}
