package io.sweep4j.store;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Lets writes to a database file through, and keeps them back while somebody copies the file. H2 writes within the
 * statements that pass here and at no other time, since it commits without delay. Thread-safe and fair.
 */
final class WriteGate {

    /** What may write to the file. */
    interface Work<T> {
        T run() throws SQLException;
    }

    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock(true);

    /** Does the work once no copy is under way; other work may pass beside it. */
    <T> T pass(Work<T> work) throws SQLException {
        lock.readLock().lock();
        try {
            return work.run();
        } finally {
            lock.readLock().unlock();
        }
    }

    /**
     * Waits for the work that is passing, and keeps back all other until {@link #open} is called by the same thread.
     *
     * @return false if the work that is passing took longer than that
     */
    boolean shut(Duration patience) throws InterruptedException {
        return lock.writeLock().tryLock(patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Lets work pass again. */
    void open() {
        lock.writeLock().unlock();
    }
}
