package io.sweep4j.isolation;

import io.sweep4j.data.Dataset;
import io.sweep4j.data.DatasetInfo;
import io.sweep4j.engine.Grouping;
import io.sweep4j.engine.TrainingEngine;
import io.sweep4j.engine.TrainingListener;
import io.sweep4j.engine.TrialTask;
import io.sweep4j.sweep.Configuration;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Has an engine of the same name train in processes of their own, one for each thread that asks. A process that dies takes
 * with it what it was training; each of these trials is tried once more, from its first epoch and by itself, and FAILED if its
 * process dies again.
 */
public final class IsolatedEngine implements TrainingEngine {
    private final TrainingEngine like;
    private final Message.Begin begin;
    private final ChildCommand command;
    private final String fingerprint;
    private final Consumer<String> notes;
    private final Map<String, String> told = new ConcurrentHashMap<>();
    private final Deque<Child> idle = new ConcurrentLinkedDeque<>();
    private final Set<Child> all = ConcurrentHashMap.newKeySet();

    /**
     * Starts a first process, to see that it can be done; {@link ChildStartException} if not.
     *
     * @param like tells name, provenance and grouping; this engine closes it
     * @param mainClass comes to {@link WorkerTraining#serveAsChild}
     * @param children processes at once, at least 1: their heaps follow from it
     * @param notes hears lines for the user, from any thread: what processes print, and of their crashes
     */
    public IsolatedEngine(
            TrainingEngine like,
            Message.Begin begin,
            String mainClass,
            int children,
            Dataset data,
            Consumer<String> notes) {
        this.notes = notes;
        this.like = like;
        this.begin = begin;
        this.command = ChildCommand.of(mainClass, children, data);
        this.fingerprint = data.info().fingerprint();
        try {
            idle.add(start());
        } catch (ChildStartException e) {
            like.close();
            throw e;
        }
    }

    private Child start() {
        Child child = Child.start(command, begin, fingerprint, notes);
        all.add(child);
        return child;
    }

    @Override
    public String name() {
        return like.name();
    }

    @Override
    public Map<String, String> provenance() {
        Map<String, String> facts = new TreeMap<>(like.provenance());
        facts.putAll(told);
        return facts;
    }

    @Override
    public Grouping grouping(Configuration configuration, DatasetInfo data) {
        return like.grouping(configuration, data);
    }

    @Override
    public void train(List<TrialTask> batch, Dataset data, TrainingListener listener) {
        Attempt first = new Attempt(batch, name(), listener);
        String crash = crash(first);
        if (crash == null) {
            return;
        }
        for (TrialTask task : first.unfinished()) {
            notes.accept(
                    "warning: trial " + task.trial().number() + " lost its process and is tried once more: " + crash);
            // Its checkpoint was heard of already, and epochs after it may be recorded.
            Attempt second = new Attempt(List.of(task.fromItsStart()), name(), listener);
            String again = crash(second);
            if (again != null) {
                second.fail(new ProcessLostException("crash: Java crashed twice in this trial, last with " + again));
            }
        }
    }

    /** Makes an attempt; how its process died over it, or null. */
    private @Nullable String crash(Attempt attempt) {
        Child child = child();
        boolean usable = false;
        try {
            Optional<Map<String, String>> provenance = attempt.train(child);
            provenance.ifPresent(told::putAll);
            usable = provenance.isPresent();
            return null;
        } catch (ProcessLostException e) {
            return e.getMessage();
        } finally {
            if (usable) {
                idle.push(child);
            } else {
                child.close();
                all.remove(child);
            }
        }
    }

    private Child child() {
        for (Child child = idle.poll(); child != null; child = idle.poll()) {
            if (child.alive()) {
                return child;
            }
            all.remove(child);
        }
        return start();
    }

    /** Ends all processes. */
    @Override
    public void close() {
        all.forEach(Child::close);
        like.close();
    }
}
