package io.sweep4j.execution.spark;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorAdded;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.jspecify.annotations.Nullable;

/**
 * Which executors there are. Spark makes it by its class's name, so that it misses none, and there is one a Java process, as of
 * Spark's contexts. Thread-safe.
 */
public final class ExecutorWatch extends SparkListener {
    private static final AtomicReference<@Nullable ExecutorWatch> NEWEST = new AtomicReference<>();

    private record Executor(String name, int cores) {}

    private final Map<String, Executor> executors = new HashMap<>();
    private long changedAt = System.nanoTime();
    private int mostCores;
    private @Nullable Consumer<String> notes;

    /** Called by Spark. */
    public ExecutorWatch() {
        NEWEST.set(this);
    }

    /** The one that Spark has made since this was last asked. */
    static ExecutorWatch newest() {
        ExecutorWatch made = NEWEST.getAndSet(null);
        if (made == null) {
            throw new IllegalStateException("Spark has made no listener");
        }
        return made;
    }

    /** An executor's name for people. */
    static String name(String id, String host) {
        return id.equals("driver") ? "this process" : "executor " + id + " on " + host;
    }

    /** @param listener hears of executors that are lost; null to tell no one any more */
    synchronized void report(@Nullable Consumer<String> listener) {
        notes = listener;
    }

    @Override
    public synchronized void onExecutorAdded(SparkListenerExecutorAdded added) {
        String name = name(added.executorId(), added.executorInfo().executorHost());
        executors.put(
                added.executorId(), new Executor(name, added.executorInfo().totalCores()));
        lookAtCores();
    }

    @Override
    public synchronized void onExecutorRemoved(SparkListenerExecutorRemoved removed) {
        Executor gone = executors.remove(removed.executorId());
        lookAtCores();
        if (gone != null && notes != null) {
            notes.accept("warning: " + gone.name() + " is lost (" + Reasons.firstLine(removed.reason()) + "); "
                    + (executors.isEmpty() ? "none is left" : executors.size() + " left"));
        }
    }

    synchronized boolean none() {
        return executors.isEmpty();
    }

    /** How many tasks of so many cores all executors together run at once. */
    synchronized int slots(int cores) {
        return executors.values().stream()
                .mapToInt(executor -> executor.cores() / cores)
                .sum();
    }

    /** Cores of the executor that has most, or had when there was one; 0 before one has come. */
    synchronized int mostCores() {
        return mostCores;
    }

    private void lookAtCores() {
        mostCores = executors.values().stream().mapToInt(Executor::cores).max().orElse(mostCores);
        changedAt = System.nanoTime();
    }

    /** How long none has come or gone. */
    synchronized Duration unchanged() {
        return Duration.ofNanos(System.nanoTime() - changedAt);
    }
}
