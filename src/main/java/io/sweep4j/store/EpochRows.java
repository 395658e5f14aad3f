package io.sweep4j.store;

import io.sweep4j.sweep.NumberKind;
import io.sweep4j.sweep.Observation;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Rows of epochs to observations. */
final class EpochRows {
    static final String SELECT = "SELECT * FROM PUBLIC.CURVES WHERE SWEEP = ? AND TRIAL = ? ORDER BY EPOCH";

    static final String SELECT_ALL = "SELECT * FROM PUBLIC.CURVES WHERE SWEEP = ? ORDER BY TRIAL, EPOCH";

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
                row.getDouble("SECONDS"));
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
