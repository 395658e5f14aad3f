package io.sweep4j.store;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets other processes copy the database file that this one writes: on request it keeps its own writes back until the copy
 * is made, or until nothing has been heard of it for {@link #SILENCE}. All work is the other's; training goes on meanwhile.
 * Listens on the loopback interface; what to say there stands in the {@link Owner}'s file.
 */
final class CopyServer implements AutoCloseable {
    /** A reader says {@link #COPYING} from time to time, and {@link #COPIED} at the end. */
    static final int COPYING = 1;

    static final int COPIED = 2;
    /** Answered when the writes are kept back, and again when they were so during all of the copying. */
    static final int GRANTED = 3;

    static final Duration SILENCE = Duration.ofSeconds(5);
    /** However slowly a reader copies, training is not to wait for it much longer. */
    private static final Duration LONGEST_COPY = Duration.ofSeconds(30);

    private static final Duration WRITES = Duration.ofSeconds(10);
    private static final int MOST_READERS = 64;
    private static final Logger LOG = LoggerFactory.getLogger(CopyServer.class);

    private final WriteGate gate;
    private final Path ownerFile;
    private final ServerSocket socket;
    private final Owner owner;
    private final Thread thread;
    private final ExecutorService readers;

    /** Starts listening, and writes the owner's file. */
    CopyServer(DatabaseFile database, WriteGate gate) throws IOException {
        this.gate = gate;
        this.ownerFile = Owner.file(database);
        this.socket = new ServerSocket(0, MOST_READERS, InetAddress.getLoopbackAddress());
        this.owner = Owner.present(socket.getLocalPort(), UUID.randomUUID().toString());
        AtomicInteger number = new AtomicInteger();
        this.readers = new ThreadPoolExecutor(
                0,
                MOST_READERS,
                10,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                task -> daemon(task, "sweep4j-reader-" + number.incrementAndGet()));
        this.thread = daemon(this::accept, "sweep4j-copies");
        try {
            socket.setSoTimeout((int) Owner.HEARTBEAT.toMillis());
            owner.write(ownerFile);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
        thread.start();
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket reader = socket.accept();
                readers.execute(() -> serve(reader));
            } catch (SocketTimeoutException e) {
                beat();
            } catch (SocketException e) {
                LOG.debug("no more copies", e); // closed
            } catch (IOException | RuntimeException e) {
                LOG.warn("a reader could not be served", e);
            }
        }
    }

    private void beat() {
        try {
            Owner.touch(ownerFile);
        } catch (IOException e) {
            LOG.debug("can't touch {}", ownerFile, e);
        }
    }

    private void serve(Socket reader) {
        try (reader;
                DataInputStream in = new DataInputStream(reader.getInputStream());
                DataOutputStream out = new DataOutputStream(reader.getOutputStream())) {
            reader.setSoTimeout((int) SILENCE.toMillis());
            boolean known = MessageDigest.isEqual(
                    in.readNBytes(owner.token().length()), owner.token().getBytes(StandardCharsets.US_ASCII));
            if (!known || !gate.shut(WRITES)) {
                return;
            }
            boolean copied;
            try {
                out.write(GRANTED);
                out.flush();
                copied = awaitCopy(in);
            } finally {
                gate.open();
            }
            if (copied) {
                out.write(GRANTED);
                out.flush();
            }
        } catch (IOException e) {
            LOG.debug("a reader went away", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** False if it took too long. */
    private static boolean awaitCopy(DataInputStream in) throws IOException {
        long end = System.nanoTime() + LONGEST_COPY.toNanos();
        int said = in.read();
        while (said == COPYING && System.nanoTime() < end) {
            said = in.read();
        }
        return said == COPIED;
    }

    /** Stops listening, lets copies under way come to their end, and removes the owner's file. Idempotent. */
    @Override
    public void close() {
        try {
            Files.deleteIfExists(ownerFile);
            socket.close();
        } catch (IOException e) {
            LOG.debug("can't stop listening", e);
        }
        readers.shutdown();
    }
}
