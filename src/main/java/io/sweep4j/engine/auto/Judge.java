package io.sweep4j.engine.auto;

import io.sweep4j.data.Dataset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the engines compared on each kind of network, once and on a thread of its own. Thread-safe. */
final class Judge implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Judge.class);

    private final BiFunction<Kind, Dataset, Verdict> comparison;
    private final Map<Kind, CompletableFuture<Verdict>> verdicts = new LinkedHashMap<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread judge = new Thread(task, "sweep4j-judge");
        judge.setDaemon(true);
        return judge;
    });

    Judge(BiFunction<Kind, Dataset, Verdict> comparison) {
        this.comparison = comparison;
    }

    /** The verdict on a kind, which takes its time when it is first asked for. */
    synchronized CompletableFuture<Verdict> verdict(Kind kind, Dataset data) {
        return verdicts.computeIfAbsent(
                kind, unknown -> CompletableFuture.supplyAsync(() -> compare(unknown, data), thread));
    }

    /** Whether a verdict has been found, and the engines disagree. */
    synchronized boolean condemned(Kind kind) {
        CompletableFuture<Verdict> verdict = verdicts.get(kind);
        return verdict != null && verdict.isDone() && !verdict.join().agrees();
    }

    /** Those found so far, in the order they were asked for. */
    synchronized Map<Kind, Verdict> found() {
        Map<Kind, Verdict> found = new LinkedHashMap<>();
        verdicts.forEach((kind, verdict) -> {
            if (verdict.isDone() && !verdict.isCompletedExceptionally()) {
                found.put(kind, verdict.join());
            }
        });
        return found;
    }

    // Memory that runs out included: an unjudged engine is no engine to trust.
    @SuppressWarnings("CatchingUnchecked")
    private Verdict compare(Kind kind, Dataset data) {
        Verdict verdict;
        try {
            verdict = comparison.apply(kind, data);
        } catch (Exception | OutOfMemoryError | StackOverflowError error) {
            LOG.warn("the engines can't be compared on {}, which is trained on dl4j instead", kind, error);
            return Verdict.none(kind.toString());
        }
        if (!verdict.agrees()) {
            LOG.warn("the engines disagree on {}: {}", kind, verdict);
        }
        return verdict;
    }

    /** Waits for a comparison under way, since it uses the engines; begins no other. */
    @Override
    public void close() {
        thread.shutdownNow();
        boolean interrupted = false;
        boolean over = false;
        while (!over) {
            try {
                over = thread.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
