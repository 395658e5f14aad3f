package io.sweep4j.store;

import io.sweep4j.sweep.Cause;
import io.sweep4j.sweep.Configuration;
import io.sweep4j.sweep.Divergence;
import io.sweep4j.sweep.Domain;
import io.sweep4j.sweep.NumberKind;
import io.sweep4j.sweep.Observation;
import io.sweep4j.sweep.Parameter;
import io.sweep4j.sweep.Trial;
import io.sweep4j.sweep.TrialState;
import io.sweep4j.sweep.TrialSummary;
import io.sweep4j.sweep.Value;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Trials to rows and back. */
final class TrialRows {
    private static final String PARAMETERS = Stream.of(Parameter.values())
            .map(parameter -> parameter.name().toUpperCase(Locale.ROOT))
            .collect(Collectors.joining(", "));

    static final String INSERT = "INSERT INTO SWEEP4J.TRIAL (SWEEP_ID, NUMBER, REPEAT_NUMBER, CONTENT_KEY, SEMANTICS,"
            + " IN_PLAN, " + PARAMETERS + ") VALUES (?, ?, ?, ?, ?, TRUE, "
            + Stream.of(Parameter.values()).map(p -> "?").collect(Collectors.joining(", ")) + ")";

    static final String RESTATE = "UPDATE SWEEP4J.TRIAL SET REPEAT_NUMBER = ?, "
            + Stream.of(Parameter.values())
                    .map(parameter -> parameter.name().toUpperCase(Locale.ROOT) + " = ?")
                    .collect(Collectors.joining(", "))
            + " WHERE SWEEP_ID = ? AND NUMBER = ?";

    static final String SELECT = "SELECT T.*, L.COST AS LAST_COST, L.COST_KIND AS LAST_KIND,"
            + " L.TRAIN_ACCURACY AS LAST_TRAIN, L.VALIDATION_ACCURACY AS LAST_VALIDATION,"
            + " L.TEST_ACCURACY AS LAST_TEST, L.LEARNING_RATE AS LAST_RATE,"
            + " L.APPLIED_LEARNING_RATE AS LAST_APPLIED, L.DIVERGED AS LAST_DIVERGED, L.SECONDS AS LAST_SECONDS,"
            + " B.COST AS BEST_EPOCH_COST, B.COST_KIND AS BEST_EPOCH_KIND,"
            + " B.TRAIN_ACCURACY AS BEST_EPOCH_TRAIN, B.VALIDATION_ACCURACY AS BEST_EPOCH_VALIDATION,"
            + " B.TEST_ACCURACY AS BEST_EPOCH_TEST, B.LEARNING_RATE AS BEST_EPOCH_RATE,"
            + " B.APPLIED_LEARNING_RATE AS BEST_EPOCH_APPLIED, B.SECONDS AS BEST_EPOCH_SECONDS,"
            + " D.EPOCH AS D_EPOCH, D.ITERATION, D.QUANTITY, D.KIND, D.LAYER, D.CAUSE, D.EXPLANATION, D.EVIDENCE"
            + " FROM SWEEP4J.TRIALS T JOIN SWEEP4J.SWEEP S ON S.ID = T.SWEEP_ID"
            + " LEFT JOIN SWEEP4J.EPOCH L ON L.TRIAL_ID = T.ID AND L.EPOCH = T.EPOCHS_RUN"
            + " LEFT JOIN SWEEP4J.EPOCH B ON B.TRIAL_ID = T.ID AND B.EPOCH = T.BEST_EPOCH"
            + " LEFT JOIN SWEEP4J.DIVERGENCE D ON D.TRIAL_ID = T.ID"
            + " WHERE S.NAME = ? ORDER BY T.NUMBER";

    private TrialRows() {}

    static void bind(PreparedStatement insert, long sweepId, Trial trial) throws SQLException {
        insert.setLong(1, sweepId);
        insert.setLong(2, trial.number());
        insert.setInt(3, trial.repeat());
        insert.setString(4, trial.key());
        insert.setInt(5, trial.semantics());
        bindParameters(insert, 6, trial);
    }

    static void bindRestated(PreparedStatement restate, long sweepId, Trial trial) throws SQLException {
        restate.setInt(1, trial.repeat());
        int next = bindParameters(restate, 2, trial);
        restate.setLong(next, sweepId);
        restate.setLong(next + 1, trial.number());
    }

    /** The index after the last one bound. */
    private static int bindParameters(PreparedStatement statement, int first, Trial trial) throws SQLException {
        int index = first;
        for (Parameter parameter : Parameter.values()) {
            Optional<Value> value = trial.configuration().value(parameter);
            statement.setObject(index++, value.map(TrialRows::column).orElse(null));
        }
        return index;
    }

    private static Object column(Value value) {
        if (value instanceof Value.Real real) {
            return real.number();
        } else if (value instanceof Value.Whole whole) {
            return whole.number();
        } else if (value instanceof Value.Flag flag) {
            return flag.set();
        }
        return value.text();
    }

    static StoredTrial read(ResultSet row) throws SQLException {
        Map<Parameter, Value> values = new EnumMap<>(Parameter.class);
        for (Parameter parameter : Parameter.values()) {
            Value value = value(parameter, row);
            if (value != null) {
                values.put(parameter, value);
            }
        }
        Trial trial = new Trial(
                row.getLong("NUMBER"),
                row.getInt("REPEAT_NUMBER"),
                row.getString("CONTENT_KEY"),
                row.getInt("SEMANTICS"),
                Configuration.of(values));
        Instant startedAt = instant(row, "STARTED_AT");
        String outcome = row.getString("OUTCOME");
        String warnings = row.getString("WARNINGS");
        return new StoredTrial(
                trial,
                row.getBoolean("IN_PLAN"),
                outcome != null
                        ? TrialState.valueOf(outcome)
                        : startedAt == null ? TrialState.WAITING : TrialState.RUNNING,
                row.getString("ENGINE"),
                summary(row),
                divergence(row),
                warnings == null ? List.of() : List.of(warnings.split(",")),
                row.getString("ERROR"),
                row.getObject("SECONDS", Double.class),
                startedAt,
                instant(row, "FINISHED_AT"),
                row.getString("WORKER"));
    }

    private static @Nullable Value value(Parameter parameter, ResultSet row) throws SQLException {
        String column = parameter.name();
        if (row.getObject(column) == null) {
            return null;
        }
        if (parameter.domain() instanceof Domain.Reals) {
            return Value.Real.of(row.getDouble(column));
        } else if (parameter.domain() instanceof Domain.Wholes) {
            return new Value.Whole(row.getLong(column));
        } else if (parameter.domain() instanceof Domain.Flags) {
            return new Value.Flag(row.getBoolean(column));
        } else if (parameter.domain() instanceof Domain.WidthLists) {
            return new Value.Widths(Stream.of(row.getString(column).split("[\\[\\], ]+"))
                    .filter(width -> !width.isEmpty())
                    .map(Integer::valueOf)
                    .toList());
        }
        return new Value.Text(row.getString(column));
    }

    private static TrialSummary summary(ResultSet row) throws SQLException {
        int epochsRun = row.getInt("EPOCHS_RUN");
        Integer bestEpoch = row.getObject("BEST_EPOCH", Integer.class);
        return new TrialSummary(
                epochsRun,
                epochsRun == 0
                        ? null
                        : new Observation(
                                epochsRun,
                                EpochRows.cost(row, "LAST_COST", "LAST_KIND"),
                                row.getObject("LAST_TRAIN", Double.class),
                                row.getObject("LAST_VALIDATION", Double.class),
                                row.getObject("LAST_TEST", Double.class),
                                row.getDouble("LAST_RATE"),
                                row.getDouble("LAST_APPLIED"),
                                row.getBoolean("LAST_DIVERGED"),
                                row.getDouble("LAST_SECONDS")),
                row.getObject("BEST_COST", Double.class),
                row.getObject("BEST_VALIDATION_ACCURACY", Double.class),
                row.getObject("BEST_TEST_ACCURACY", Double.class),
                bestEpoch == null
                        ? null
                        : new Observation(
                                bestEpoch,
                                EpochRows.cost(row, "BEST_EPOCH_COST", "BEST_EPOCH_KIND"),
                                row.getObject("BEST_EPOCH_TRAIN", Double.class),
                                row.getObject("BEST_EPOCH_VALIDATION", Double.class),
                                row.getObject("BEST_EPOCH_TEST", Double.class),
                                row.getDouble("BEST_EPOCH_RATE"),
                                row.getDouble("BEST_EPOCH_APPLIED"),
                                false,
                                row.getDouble("BEST_EPOCH_SECONDS")));
    }

    private static @Nullable Divergence divergence(ResultSet row) throws SQLException {
        String cause = row.getString("CAUSE");
        return cause == null
                ? null
                : new Divergence(
                        row.getInt("D_EPOCH"),
                        row.getLong("ITERATION"),
                        Divergence.Quantity.valueOf(row.getString("QUANTITY").toUpperCase(Locale.ROOT)),
                        NumberKind.labelled(row.getString("KIND")),
                        row.getString("LAYER"),
                        Cause.valueOf(cause),
                        row.getString("EXPLANATION"),
                        Evidence.fromJson(row.getString("EVIDENCE")));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
