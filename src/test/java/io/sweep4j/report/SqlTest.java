package io.sweep4j.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.sweep4j.store.StoredSweep;
import io.sweep4j.sweep.Metric;
import io.sweep4j.sweep.Observation;
import io.sweep4j.sweep.Parameter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The statements that a report quotes, run on tables with the columns of the views. */
class SqlTest {

    private static Connection database(SweepComparison comparison) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:h2:mem:");
        String sweep = comparison.sweep().name();
        List<String> results = ResultColumns.names();
        List<String> curves = new ArrayList<>(List.of("sweep", "trial"));
        curves.addAll(CurveColumns.names());
        create(connection, "results", results);
        create(connection, "workers", List.of("sweep", "trial", "worker"));
        create(connection, "curves", curves);
        create(
                connection,
                "divergences",
                List.of("sweep", "trial", "epoch", "iteration", "quantity", "kind", "layer", "cause", "explanation"));
        for (RankedTrial trial : comparison.ranking()) {
            insert(connection, "results", ResultColumns.of(sweep, trial).values());
            insert(
                    connection,
                    "workers",
                    Arrays.asList(sweep, trial.number(), trial.stored().worker()));
        }
        for (TrialCurve curve : comparison.curves()) {
            for (Observation epoch : curve.epochs()) {
                List<@Nullable Object> row = new ArrayList<>();
                row.add(sweep);
                row.add(curve.trial().number());
                row.addAll(CurveColumns.of(epoch).values());
                insert(connection, "curves", row);
            }
        }
        return connection;
    }

    private static void create(Connection connection, String table, List<String> columns) throws SQLException {
        List<String> typed = columns.stream()
                .map(column -> column
                        + switch (column) {
                            case "in_plan", "diverged" -> " BOOLEAN";
                            case "trial", "epoch", "best_epoch", "diverged_epoch", "epochs_run", "rank" -> " BIGINT";
                            case "cost",
                                    "train_accuracy",
                                    "validation_accuracy",
                                    "test_accuracy",
                                    "best_cost",
                                    "best_validation_accuracy",
                                    "best_test_accuracy",
                                    "learning_rate",
                                    "bias_init",
                                    "seconds" -> " DOUBLE PRECISION";
                            case "started_at", "finished_at" -> " TIMESTAMP(3) WITH TIME ZONE";
                            default -> " VARCHAR";
                        })
                .toList();
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE " + table + " (" + String.join(", ", typed) + ")");
        }
    }

    private static void insert(Connection connection, String table, Collection<? extends @Nullable Object> row)
            throws SQLException {
        String marks = String.join(", ", Collections.nCopies(row.size(), "?"));
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO " + table + " VALUES (" + marks + ")")) {
            int i = 1;
            for (Object cell : row) {
                insert.setObject(i++, cell);
            }
            insert.execute();
        }
    }

    private static List<Object> column(Connection connection, String sql, String column) throws SQLException {
        List<Object> cells = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                cells.add(rows.getObject(column));
            }
        }
        return cells;
    }

    private static SweepComparison by(Metric metric) {
        ReportInput input = Fixtures.activations();
        StoredSweep s = input.sweep();
        StoredSweep sweep = new StoredSweep(
                s.name(),
                s.description(),
                metric,
                s.axes(),
                s.state(),
                s.trials(),
                s.createdAt(),
                s.finishedAt(),
                s.definition(),
                s.provenance());
        return Comparison.of(new ReportInput(sweep, input.trials(), input.curves()))
                .sweeps()
                .get(0);
    }

    @Test
    void ranks_as_the_report_does() throws SQLException {
        SweepComparison comparison = by(Fixtures.VALIDATION);
        try (Connection connection = database(comparison)) {
            assertThat(column(connection, new Sql(comparison).ranking(), "trial"))
                    .isEqualTo(comparison.ranking().stream()
                            .<Object>map(RankedTrial::number)
                            .toList());
        }
    }

    @Test
    void counts_causes_and_survivors_as_the_report_does() throws SQLException {
        SweepComparison comparison = by(Fixtures.VALIDATION);
        Sql sql = new Sql(comparison);
        try (Connection connection = database(comparison)) {
            assertThat(column(connection, sql.causes(), "cause")).containsExactly("LOG_OF_ZERO", "GROWING_STEPS");
            assertThat(column(connection, sql.causes(), "which")).contains("1, 3, 5, 13, 15, 17");
            assertThat(column(connection, sql.survival(), "finite"))
                    .isEqualTo(comparison.map().survival().finite().stream()
                            .<Object>map(Integer::longValue)
                            .toList());
        }
    }

    @Test
    void finds_the_frontier_that_the_report_shows() throws SQLException {
        SweepComparison comparison = by(Fixtures.VALIDATION);
        Frontier frontier = comparison.map().frontier().orElseThrow();
        try (Connection connection = database(comparison)) {
            String sql = new Sql(comparison).frontier(frontier);
            assertThat(column(connection, sql, "survives"))
                    .containsExactlyInAnyOrderElementsOf(rates(frontier, FrontierLine::survives));
            assertThat(column(connection, sql, "diverges"))
                    .containsExactlyInAnyOrderElementsOf(rates(frontier, FrontierLine::diverges));
        }
    }

    private static List<@Nullable Object> rates(Frontier frontier, Function<FrontierLine, @Nullable RateOutcome> edge) {
        List<@Nullable Object> rates = new ArrayList<>();
        for (FrontierLine line : frontier.lines()) {
            RateOutcome outcome = edge.apply(line);
            rates.add(outcome == null ? null : ResultColumns.cell(outcome.rate()));
        }
        return rates;
    }

    @Test
    void explains_ranks_and_speed_as_the_report_does() throws SQLException {
        SweepComparison comparison = by(Fixtures.VALIDATION);
        Sql sql = new Sql(comparison);
        Analysis analysis = comparison.analysis();
        List<Parameter> axes =
                comparison.axes().stream().map(VaryingAxis::parameter).toList();
        Importances told = analysis.importances().orElseThrow();
        try (Connection connection = database(comparison)) {
            List<Object> names = column(connection, sql.importances(axes), "axis");
            List<Object> shares = column(connection, sql.importances(axes), "share");
            assertThat(names).hasSize(3);
            for (Importances.OfAxis axis : told.axes()) {
                int row = names.indexOf(axes.get(axis.axis()).yaml());
                assertThat(((Number) shares.get(row)).doubleValue()).isCloseTo(axis.share(), offset(1e-12));
            }
            Speed speed = analysis.speed().orElseThrow();
            assertThat(((Number) column(connection, sql.speed(), "epochs").get(0)).longValue())
                    .isEqualTo(speed.epochs());
            assertThat(((Number) column(connection, sql.speed(), "seconds").get(0)).doubleValue())
                    .isEqualTo(speed.seconds());
            assertThat(column(connection, sql.edf(), "share"))
                    .hasSize(analysis.edf().values().size())
                    .endsWith(15 / 24.0);
            assertThat(column(connection, sql.timeline(), "trial")).hasSize(24);
            assertThat(column(connection, sql.values(), "trial")).hasSize(24);
            assertThat(column(connection, sql.spread(), "mean")).hasSize(24);
            assertThat(column(connection, sql.slices(axes), "median")).hasSize(4 + 3 + 2);
            assertThat(((Number) column(connection, sql.band("cost"), "q5").get(2)).doubleValue())
                    .isCloseTo(analysis.cost().points().get(2).median(), offset(1e-12));
        }
    }

    @Test
    void runs_for_every_metric_and_goal() throws SQLException {
        for (Metric.Name name : Metric.Name.values()) {
            for (Metric.Goal goal : Metric.Goal.values()) {
                SweepComparison comparison = by(new Metric(name, goal));
                Sql sql = new Sql(comparison);
                try (Connection connection = database(comparison)) {
                    assertThat(column(connection, sql.ranking(), "trial")).hasSize(24);
                    assertThat(column(connection, sql.cells(Parameter.ACTIVATION, Parameter.LEARNING_RATE), "trials"))
                            .hasSize(12);
                    assertThat(column(connection, sql.counts(), "state")).containsExactly("COMPLETED", "DIVERGED");
                    assertThat(column(connection, sql.curves("cost, cost_kind"), "epoch"))
                            .hasSize(240);
                    assertThat(column(connection, sql.divergences(), "trial")).isEmpty();
                    assertThat(column(connection, sql.importances(comparison.varying()), "axis"))
                            .hasSize(3);
                    assertThat(column(connection, sql.edf(), "trial"))
                            .hasSize(comparison.analysis().edf().values().size());
                }
            }
        }
    }
}
