package io.sweep4j.engine.checkpoint;

import io.sweep4j.engine.Detection;
import io.sweep4j.engine.TrialTask;
import io.sweep4j.sweep.Checkpoint;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Training states as bytes. First what says whether they can be used here: version of the format, maker and trial; at the end
 * a checksum of all before it.
 *
 * @param maker engine and library
 * @param key the trial's content key: equal keys have equal networks and data
 */
public record CheckpointFormat(String maker, String key) {
    /** To be raised with every change to what is written. */
    private static final int VERSION = 1;

    /** In bytes; several are in memory at once, here and on their way to the disk. */
    private static final long LARGEST = 256L << 20;

    private static final Logger LOG = LoggerFactory.getLogger(CheckpointFormat.class);

    private static final int CHECKSUM_BYTES = Integer.BYTES;

    /** Says in words why a checkpoint is of no use. */
    public static final class UnusableException extends Exception {
        private static final long serialVersionUID = 1;

        UnusableException(String message) {
            super(message);
        }
    }

    /**
     * The state that a task is to go on from; null if it brings none, or none that can be used, which is warned of.
     *
     * @param maker of checkpoints
     * @param parameters of the task's network
     * @param updaterState numbers that its updater remembers
     */
    public static @Nullable TrainingState earlier(TrialTask task, String maker, long parameters, long updaterState) {
        TrialTask.Earlier earlier = task.earlier();
        if (earlier == null) {
            return null;
        }
        try {
            return new CheckpointFormat(maker, task.trial().key()).read(earlier.checkpoint(), parameters, updaterState);
        } catch (UnusableException e) {
            LOG.warn(
                    "trial {} starts anew, its checkpoint after epoch {} can't be used: {}",
                    task.trial().number(),
                    earlier.checkpoint().epoch(),
                    e.getMessage());
            return null;
        }
    }

    /** Whether a task asks for checkpoints and they are not too large, which is warned of. */
    public static boolean wanted(TrialTask task, long parameters, long updaterState) {
        boolean wanted = task.checkpointEvery() > 0;
        long bytes = Float.BYTES * (parameters + updaterState);
        if (wanted && bytes > LARGEST) {
            LOG.warn(
                    "trial {} is trained without checkpoints: one would take {} MB",
                    task.trial().number(),
                    bytes / 1_000_000);
            return false;
        }
        return wanted;
    }

    /** The state as bytes. */
    public Checkpoint write(TrainingState state) {
        SavedMoment moment = state.moment();
        int numbers = moment.parameters().length + moment.updaterState().length;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(Float.BYTES * numbers + 1_024);
        CheckedOutputStream checked = new CheckedOutputStream(bytes, new CRC32());
        try (DataOutputStream out = new DataOutputStream(checked)) {
            out.writeInt(VERSION);
            out.writeUTF(maker);
            out.writeUTF(key);
            out.writeInt(state.epoch());
            out.writeLong(moment.updates());
            out.writeLong(moment.rootState());
            out.writeLong(moment.nodeState());
            writeFloats(out, moment.parameters());
            writeFloats(out, moment.updaterState());
            Detection detection = state.detection();
            out.writeBoolean(detection != null);
            if (detection != null) {
                DetectionFormat.write(out, detection);
            }
            out.writeInt((int) checked.getChecksum().getValue());
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory knows no such thing
        }
        return new Checkpoint(state.epoch(), bytes.toByteArray());
    }

    private static void writeFloats(DataOutputStream out, float[] values) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length);
        bytes.asFloatBuffer().put(values); // bit for bit, NaN included
        out.writeInt(values.length);
        out.write(bytes.array());
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32 checksum = new CRC32();
        checksum.update(bytes, 0, length);
        return (int) checksum.getValue();
    }

    /**
     * The state written down.
     *
     * @param parameters how many the network has that is to go on
     * @param updaterState how many numbers its updater remembers
     */
    public TrainingState read(Checkpoint checkpoint, long parameters, long updaterState) throws UnusableException {
        byte[] bytes = checkpoint.state();
        int length = bytes.length - CHECKSUM_BYTES;
        if (length < 0 || ByteBuffer.wrap(bytes).getInt(length) != checksum(bytes, length)) {
            throw new UnusableException("it is damaged");
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, 0, length))) {
            if (in.readInt() != VERSION || !in.readUTF().equals(maker)) {
                throw new UnusableException("another version wrote it");
            }
            if (!in.readUTF().equals(key)) {
                throw new UnusableException("it is of another training");
            }
            TrainingState state = new TrainingState(
                    in.readInt(),
                    new SavedMoment(
                            in.readLong(),
                            in.readLong(),
                            in.readLong(),
                            readFloats(in, parameters),
                            readFloats(in, updaterState)),
                    readDetection(in));
            if (state.epoch() != checkpoint.epoch() || in.available() > 0) {
                throw new UnusableException("it contradicts itself");
            }
            return state;
        } catch (IOException | IllegalArgumentException e) {
            throw new UnusableException("it makes no sense (" + e + ")");
        }
    }

    private static float[] readFloats(DataInputStream in, long expected) throws IOException, UnusableException {
        int length = in.readInt();
        if (length != expected || in.available() < (long) Float.BYTES * length) {
            throw new UnusableException("its network has another size");
        }
        float[] values = new float[length];
        ByteBuffer.wrap(in.readNBytes(Float.BYTES * length)).asFloatBuffer().get(values);
        return values;
    }

    private static @Nullable Detection readDetection(DataInputStream in) throws IOException {
        return in.readBoolean() ? DetectionFormat.read(in) : null;
    }
}
