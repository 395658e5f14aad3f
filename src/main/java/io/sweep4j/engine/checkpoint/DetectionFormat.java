package io.sweep4j.engine.checkpoint;

import io.sweep4j.engine.Detection;
import io.sweep4j.engine.Outputs;
import io.sweep4j.engine.Step;
import io.sweep4j.sweep.Divergence.Quantity;
import io.sweep4j.sweep.NumberKind;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Detections as bytes, as a part of a checkpoint: a change here is a new version of {@link CheckpointFormat}. */
final class DetectionFormat {
    private DetectionFormat() {}

    static void write(DataOutputStream out, Detection detection) throws IOException {
        out.writeInt(detection.epoch());
        out.writeLong(detection.iteration());
        out.writeUTF(detection.quantity().name());
        out.writeUTF(detection.kind().name());
        out.writeBoolean(detection.layer() != null);
        if (detection.layer() != null) {
            out.writeUTF(detection.layer());
        }
        out.writeInt(detection.samples());
        out.writeInt(detection.badSamples());
        out.writeInt(detection.culprits().size());
        for (int row : detection.culprits()) {
            out.writeInt(row);
        }
        out.writeInt(detection.skipped());
        out.writeInt(detection.steps().size());
        for (Step step : detection.steps()) {
            write(out, step);
        }
    }

    /** {@link IllegalArgumentException}, or an end of the input, for what {@link #write} never wrote. */
    static Detection read(DataInputStream in) throws IOException {
        return new Detection(
                in.readInt(),
                in.readLong(),
                Quantity.valueOf(in.readUTF()),
                NumberKind.valueOf(in.readUTF()),
                in.readBoolean() ? in.readUTF() : null,
                in.readInt(),
                in.readInt(),
                readAll(in, DataInputStream::readInt),
                in.readInt(),
                readAll(in, DetectionFormat::readStep));
    }

    private interface Reader<T> {
        T read(DataInputStream in) throws IOException;
    }

    private static <T> List<T> readAll(DataInputStream in, Reader<T> reader) throws IOException {
        int count = in.readInt();
        List<T> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(reader.read(in));
        }
        return all;
    }

    private static void write(DataOutputStream out, Step step) throws IOException {
        out.writeLong(step.iteration());
        out.writeDouble(step.cost());
        out.writeDouble(step.appliedLearningRate());
        out.writeDouble(step.largestInput());
        write(out, step.outputs());
        out.writeInt(step.layers().size());
        for (Step.LayerNorms norms : step.layers()) {
            out.writeUTF(norms.name());
            out.writeDouble(norms.gradient());
            out.writeDouble(norms.step());
            out.writeDouble(norms.parameters());
        }
    }

    private static Step readStep(DataInputStream in) throws IOException {
        return new Step(
                in.readLong(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                readOutputs(in),
                readAll(
                        in,
                        from -> new Step.LayerNorms(
                                from.readUTF(), from.readDouble(), from.readDouble(), from.readDouble())));
    }

    private static void write(DataOutputStream out, Outputs outputs) throws IOException {
        out.writeInt(outputs.count());
        out.writeDouble(outputs.smallest());
        out.writeDouble(outputs.largest());
        out.writeInt(outputs.nonFinite());
        out.writeInt(outputs.zeroAtTrueClass());
        out.writeInt(outputs.zeroElsewhere());
        out.writeInt(outputs.negativeAtTrueClass());
        out.writeInt(outputs.negativeElsewhere());
        out.writeInt(outputs.oneAtTrueClass());
        out.writeInt(outputs.oneElsewhere());
        out.writeInt(outputs.minusOneOrLess());
    }

    private static Outputs readOutputs(DataInputStream in) throws IOException {
        return new Outputs(
                in.readInt(),
                in.readDouble(),
                in.readDouble(),
                in.readInt(),
                in.readInt(),
                in.readInt(),
                in.readInt(),
                in.readInt(),
                in.readInt(),
                in.readInt(),
                in.readInt());
    }
}
