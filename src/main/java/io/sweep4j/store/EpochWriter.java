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

    EpochWriter(Connection connection) throws SQLException {
        insert = connection.prepareStatement("INSERT INTO SWEEP4J.EPOCH (TRIAL_ID, EPOCH, COST, COST_KIND,"
                + " TRAIN_ACCURACY, VALIDATION_ACCURACY, TEST_ACCURACY, LEARNING_RATE, APPLIED_LEARNING_RATE,"
                + " DIVERGED, SECONDS, TRUE_CLASS_OUTPUT, BEST_OTHER_OUTPUT)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        select = connection.prepareStatement("SELECT * FROM SWEEP4J.EPOCH WHERE TRIAL_ID = ? AND EPOCH = ?");
        forget = connection.prepareStatement("DELETE FROM SWEEP4J.EPOCH WHERE TRIAL_ID = ? AND EPOCH >= ?");
    }

    void forget(long trialId) throws SQLException {
        forgetFrom(trialId, 0);
    }

    void forgetFrom(long trialId, int epoch) throws SQLException {
        forget.setLong(1, trialId);
        forget.setInt(2, epoch);
        forget.executeUpdate();
    }

    /** Whether the same is recorded already, but for the seconds. */
    boolean holds(long trialId, Observation observation) throws SQLException {
        select.setLong(1, trialId);
        select.setInt(2, observation.epoch());
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

    void insert(long trialId, Observation observation) throws SQLException {
        insert.setLong(1, trialId);
        insert.setInt(2, observation.epoch());
        setFinite(insert, 3, observation.cost());
        insert.setString(4, NumberKind.of(observation.cost()).label());
        setFinite(insert, 5, observation.trainAccuracy());
        setFinite(insert, 6, observation.validationAccuracy());
        setFinite(insert, 7, observation.testAccuracy());
        insert.setDouble(8, observation.learningRate());
        insert.setDouble(9, observation.appliedLearningRate());
        insert.setBoolean(10, observation.diverged());
        insert.setDouble(11, observation.seconds());
        OutputMeans outputs = observation.outputs();
        setFinite(insert, 12, outputs == null ? null : outputs.trueClass());
        setFinite(insert, 13, outputs == null ? null : outputs.bestOther());
        insert.executeUpdate();
    }

    private static void setFinite(PreparedStatement statement, int index, @Nullable Double value) throws SQLException {
        if (value == null || !Double.isFinite(value)) {
            statement.setNull(index, Types.DOUBLE);
        } else {
            statement.setDouble(index, value);
        }
    }
}
