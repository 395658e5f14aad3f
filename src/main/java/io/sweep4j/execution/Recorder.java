package io.sweep4j.execution;

import io.sweep4j.store.RunWriter;
import io.sweep4j.store.TrialEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that writes. Events queue up (training waits when the queue is full), are committed together, and only
 * then reported on. A listener that fails stops the recording, because nobody would hear of it any more. {@link #record} may
 * be called from any thread, but not while or after {@link #close} is called.
 */
final class Recorder implements AutoCloseable {
    private static final int CAPACITY = 16_384;
    /** Events of one transaction, but for those that come in a burst. */
    private static final int ENOUGH = CAPACITY / 2;
    /** In units of 1024 bytes, so that checkpoints that are made faster than they are written don't fill the memory. */
    private static final int CHECKPOINT_ROOM = 64 * 1_024;

    private static final long PATIENCE_MILLIS = 50;
    /** Each commit takes at least a page of the file until that is compacted, so they are not made more often than this. */
    private static final Duration GATHER = Duration.ofMillis(100);

    private static final Duration GATHER_STEP = Duration.ofMillis(10);

    private final BlockingQueue<TrialEvent> queue = new ArrayBlockingQueue<>(CAPACITY);
    private final Semaphore room = new Semaphore(CHECKPOINT_ROOM);
    private final RunWriter writer;
    private final RunListener listener;
    private final Thread thread;
    private volatile boolean closing;
    private volatile @Nullable Throwable failure;

    Recorder(RunWriter writer, RunListener listener) {
        this.writer = writer;
        this.listener = listener;
        this.thread = new Thread(this::work, "sweep4j-recorder");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Hands an event over; {@link RecordingException} once recording has failed, {@link IllegalStateException} once the
     * recorder is closed.
     */
    void record(TrialEvent event) {
        if (closing) {
            throw new IllegalStateException("the recorder is closed, nobody would write this: " + event);
        }
        throwIfFailed();
        try {
            room.acquire(roomFor(event));
            queue.put(event);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RecordingException(e);
        }
        throwIfFailed();
    }

    private static int roomFor(TrialEvent event) {
        return event instanceof TrialEvent.Checkpointed checkpointed
                ? Math.min(CHECKPOINT_ROOM, checkpointed.checkpoint().state().length / 1_024)
                : 0;
    }

    private void throwIfFailed() {
        Throwable cause = failure;
        if (cause != null) {
            throw new RecordingException(cause);
        }
    }

    private void work() {
        List<TrialEvent> batch = new ArrayList<>();
        long written = System.nanoTime() - GATHER.toNanos();
        try {
            while (true) {
                TrialEvent first = queue.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
                if (first == null) {
                    if (closing && queue.isEmpty()) {
                        return;
                    }
                    continue;
                }
                batch.add(first);
                gather(batch, written + GATHER.toNanos() - System.nanoTime());
                writer.write(batch);
                written = System.nanoTime();
                room.release(batch.stream().mapToInt(Recorder::roomFor).sum());
                batch.forEach(this::report);
                batch.clear();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fail(e);
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    /** Lets those go on who wait for room, to hear of it. */
    private void fail(Throwable cause) {
        failure = cause;
        queue.clear();
        room.release(CHECKPOINT_ROOM);
    }

    /** Adds what comes into the queue in so many nanoseconds, in steps: to be woken by each event would cost more than to write it. */
    private void gather(List<TrialEvent> batch, long nanos) throws InterruptedException {
        long end = System.nanoTime() + nanos;
        while (!closing && queue.size() < ENOUGH && System.nanoTime() < end) {
            TimeUnit.NANOSECONDS.sleep(Math.min(GATHER_STEP.toNanos(), end - System.nanoTime()));
        }
        queue.drainTo(batch);
    }

    private void report(TrialEvent event) {
        if (event instanceof TrialEvent.Started started) {
            listener.started(started.trial());
        } else if (event instanceof TrialEvent.Resumed resumed) {
            listener.resumed(resumed.trial(), resumed.epoch());
        } else if (event instanceof TrialEvent.Observed observed) {
            listener.observed(observed.trial(), observed.observation());
        } else if (event instanceof TrialEvent.Ended ended) {
            listener.ended(ended.trial(), ended.outcome(), ended.divergence(), ended.error());
        } else if (event instanceof TrialEvent.Reused reused) {
            listener.reused(
                    reused.trial(), reused.source().outcome(), reused.source().origin());
        }
    }

    /** Waits until all is written; {@link RecordingException} if it can't be. Idempotent. */
    @Override
    public void close() {
        closing = true;
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true; // what was observed is written all the same
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        throwIfFailed();
    }
}
