package io.sweep4j.store;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Bounds the time of a query for certain. H2 looks at its own limit between rows only, and one call of a function can
 * take for ever. What goes on is left to a daemon thread and is no longer waited for.
 */
final class Patience {
    private Patience() {}

    /**
     * Runs a task in a thread of its own.
     *
     * @param limit after which it is given up
     * @throws TimeoutException if it took longer
     * @throws ExecutionException if it failed, with the cause
     */
    static <T> T call(Callable<T> task, Duration limit)
            throws TimeoutException, ExecutionException, InterruptedException {
        FutureTask<T> future = new FutureTask<>(task);
        Thread thread = new Thread(future, "sweep4j-query");
        thread.setDaemon(true);
        thread.start();
        return future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    }
}
