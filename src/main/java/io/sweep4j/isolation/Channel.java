package io.sweep4j.isolation;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Messages over a pair of pipes, each behind its length. Any thread may write; one reads. */
final class Channel {
    private final Buffer buffer;
    private final DataInputStream in;
    private final OutputStream out;
    private final Semaphore unsent = new Semaphore(0);

    Channel(InputStream in, OutputStream out) {
        this.buffer = new Buffer(in);
        this.in = new DataInputStream(buffer);
        this.out = new BufferedOutputStream(out);
    }

    /** Tells what has come already. */
    private static final class Buffer extends BufferedInputStream {
        Buffer(InputStream in) {
            super(in);
        }

        boolean empty() {
            return pos >= count;
        }
    }

    /** Returns once the message is in the pipe, and all before it; waits while that is full. */
    void write(Message message) throws IOException {
        byte[] frame = frame(message);
        synchronized (out) {
            out.write(frame);
            out.flush();
        }
    }

    /** Likewise, but the message may stay here until the next {@link #write} or {@link #flush}, so that many go at once. */
    void writeSoon(Message message) throws IOException {
        byte[] frame = frame(message);
        synchronized (out) {
            out.write(frame);
        }
        if (unsent.availablePermits() == 0) {
            unsent.release();
        }
    }

    /** Waits for {@link #writeSoon}; false if nobody came to it in that time. */
    boolean awaitUnsent(long millis) throws InterruptedException {
        boolean any = unsent.tryAcquire(millis, TimeUnit.MILLISECONDS);
        unsent.drainPermits();
        return any;
    }

    /** Sends what is not sent yet. */
    void flush() throws IOException {
        synchronized (out) {
            out.flush();
        }
    }

    private static byte[] frame(Message message) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(new byte[Integer.BYTES]);
        RecordFormat.write(new DataOutputStream(bytes), Message.class, message);
        byte[] frame = bytes.toByteArray();
        ByteBuffer.wrap(frame).putInt(frame.length - Integer.BYTES);
        return frame;
    }

    /**
     * Waits for a message, and takes those that came with it; none once the other side has closed its end or is gone, in the middle
     * of a message perhaps.
     */
    List<Message> read() throws IOException {
        List<Message> messages = new ArrayList<>();
        try {
            do {
                byte[] frame = new byte[in.readInt()];
                in.readFully(frame);
                messages.add((Message)
                        RecordFormat.read(new DataInputStream(new ByteArrayInputStream(frame)), Message.class));
            } while (!buffer.empty());
        } catch (IOException e) {
            // What came before it counts; the next call meets it again.
            if (messages.isEmpty() && !(e instanceof EOFException)) {
                throw e;
            }
        }
        return messages;
    }
}
