package io.sweep4j.isolation;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A process that trains, as its run sees it. One thread at a time talks to it; any may close it. */
public abstract class Peer implements AutoCloseable {
    /** A message may hold a checkpoint; a peer that is heard too slowly waits. Small ones come many at once. */
    private static final int UNHEARD = 4;

    /** A peer says that it is alive every two seconds, so that this long a silence means that it isn't. */
    private static final long MOST_SILENT_NANOS = TimeUnit.SECONDS.toNanos(60);

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final BlockingQueue<List<Message>> heard = new ArrayBlockingQueue<>(UNHEARD);
    private final Deque<Message> taken = new ArrayDeque<>();
    private final Channel channel;
    private volatile boolean closed;
    private @Nullable String lastWords;

    /**
     * Listens from now on.
     *
     * @param name of the thread that does
     */
    protected Peer(InputStream in, OutputStream out, String name) {
        this.channel = new Channel(in, out);
        startDaemon(this::hear, name);
    }

    /** Starts a thread that keeps no process alive. */
    protected static void startDaemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void hear() {
        try {
            List<Message> next;
            do {
                next = nextOrEnd();
                while (!heard.offer(next, 1, TimeUnit.SECONDS)) {
                    if (closed) {
                        return;
                    }
                }
            } while (!next.isEmpty());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<Message> nextOrEnd() {
        try {
            return channel.read();
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            return List.of(); // what can't be understood ends the talk
        }
    }

    /** {@link ProcessLostException} if it is gone. */
    public final void say(Message message) {
        try {
            channel.write(message);
        } catch (IOException e) {
            throw gone();
        }
    }

    /**
     * What it says next, {@link Message.Alive} left out; {@link ProcessLostException} if it is gone, or silent for too long.
     *
     * @param mostSeconds to wait, at least; then empty
     */
    public final Optional<Message> next(long mostSeconds) {
        // In slices, so that a time in which this process was stopped too, by Ctrl-Z say, counts as one second.
        long silent = 0;
        long waited = 0;
        while (silent < MOST_SILENT_NANOS) {
            if (TimeUnit.NANOSECONDS.toSeconds(waited) > mostSeconds) {
                return Optional.empty();
            }
            long start = System.nanoTime();
            boolean heardAny = !taken.isEmpty() || take();
            long slice = Math.min(SECOND, System.nanoTime() - start);
            waited += slice;
            silent += slice;
            if (!heardAny) {
                continue;
            }
            Message next = taken.remove();
            if (!(next instanceof Message.Alive)) {
                return Optional.of(next);
            }
            silent = 0;
        }
        lastWords = "it said nothing for " + TimeUnit.NANOSECONDS.toSeconds(MOST_SILENT_NANOS) + " s and was ended";
        throw gone();
    }

    /** Waits for a second; false if nothing was heard. */
    private boolean take() {
        try {
            List<Message> next = heard.poll(1, TimeUnit.SECONDS);
            if (next == null) {
                return false;
            }
            if (next.isEmpty()) {
                throw gone();
            }
            return taken.addAll(next);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw gone();
        }
    }

    /** Ends the talk if need be, and tells how it went. */
    private ProcessLostException gone() {
        close();
        if (lastWords == null) {
            lastWords = farewell();
        }
        return new ProcessLostException(lastWords);
    }

    /** How it ended, for people; asked after {@link #end}. */
    protected abstract String farewell();

    /** Ends the talk, and what there is to end with it; idempotent. */
    protected abstract void end();

    @Override
    public final void close() {
        closed = true;
        end();
    }
}
