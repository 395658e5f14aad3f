package io.sweep4j.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A private copy of a database file, taken while nobody wrote to it. The one who reads it can do what he likes: neither
 * the file nor a sweep that is writing to it comes to harm.
 *
 * @param file the copy, alone in a folder of its own
 * @param owner who was writing to the original; null if nobody was
 */
record Snapshot(Path file, @Nullable Owner owner) {
    /** A run that starts or ends holds the file for a moment without serving copies. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final String NAME = "snapshot";
    private static final long RETRY_MILLIS = 50;
    private static final int CHUNK = 4 << 20;

    /** Whether a live process was writing to the original, so that what is running in it runs. */
    boolean live() {
        return owner != null;
    }

    /**
     * Copies a database file.
     *
     * @throws IOException if it can't be read, the copy can't be written, or another process holds the file and lets nobody
     *     copy it
     */
    static Snapshot take(DatabaseFile database) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("sweep4j-");
        Path copy = folder.resolve(NAME + DatabaseFile.SUFFIX);
        try {
            long end = System.nanoTime() + PATIENCE.toNanos();
            Optional<Snapshot> snapshot = attempt(database, copy);
            while (snapshot.isEmpty() && System.nanoTime() < end) {
                Thread.sleep(RETRY_MILLIS);
                snapshot = attempt(database, copy);
            }
            return snapshot.orElseThrow(() -> new IOException(Owner.inUse(database) + ", which lets nobody read it"));
        } catch (IOException | InterruptedException | RuntimeException e) {
            delete(copy);
            throw e;
        }
    }

    private static Optional<Snapshot> attempt(DatabaseFile database, Path copy) throws IOException {
        try (FileChannel from = FileChannel.open(database.file(), StandardOpenOption.READ)) {
            FileLock lock = from.tryLock(0, Long.MAX_VALUE, true);
            if (lock != null) {
                copy(from, copy, () -> {});
                return Optional.of(new Snapshot(copy, null));
            }
            Optional<Owner> owner = Owner.live(database).filter(Owner::onThisHost);
            return owner.isPresent() && granted(owner.get(), from, copy)
                    ? Optional.of(new Snapshot(copy, owner.get()))
                    : Optional.empty();
        } catch (OverlappingFileLockException e) {
            return Optional.empty(); // another reader of this process copies, and is done in a moment
        }
    }

    private interface Sign {
        void give() throws IOException;
    }

    /** Copies while the owner keeps its writes back; false if it did not do so to the end. */
    private static boolean granted(Owner owner, FileChannel from, Path copy) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), owner.port());
                InputStream in = socket.getInputStream();
                OutputStream out = socket.getOutputStream()) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            out.write(owner.token().getBytes(StandardCharsets.US_ASCII));
            if (in.read() != CopyServer.GRANTED) {
                return false;
            }
            copy(from, copy, () -> out.write(CopyServer.COPYING));
            out.write(CopyServer.COPIED);
            return in.read() == CopyServer.GRANTED;
        } catch (SocketException | SocketTimeoutException e) {
            return false; // it has ended, or is about to
        }
    }

    private static void copy(FileChannel from, Path to, Sign alive) throws IOException {
        try (FileChannel out = FileChannel.open(
                to, StandardOpenOption.WRITE, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING)) {
            long size = from.size();
            long done = 0;
            while (done < size) {
                long moved = from.transferTo(done, Math.min(CHUNK, size - done), out);
                if (moved <= 0) {
                    throw new IOException("the file was cut short while it was copied");
                }
                done += moved;
                alive.give();
            }
        }
    }

    /** The copy's path for H2. */
    Path bare() {
        return file.resolveSibling(NAME);
    }

    /** Deletes the copy as far as the system lets it. */
    void delete() {
        delete(file);
    }

    private static void delete(Path copy) {
        try {
            Files.deleteIfExists(copy);
            Files.deleteIfExists(copy.getParent());
        } catch (IOException e) {
            copy.toFile().deleteOnExit();
        }
    }
}
