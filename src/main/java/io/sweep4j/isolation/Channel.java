package io.sweep4j.isolation;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Messages over a pair of pipes, each behind its length. Any thread may write; one reads. */
final class Channel {
    private final DataInputStream in;
    private final DataOutputStream out;

    Channel(InputStream in, OutputStream out) {
        this.in = new DataInputStream(new BufferedInputStream(in));
        this.out = new DataOutputStream(out);
    }

    /** Returns once the message is in the pipe; waits while that is full. */
    void write(Message message) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(new byte[Integer.BYTES]);
        RecordFormat.write(new DataOutputStream(bytes), Message.class, message);
        byte[] frame = bytes.toByteArray();
        ByteBuffer.wrap(frame).putInt(frame.length - Integer.BYTES);
        synchronized (out) {
            out.write(frame);
            out.flush();
        }
    }

    /** The next message; empty once the other side has closed its end or is gone, in the middle of a message perhaps. */
    Optional<Message> read() throws IOException {
        try {
            byte[] frame = new byte[in.readInt()];
            in.readFully(frame);
            return Optional.ofNullable(
                    (Message) RecordFormat.read(new DataInputStream(new ByteArrayInputStream(frame)), Message.class));
        } catch (EOFException e) {
            return Optional.empty();
        }
    }
}
