package io.sweep4j.engine.auto;

import io.sweep4j.data.Dataset;
import io.sweep4j.engine.dl4j.Dl4jEngine;
import io.sweep4j.engine.fused.FusedEngine;
import io.sweep4j.engine.replay.Stepwise;
import io.sweep4j.sweep.Configuration;
import io.sweep4j.sweep.NumberKind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Trains one trial of each kind on both engines, on a thread of its own, and compares their costs. Thread-safe. */
final class Judge implements AutoCloseable {
    private static final int ITERATIONS = 50;

    private static final Logger LOG = LoggerFactory.getLogger(Judge.class);

    private final FusedEngine fused;
    private final Dl4jEngine dl4j;
    private final Map<Kind, CompletableFuture<Verdict>> verdicts = new LinkedHashMap<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread judge = new Thread(task, "sweep4j-judge");
        judge.setDaemon(true);
        return judge;
    });

    Judge(FusedEngine fused, Dl4jEngine dl4j) {
        this.fused = fused;
        this.dl4j = dl4j;
    }

    /** The verdict on a kind, which takes its time when it is first asked for. */
    synchronized CompletableFuture<Verdict> verdict(Kind kind, Dataset data) {
        return verdicts.computeIfAbsent(
                kind, unknown -> CompletableFuture.supplyAsync(() -> compare(unknown, data), thread));
    }

    /** Whether a verdict has been found, and the engines disagree. */
    boolean condemned(Kind kind, Dataset data) {
        CompletableFuture<Verdict> verdict = verdict(kind, data);
        return verdict.isDone() && !verdict.join().agrees();
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

    private Verdict compare(Kind kind, Dataset data) {
        Configuration configuration = kind.representative();
        double deviation = 0;
        try (Stepwise trained = fused.stepwise(configuration, data);
                Stepwise expected = dl4j.stepwise(configuration, data)) {
            for (int i = 0; i < ITERATIONS; i++) {
                trained.next();
                expected.next();
                deviation = Math.max(deviation, deviation(trained.cost(), expected.cost()));
            }
        }
        Verdict verdict = new Verdict(kind.toString(), ITERATIONS, deviation);
        if (!verdict.agrees()) {
            LOG.warn("the engines disagree on {}: {}", kind, verdict);
        }
        return verdict;
    }

    private static double deviation(double cost, double expected) {
        if (Double.isFinite(cost) && Double.isFinite(expected)) {
            return Math.abs(cost - expected) / Math.max(1, Math.abs(expected));
        }
        return NumberKind.of(cost) == NumberKind.of(expected) ? 0 : Double.POSITIVE_INFINITY;
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
