package io.sweep4j.engine.fused;

import io.sweep4j.data.Dataset;
import io.sweep4j.data.DatasetInfo;
import io.sweep4j.engine.Ending;
import io.sweep4j.engine.Grouping;
import io.sweep4j.engine.TrainingEngine;
import io.sweep4j.engine.TrainingListener;
import io.sweep4j.engine.TrialTask;
import io.sweep4j.engine.checkpoint.CheckpointFormat;
import io.sweep4j.engine.checkpoint.TrainingState;
import io.sweep4j.engine.replay.Stepwise;
import io.sweep4j.sweep.Configuration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Trains trials of one shape side by side, on kernels of its own with DL4J's semantics. The idea is that of horizontally fused
 * training arrays (HFTA: Wang et al., MLSys 2021), here for sparse inputs and one core.
 */
public final class FusedEngine implements TrainingEngine {
    /** To be raised whenever a trial's bits may change, so that no checkpoint of other bits is continued. */
    private static final String MAKER = "fused 2";

    private final Duration patience;
    private final long cacheBytes;
    private final Initialisations initialisations = new Initialisations();
    private @Nullable Resources resources;

    /**
     * @param replayPatience the longest time to train again, and look at, the iterations before a divergence; 0 to look at the
     *     bad one alone
     * @param cacheBytes the most memory for batches that panels share; one epoch's is kept in any case
     */
    public FusedEngine(Duration replayPatience, long cacheBytes) {
        this.patience = replayPatience;
        this.cacheBytes = cacheBytes;
    }

    /** Whether this Java virtual machine was started with what the kernels need. */
    public static boolean available() {
        return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    }

    @Override
    public String name() {
        return "fused";
    }

    @Override
    public Map<String, String> provenance() {
        return Map.of("fused_kernels", MAKER + ", " + Lanes.SPECIES.vectorBitSize() + "-bit vectors");
    }

    @Override
    public Grouping grouping(Configuration configuration, DatasetInfo data) {
        Group group = Group.of(configuration, data);
        return new Grouping(group, group.width());
    }

    @Override
    public void train(List<TrialTask> batch, Dataset data, TrainingListener listener) {
        Map<Group, List<TrialTask>> fresh = new LinkedHashMap<>();
        for (TrialTask task : batch) {
            TrainingState from = read(task, data);
            if (from == null) {
                fresh.computeIfAbsent(Group.of(task.trial().configuration(), data.info()), group -> new ArrayList<>())
                        .add(task);
            } else {
                listener.resumed(task.trial(), from.epoch(), name());
                resume(task, from, data, listener);
            }
        }
        fresh.forEach((group, tasks) -> {
            for (int i = 0; i < tasks.size(); i += group.width()) {
                begin(tasks.subList(i, Math.min(tasks.size(), i + group.width())), data, listener);
            }
        });
    }

    private static @Nullable TrainingState read(TrialTask task, Dataset data) {
        Configuration configuration = task.trial().configuration();
        long parameters = Shape.of(configuration, data.info()).parameters();
        int states = Updaters.named(configuration.updater()).orElseThrow().states();
        return CheckpointFormat.earlier(task, MAKER, parameters, states * parameters);
    }

    private void resume(TrialTask task, TrainingState from, Dataset data, TrainingListener listener) {
        Design design = Design.of(task.trial().configuration(), data.info());
        Weights weights = new Weights(design.shape(), 1, design.updater().states());
        weights.put(0, from.moment().parameters(), from.moment().updaterState());
        TrialTask.Earlier earlier = task.earlier();
        Member member =
                new Member(task, design, earlier == null ? 0 : earlier.trained().toNanos(), from.detection());
        guarded(List.of(task), data, listener, safe -> {
            PanelTraining training = training(
                    design,
                    data,
                    safe,
                    List.of(member),
                    new Rewind.Copy(from.moment().updates(), weights));
            training.catchUp(from.epoch());
            training.run();
        });
    }

    private void begin(List<TrialTask> tasks, Dataset data, TrainingListener listener) {
        tasks.forEach(task -> listener.started(task.trial(), name()));
        guarded(tasks, data, listener, safe -> {
            List<Configuration> configurations =
                    tasks.stream().map(task -> task.trial().configuration()).toList();
            Design design = Design.of(configurations.get(0), data.info());
            List<Member> members = tasks.stream()
                    .map(task -> new Member(task, design, 0, null))
                    .toList();
            Rewind.Copy start = new Rewind.Copy(0, start(design, configurations));
            training(design, data, safe, members, start).run();
        });
    }

    /** The training of a trial, to be taken iteration by iteration from its start; for one thread. */
    public Stepwise stepwise(Configuration configuration, Dataset data) {
        Design design = Design.of(configuration, data.info());
        return new Lone(
                design, resourcesOf(data), configuration, new Rewind.Copy(0, start(design, List.of(configuration))));
    }

    /** Networks before training. */
    private Weights start(Design design, List<Configuration> configurations) {
        Weights weights = new Weights(
                design.shape(), configurations.size(), design.updater().states());
        weights.remember(design.updater().initialState());
        for (int i = 0; i < configurations.size(); i++) {
            weights.put(i, initialisations.of(configurations.get(i), design.shape()));
        }
        return weights;
    }

    private PanelTraining training(
            Design design, Dataset data, TrainingListener listener, List<Member> members, Rewind.Copy start) {
        return new PanelTraining(design, resourcesOf(data), patience, MAKER, listener, members, start);
    }

    private interface Work {
        void run(TrainingListener listener);
    }

    /** Notes which trials have ended, so that an error is the end of the others alone; errors of the listener pass. */
    // An error, memory running out included, must end these trials and no others.
    @SuppressWarnings("CatchingUnchecked")
    private void guarded(List<TrialTask> tasks, Dataset data, TrainingListener listener, Work work) {
        Guard guard = new Guard(listener);
        try {
            work.run(guard);
        } catch (Exception | OutOfMemoryError | StackOverflowError error) {
            if (guard.broken()) {
                throw error;
            }
            for (TrialTask task : tasks) {
                if (guard.ended(task.trial())) {
                    continue;
                }
                if (tasks.size() > 1) {
                    begin(List.of(task), data, listener); // whose fault it is shows when each is alone
                } else {
                    listener.ended(task.trial(), new Ending.Failed(error));
                }
            }
        }
    }

    private synchronized Resources resourcesOf(Dataset data) {
        Resources made = resources;
        if (made == null || made.data() != data) {
            made = new Resources(data, cacheBytes);
            resources = made;
        }
        return made;
    }

    @Override
    public synchronized void close() {
        resources = null;
    }
}
