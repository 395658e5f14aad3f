package io.sweep4j.cli;

import io.sweep4j.cluster.Cluster;
import io.sweep4j.cluster.ClusterEngine;
import io.sweep4j.cluster.Worker;
import io.sweep4j.data.DataFolders;
import io.sweep4j.data.Dataset;
import io.sweep4j.data.DatasetInfo;
import io.sweep4j.engine.TrainingEngine;
import io.sweep4j.engine.TrainingUnavailableException;
import io.sweep4j.engine.auto.AutoEngine;
import io.sweep4j.engine.auto.Judgements;
import io.sweep4j.engine.fused.Coverage;
import io.sweep4j.engine.fused.FusedEngine;
import io.sweep4j.isolation.ChildStartException;
import io.sweep4j.isolation.IsolatedEngine;
import io.sweep4j.isolation.Message;
import io.sweep4j.isolation.Prepared;
import io.sweep4j.plan.Plan;
import io.sweep4j.sweep.Sweep;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The engine that a command line asks for. */
final class Engines {
    static final String LACKING = "this Java was started without the vector module that the fused engine needs"
            + " (--add-modules jdk.incubator.vector)";

    private Engines() {}

    /** Refuses what the engine of {@code --engine} can't train, before anything is made. */
    static void check(RunSession.Settings settings, SweepFile file) throws CliException {
        if (settings.engine().equals("fused")) {
            if (!FusedEngine.available()) {
                throw CliException.unavailable(LACKING + "; use --engine auto or dl4j", null);
            }
            refuseOthers(file.plan(), file.data());
        }
    }

    /**
     * An engine, to be closed.
     *
     * @param threads how many batches to give it at once
     */
    record Opened(TrainingEngine engine, int threads) implements AutoCloseable {
        @Override
        public void close() {
            engine.close();
        }
    }

    /** Opens the engine of {@code --engine}, where {@code --executor} and {@code --isolate} want it. */
    static Opened open(Context context, RunSession.Settings settings, Plan plan, Dataset data) throws CliException {
        boolean available = FusedEngine.available();
        if (!available && settings.engine().equals("auto") && !context.has("quiet")) {
            context.console().note(LACKING + ": training on dl4j, which takes many times as long");
        }
        boolean fused = available && !settings.engine().equals("dl4j");
        long cache = settings.cache() * RunSession.MEGABYTE;
        if (settings.cluster()) {
            long workers = context.has("cache") ? cache : Worker.CACHE_BY_HEAP;
            return onCluster(begin(context, settings, plan, fused, workers), context, settings, plan.sweep(), data);
        }
        if (context.has("isolate")) {
            long child = cache / settings.threads();
            return isolated(begin(context, settings, plan, fused, child), context, settings, data);
        }
        return new Opened(AutoEngine.open(fused, settings.replayPatience(), cache), settings.threads());
    }

    private static Message.Begin begin(
            Context context, RunSession.Settings settings, Plan plan, boolean fused, long cache) throws CliException {
        DataFolders folders = context.dataFolders();
        Path dataDir = folders.dataDir();
        return new Message.Begin(
                fused,
                settings.replayPatience(),
                cache,
                plan.sweep().dataset().withAbsolutePaths(),
                dataDir == null ? null : dataDir.toAbsolutePath().toString(),
                folders.cache().toString());
    }

    private static Opened isolated(Message.Begin begin, Context context, RunSession.Settings settings, Dataset data)
            throws CliException {
        try {
            return new Opened(
                    new IsolatedEngine(
                            Prepared.engine(begin),
                            begin,
                            ChildMain.class.getName(),
                            settings.threads(),
                            data,
                            context.console()::note),
                    settings.threads());
        } catch (ChildStartException e) {
            throw CliException.unavailable("--isolate: " + e.getMessage(), e);
        }
    }

    private static Opened onCluster(
            Message.Begin begin, Context context, RunSession.Settings settings, Sweep sweep, Dataset data)
            throws CliException {
        Cluster cluster = ExecutorOptions.open(context, sweep, data);
        int slots = context.has("threads") ? settings.threads() : cluster.slots();
        try {
            return new Opened(
                    new ClusterEngine(Prepared.engine(begin), begin, cluster, data, context.console()::note), slots);
        } catch (TrainingUnavailableException e) {
            throw CliException.unavailable(String.valueOf(e.getMessage()), e);
        }
    }

    private static void refuseOthers(Plan plan, DatasetInfo data) throws CliException {
        Optional<String> obstacle = plan.configurations()
                .flatMap(configuration -> Coverage.obstacle(configuration, data).stream())
                .findFirst();
        if (obstacle.isPresent()) {
            throw CliException.unavailable(
                    "the fused engine has no kernel for " + obstacle.get()
                            + "; --engine auto trains such trials on dl4j",
                    null);
        }
    }

    /**
     * How far the engines agreed; empty where only one was at work.
     *
     * @param provenance the engine's
     */
    static Optional<String> judgement(Map<String, String> provenance) {
        Judgements found = Judgements.of(provenance);
        if (found.kinds() == 0) {
            return Optional.empty();
        }
        String judged = found.kinds() == 1 ? "1 kind of network" : found.kinds() + " kinds of networks";
        if (!found.disagreements().isEmpty()) {
            return Optional.of(
                    "the engines disagree on " + found.disagreements().size() + " of " + judged
                            + ", trained on dl4j instead: " + String.join("; ", found.disagreements()));
        }
        return Optional.of(String.format(
                Locale.ROOT,
                "checked against DL4J: %s, costs within %.1g over 50 iterations",
                judged,
                found.largestDeviation()));
    }
}
