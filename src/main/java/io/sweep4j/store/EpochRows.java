package io.sweep4j.store;

import io.sweep4j.sweep.NumberKind;
import io.sweep4j.sweep.Observation;
import io.sweep4j.sweep.OutputMeans;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Rows of epochs to observations. */
final class EpochRows {
    private static final String ALL = "SELECT T.NUMBER AS TRIAL, E.* FROM SWEEP4J.EPOCH E"
            + " JOIN SWEEP4J.TRIAL T ON T.ID = E.TRIAL_ID JOIN SWEEP4J.SWEEP S ON S.ID = T.SWEEP_ID WHERE S.NAME = ?";

    static final String SELECT = ALL + " AND T.NUMBER = ? ORDER BY E.EPOCH";

    static final String SELECT_ALL = ALL + " ORDER BY T.NUMBER, E.EPOCH";

    private EpochRows() {}

    static Observation read(ResultSet row) throws SQLException {
        return new Observation(
                row.getInt("EPOCH"),
                cost(row, "COST", "COST_KIND"),
                row.getObject("TRAIN_ACCURACY", Double.class),
                row.getObject("VALIDATION_ACCURACY", Double.class),
                row.getObject("TEST_ACCURACY", Double.class),
                row.getDouble("LEARNING_RATE"),
                row.getDouble("APPLIED_LEARNING_RATE"),
                row.getBoolean("DIVERGED"),
                row.getDouble("SECONDS"),
                outputs(row));
    }

    private static @Nullable OutputMeans outputs(ResultSet row) throws SQLException {
        Double trueClass = row.getObject("TRUE_CLASS_OUTPUT", Double.class);
        Double bestOther = row.getObject("BEST_OTHER_OUTPUT", Double.class);
        return trueClass == null || bestOther == null ? null : new OutputMeans(trueClass, bestOther);
    }

    /** The cost as measured, put together again from its two columns. */
    static double cost(ResultSet row, String costColumn, String kindColumn) throws SQLException {
        return switch (NumberKind.labelled(row.getString(kindColumn))) {
            case FINITE -> row.getDouble(costColumn);
            case NAN -> Double.NaN;
            case POSITIVE_INFINITY -> Double.POSITIVE_INFINITY;
            case NEGATIVE_INFINITY -> Double.NEGATIVE_INFINITY;
        };
    }
}
