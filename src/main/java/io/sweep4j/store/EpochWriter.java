package io.sweep4j.store;

import io.sweep4j.sweep.NumberKind;
import io.sweep4j.sweep.Observation;
import io.sweep4j.sweep.OutputMeans;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import org.jspecify.annotations.Nullable;

/** Observations to rows of epochs, within its user's transaction. For one thread at a time. */
final class EpochWriter {
    private final PreparedStatement insert;
    private final PreparedStatement select;
    private final PreparedStatement forget;

    /** @param trialId SQL of the trial's id by the two parameters sweep id and number */
    EpochWriter(Connection connection, String trialId) throws SQLException {
        insert = connection.prepareStatement("INSERT INTO SWEEP4J.EPOCH (TRIAL_ID, EPOCH, COST, COST_KIND,"
                + " TRAIN_ACCURACY, VALIDATION_ACCURACY, TEST_ACCURACY, LEARNING_RATE, APPLIED_LEARNING_RATE,"
                + " DIVERGED, SECONDS, TRUE_CLASS_OUTPUT, BEST_OTHER_OUTPUT) VALUES (" + trialId
                + ", ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        select = connection.prepareStatement(
                "SELECT * FROM SWEEP4J.EPOCH WHERE TRIAL_ID = " + trialId + " AND EPOCH = ?");
        forget = connection.prepareStatement(
                "DELETE FROM SWEEP4J.EPOCH WHERE TRIAL_ID = " + trialId + " AND EPOCH >= ?");
    }

    void forget(long sweepId, long number) throws SQLException {
        forgetFrom(sweepId, number, 0);
    }

    void forgetFrom(long sweepId, long number, int epoch) throws SQLException {
        forget.setLong(1, sweepId);
        forget.setLong(2, number);
        forget.setInt(3, epoch);
        forget.executeUpdate();
    }

    /** Whether the same is recorded already, but for the seconds. */
    boolean holds(long sweepId, long number, Observation observation) throws SQLException {
        select.setLong(1, sweepId);
        select.setLong(2, number);
        select.setInt(3, observation.epoch());
        try (ResultSet row = select.executeQuery()) {
            return row.next() && timeless(EpochRows.read(row)).equals(timeless(observation));
        }
    }

    /** As it is read back, without its seconds. */
    private static Observation timeless(Observation observation) {
        return new Observation(
                observation.epoch(),
                observation.cost() + 0.0, // the database knows no −0
                observation.trainAccuracy(),
                observation.validationAccuracy(),
                observation.testAccuracy(),
                observation.learningRate(),
                observation.appliedLearningRate(),
                observation.diverged(),
                0,
                observation.outputs());
    }

    void insert(long sweepId, long number, Observation observation) throws SQLException {
        insert.setLong(1, sweepId);
        insert.setLong(2, number);
        insert.setInt(3, observation.epoch());
        setFinite(insert, 4, observation.cost());
        insert.setString(5, NumberKind.of(observation.cost()).label());
        setFinite(insert, 6, observation.trainAccuracy());
        setFinite(insert, 7, observation.validationAccuracy());
        setFinite(insert, 8, observation.testAccuracy());
        insert.setDouble(9, observation.learningRate());
        insert.setDouble(10, observation.appliedLearningRate());
        insert.setBoolean(11, observation.diverged());
        insert.setDouble(12, observation.seconds());
        OutputMeans outputs = observation.outputs();
        setFinite(insert, 13, outputs == null ? null : outputs.trueClass());
        setFinite(insert, 14, outputs == null ? null : outputs.bestOther());
        insert.executeUpdate();
    }

    static void setFinite(PreparedStatement statement, int index, @Nullable Double value) throws SQLException {
        if (value == null || !Double.isFinite(value)) {
            statement.setNull(index, Types.DOUBLE);
        } else {
            statement.setDouble(index, value);
        }
    }
}
