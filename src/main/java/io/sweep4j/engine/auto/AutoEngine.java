package io.sweep4j.engine.auto;

import io.sweep4j.data.Dataset;
import io.sweep4j.data.DatasetInfo;
import io.sweep4j.engine.Grouping;
import io.sweep4j.engine.TrainingEngine;
import io.sweep4j.engine.TrainingListener;
import io.sweep4j.engine.TrialTask;
import io.sweep4j.engine.dl4j.Dl4jEngine;
import io.sweep4j.engine.fused.Coverage;
import io.sweep4j.engine.fused.FusedEngine;
import io.sweep4j.sweep.Configuration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;

/**
 * Trains on the fused engine what that has kernels for, as long as DL4J agrees with it, and all else on DL4J. Which one follows
 * from a trial's own configuration, the data and the machine alone.
 */
public final class AutoEngine implements TrainingEngine {
    private final FusedEngine fused;
    private final Dl4jEngine dl4j;
    private final Judge judge;

    /** Closes both engines with itself. */
    public AutoEngine(FusedEngine fused, Dl4jEngine dl4j) {
        this(fused, dl4j, new CostComparison(fused, dl4j));
    }

    /**
     * An engine that trains in this process.
     *
     * @param fused whether with the fused engine too, or with DL4J alone
     * @param replayPatience the longest replay before a divergence
     * @param cacheBytes for batches that trials share
     */
    public static TrainingEngine open(boolean fused, Duration replayPatience, long cacheBytes) {
        Dl4jEngine dl4j = new Dl4jEngine(replayPatience);
        return fused ? new AutoEngine(new FusedEngine(replayPatience, cacheBytes), dl4j) : dl4j;
    }

    /** @param comparison what the verdicts come from */
    AutoEngine(FusedEngine fused, Dl4jEngine dl4j, BiFunction<Kind, Dataset, Verdict> comparison) {
        this.fused = fused;
        this.dl4j = dl4j;
        this.judge = new Judge(comparison);
    }

    @Override
    public String name() {
        return "auto";
    }

    @Override
    public Map<String, String> provenance() {
        Map<String, String> facts = new TreeMap<>(dl4j.provenance());
        facts.putAll(fused.provenance());
        Judgements.tell(judge.found().values(), facts);
        return facts;
    }

    @Override
    public Grouping grouping(Configuration configuration, DatasetInfo data) {
        return Coverage.obstacle(configuration, data).isPresent()
                ? dl4j.grouping(configuration, data)
                : fused.grouping(configuration, data);
    }

    @Override
    public void train(List<TrialTask> batch, Dataset data, TrainingListener listener) {
        List<TrialTask> side = new ArrayList<>();
        List<TrialTask> alone = new ArrayList<>();
        for (TrialTask task : batch) {
            Configuration configuration = task.trial().configuration();
            boolean fits =
                    Coverage.obstacle(configuration, data.info()).isEmpty() && !judge.condemned(Kind.of(configuration));
            (fits ? side : alone).add(task);
        }
        Judged judged = new Judged(listener, kind -> judge.verdict(kind, data));
        if (!side.isEmpty()) {
            fused.train(side, data, judged);
        }
        for (TrialTask task : side) {
            if (judged.refused(task.trial())) {
                alone.add(new TrialTask(
                        task.trial(),
                        task.onDivergence(),
                        task.trainAccuracy(),
                        task.timeout(),
                        task.checkpointEvery(),
                        null));
            }
        }
        if (!alone.isEmpty()) {
            dl4j.train(alone, data, listener);
        }
    }

    @Override
    public void close() {
        judge.close();
        fused.close();
        dl4j.close();
    }
}
