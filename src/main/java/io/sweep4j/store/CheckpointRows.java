package io.sweep4j.store;

import io.sweep4j.sweep.Checkpoint;
import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Checkpoints to rows and back: at most one a trial, in parts. */
final class CheckpointRows {
    /** Bytes of a row: the table takes no more. */
    private static final int PART = 65_536;

    private static final String FROM = " FROM SWEEP4J.CHECKPOINT C JOIN SWEEP4J.TRIAL T ON T.ID = C.TRIAL_ID"
            + " JOIN SWEEP4J.SWEEP S ON S.ID = T.SWEEP_ID WHERE S.NAME = ?";

    /** Of those whose epochs are all recorded. */
    static final String SELECT_EPOCHS = "SELECT T.NUMBER, C.EPOCH" + FROM + " AND C.PART = 0"
            + " AND C.EPOCH = (SELECT COUNT(*) FROM SWEEP4J.EPOCH E WHERE E.TRIAL_ID = T.ID AND E.EPOCH <= C.EPOCH)";

    static final String SELECT = "SELECT C.EPOCH, C.STATE" + FROM + " AND T.NUMBER = ? ORDER BY C.PART";

    private final PreparedStatement insert;
    private final PreparedStatement forget;

    CheckpointRows(Connection connection) throws SQLException {
        insert = connection.prepareStatement(
                "INSERT INTO SWEEP4J.CHECKPOINT (TRIAL_ID, PART, EPOCH, STATE) VALUES (?, ?, ?, ?)");
        forget = connection.prepareStatement("DELETE FROM SWEEP4J.CHECKPOINT WHERE TRIAL_ID = ?");
    }

    void replace(long trialId, Checkpoint checkpoint) throws SQLException {
        forget(trialId);
        byte[] state = checkpoint.state();
        insert.setLong(1, trialId);
        insert.setInt(3, checkpoint.epoch());
        for (int part = 0; part == 0 || part * PART < state.length; part++) {
            insert.setInt(2, part);
            insert.setBytes(4, Arrays.copyOfRange(state, part * PART, Math.min(state.length, (part + 1) * PART)));
            insert.executeUpdate();
        }
    }

    void forget(long trialId) throws SQLException {
        forget.setLong(1, trialId);
        forget.executeUpdate();
    }

    static Checkpoint readPart(ResultSet row) throws SQLException {
        return new Checkpoint(row.getInt("EPOCH"), row.getBytes("STATE"));
    }

    /** @param parts in order */
    static Optional<Checkpoint> join(List<Checkpoint> parts) {
        ByteArrayOutputStream state = new ByteArrayOutputStream(parts.size() * PART);
        parts.forEach(part -> state.writeBytes(part.state()));
        return parts.stream().findFirst().map(first -> new Checkpoint(first.epoch(), state.toByteArray()));
    }
}
