package io.sweep4j.dashboard;

import io.sweep4j.report.Comparison;
import io.sweep4j.report.ReportInput;
import io.sweep4j.store.FileState;
import io.sweep4j.store.StoreException;
import io.sweep4j.store.StoredSweep;
import io.sweep4j.store.StoredTrial;
import io.sweep4j.store.SweepProgress;
import io.sweep4j.store.SweepStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the {@link Board} new while somebody looks: reads when the database has changed, at most once a second and for at most
 * a fifth of the time. Nothing is read while nobody looks. One board is shared by all. Thread-safe.
 */
final class Feed implements AutoCloseable {
    private static final Duration TICK = Duration.ofMillis(250);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    /** The pause after a reading, as a multiple of what that took. */
    private static final int PAUSE_FACTOR = 4;
    /** After a request somebody counts as looking for so long; a stream of events counts until it ends. */
    private static final Duration LOOK = Duration.ofSeconds(15);
    /** How long all of a sweep is kept new after the last request for it. */
    private static final Duration INTEREST = Duration.ofSeconds(30);
    /** A sweep may have millions of epochs, which are kept in memory. */
    private static final int MOST_DETAILS = 4;

    private static final Duration LAST_LOOK = Duration.ofMillis(1_500);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Logger LOG = LoggerFactory.getLogger(Feed.class);

    private final Source source;
    private final Clock clock;
    private final ScheduledExecutorService reader = Executors.newSingleThreadScheduledExecutor(Feed::daemon);
    private final Future<?> ticks;
    private final AtomicInteger viewers = new AtomicInteger();
    /** By sweep, when it was last asked for, as {@link System#nanoTime}. */
    private final Map<String, Long> wanted = new ConcurrentHashMap<>();

    private volatile long lookedAt = System.nanoTime();
    private volatile long checkedAt = System.nanoTime() - PATIENCE.toNanos();

    // of the reader's thread alone
    private final Map<String, Pace> paces = new HashMap<>();
    private @Nullable FileState readState;
    private Set<String> readDetails = Set.of();
    private long notBefore = System.nanoTime();
    private boolean resting = true;

    private volatile Board board;
    private boolean closed;

    Feed(Source source, Clock clock) {
        this.source = source;
        this.clock = clock;
        this.board = new Board(0, clock.instant(), false, null, List.of(), Map.of());
        this.ticks = reader.scheduleWithFixedDelay(this::tick, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "sweep4j-dashboard");
        thread.setDaemon(true);
        return thread;
    }

    /** The board, not older than about a second unless reading takes long or fails. {@link BusyException} if it takes too long. */
    Board board() {
        look();
        if (board.version() == 0 || since(checkedAt) > PAUSE.toNanos() + TICK.toNanos()) {
            await();
        }
        return board;
    }

    /** The board with all of that sweep, if there is such a sweep; likewise. */
    Board board(String sweep) {
        wanted.put(sweep, System.nanoTime());
        Board known = board();
        if (known.line(sweep).isPresent() && known.detail(sweep).isEmpty()) {
            await();
            known = board;
        }
        return known;
    }

    private void look() {
        lookedAt = System.nanoTime();
    }

    private void await() {
        try {
            reader.submit(() -> refresh(true)).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("reading for the dashboard failed", e.getCause());
        } catch (TimeoutException e) {
            throw new BusyException("the database is large, or the machine busy: try again in a minute", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BusyException("the dashboard is closing", e);
        }
    }

    /** Says that somebody looks until {@link #leave} is called. */
    void enter() {
        viewers.incrementAndGet();
        look();
    }

    /** The end of what {@link #enter} began. */
    void leave() {
        viewers.decrementAndGet();
        look();
    }

    /** Waits for a board that is newer than that version; null if none comes in time, or none any more. */
    synchronized @Nullable Board awaitNewer(long version, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (board.version() <= version && !closed) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                return null;
            }
            wait(left);
        }
        return board.version() > version ? board : null;
    }

    synchronized boolean closed() {
        return closed;
    }

    private static long since(long nanos) {
        return System.nanoTime() - nanos;
    }

    private void tick() {
        try {
            if (viewers.get() > 0 || since(lookedAt) < LOOK.toNanos()) {
                refresh(false);
            } else if (!resting) {
                resting = true;
                readState = null;
                source.rest();
            }
        } catch (RuntimeException e) {
            LOG.warn("the dashboard's data could not be read", e);
        }
    }

    /** @param now whether somebody waits for it, so that no pause is kept */
    private void refresh(boolean now) {
        FileState state = source.state();
        Set<String> names = wantedNow();
        if (state.equals(readState) && readDetails.containsAll(names)) {
            checkedAt = System.nanoTime();
            return;
        }
        if (!now && System.nanoTime() - notBefore < 0) {
            return;
        }
        long begin = System.nanoTime();
        long version = board.version() + 1;
        try {
            resting = false;
            publish(source.read(store -> read(store, version, state, names)));
            readState = state;
            readDetails = names;
        } catch (StoreException e) {
            LOG.debug("the database can't be read", e);
            publish(board.stale(version, String.valueOf(e.getMessage())));
        } catch (OutOfMemoryError e) {
            publish(board.stale(version, "there is too little memory to show this (SWEEP4J_HEAP gives more)"));
        } finally {
            checkedAt = System.nanoTime();
            notBefore = checkedAt + Math.max(PAUSE.toNanos(), PAUSE_FACTOR * (checkedAt - begin));
        }
    }

    /** The sweeps asked for lately, the latest ones. */
    private Set<String> wantedNow() {
        wanted.values().removeIf(at -> since(at) > INTEREST.toNanos());
        return wanted.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(MOST_DETAILS)
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    private Board read(SweepStore store, long version, FileState state, Set<String> names) {
        Instant at = clock.instant();
        List<Board.Line> lines = new ArrayList<>();
        for (SweepProgress progress : store.progress()) {
            OptionalDouble left =
                    paces.computeIfAbsent(progress.name(), name -> new Pace()).secondsLeft(progress, at);
            lines.add(new Board.Line(progress, left.isPresent() ? left.getAsDouble() : null));
        }
        Map<String, SweepBoard> details = new HashMap<>();
        for (String name : names) {
            store.sweep(name).ifPresent(sweep -> details.put(name, detail(store, version, sweep)));
        }
        return new Board(version, at, state.writtenAt() != null, null, lines, details);
    }

    private static SweepBoard detail(SweepStore store, long version, StoredSweep sweep) {
        List<StoredTrial> trials = store.trials(sweep.name());
        ReportInput input = new ReportInput(sweep, trials, store.curves(sweep.name()));
        return new SweepBoard(version, trials, Comparison.of(input));
    }

    private synchronized void publish(Board next) {
        board = next;
        notifyAll();
    }

    /** If somebody looks, reads once more, and gives the pages a moment to ask for what they show. */
    void finish() {
        if (viewers.get() == 0) {
            return;
        }
        try {
            await();
            Thread.sleep(LAST_LOOK.toMillis());
        } catch (BusyException | IllegalStateException e) {
            LOG.debug("no last look", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends, and with it whoever waits for a newer board. */
    @Override
    public void close() {
        ticks.cancel(false);
        reader.shutdown(); // without an interrupt: H2 closes its file under a thread that is interrupted
        boolean ended;
        try {
            ended = reader.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            ended = false;
        }
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        if (ended) {
            source.close();
        }
    }
}
