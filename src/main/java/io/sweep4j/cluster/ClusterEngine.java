package io.sweep4j.cluster;

import io.sweep4j.data.Dataset;
import io.sweep4j.data.DatasetInfo;
import io.sweep4j.engine.Grouping;
import io.sweep4j.engine.TrainingEngine;
import io.sweep4j.engine.TrainingListener;
import io.sweep4j.engine.TrainingUnavailableException;
import io.sweep4j.engine.TrialTask;
import io.sweep4j.isolation.Attempt;
import io.sweep4j.isolation.Message;
import io.sweep4j.isolation.ProcessLostException;
import io.sweep4j.sweep.Configuration;
import io.sweep4j.sweep.Trial;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Has an engine of the same name train in processes of a cluster, a job for each batch. What a process leaves unfinished when it
 * is lost is trained again, and what that repeats of the first attempt adds nothing. A batch that is lost twice is halved, and so
 * on, until a trial that takes its process with it is found; it is FAILED when it has done so with a process to itself. An attempt
 * that got further than those before it counts as the first: over days, any trial may lose three processes through no fault of its own.
 */
public final class ClusterEngine implements TrainingEngine {
    private final TrainingEngine like;
    private final Cluster cluster;
    private final Consumer<String> notes;
    private final Recruiter recruiter;
    private final Map<String, String> told = new ConcurrentHashMap<>();

    /**
     * Opens a port for the cluster's processes; {@link TrainingUnavailableException} if it can't.
     *
     * @param like tells name, provenance and grouping; this engine closes it, and the cluster
     * @param data what all batches are trained on
     * @param notes hears lines for the user, from any thread: of processes that were lost
     */
    public ClusterEngine(
            TrainingEngine like, Message.Begin begin, Cluster cluster, Dataset data, Consumer<String> notes) {
        this.like = like;
        this.cluster = cluster;
        this.notes = notes;
        try {
            this.recruiter = new Recruiter(cluster, begin, data, notes);
        } catch (TrainingUnavailableException e) {
            cluster.close();
            like.close();
            throw e;
        }
    }

    @Override
    public String name() {
        return like.name();
    }

    @Override
    public Map<String, String> provenance() {
        Map<String, String> facts = new TreeMap<>(like.provenance());
        facts.putAll(told);
        facts.putAll(cluster.provenance());
        return facts;
    }

    @Override
    public Grouping grouping(Configuration configuration, DatasetInfo data) {
        return like.grouping(configuration, data);
    }

    @Override
    public void train(List<TrialTask> batch, Dataset data, TrainingListener listener) {
        FirstRecord record = new FirstRecord(listener, name());
        Deque<Part> parts = new ArrayDeque<>(List.of(new Part(batch, 0)));
        for (Part part = parts.poll(); part != null; part = parts.poll()) {
            TrainingListener hearing = record.attempt();
            Map<Long, Integer> before = reached(record, part.tasks());
            Attempt attempt = new Attempt(record.again(part.tasks()), name(), hearing);
            String loss = loss(attempt, part, hearing);
            if (loss == null || attempt.unfinished().isEmpty()) {
                continue;
            }
            cluster.trouble()
                    .ifPresent(
                            trouble -> { // which is then the cause, and no trial
                                throw new TrainingUnavailableException(trouble);
                            });
            boolean gotOn = reached(record, attempt.unfinished()).entrySet().stream()
                    .anyMatch(now -> now.getValue() > before.getOrDefault(now.getKey(), 0));
            Part lost = new Part(attempt.unfinished(), gotOn ? 1 : part.losses() + 1);
            if (lost.guilty()) {
                String verdict = "crash: it lost its process " + lost.losses() + " times, last with " + loss;
                record.fail(lost.tasks().get(0).trial(), new ProcessLostException(verdict));
            } else {
                notes.accept(
                        "warning: " + lost + (lost.tasks().size() == 1 ? " is" : " are") + " tried again: " + loss);
                parts.addAll(lost.next());
            }
        }
    }

    /** By trial. */
    private static Map<Long, Integer> reached(FirstRecord record, List<TrialTask> tasks) {
        return tasks.stream().map(TrialTask::trial).collect(Collectors.toMap(Trial::number, record::reached));
    }

    /** How the process was lost over an attempt; null if it was not, or there was none because the run is being stopped. */
    private @Nullable String loss(Attempt attempt, Part part, TrainingListener hearing) {
        Optional<Recruit> found = recruiter.recruit(
                part.suspect(), () -> part.tasks().stream().allMatch(task -> hearing.stopRequested(task.trial())));
        if (found.isEmpty()) {
            return null;
        }
        try (Recruit recruit = found.get()) {
            part.tasks()
                    .forEach(task -> hearing.placed(task.trial(), recruit.peer().name()));
            try {
                attempt.train(recruit.peer()).ifPresent(provenance -> {
                    told.putAll(provenance);
                    recruit.done();
                });
                return null;
            } catch (ProcessLostException e) {
                return recruit.reason(e);
            }
        }
    }

    /** Ends what is left of the jobs. */
    @Override
    public void close() {
        recruiter.close();
        cluster.close();
        like.close();
    }
}
