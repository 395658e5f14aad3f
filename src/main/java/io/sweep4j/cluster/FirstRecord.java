package io.sweep4j.cluster;

import io.sweep4j.engine.Ending;
import io.sweep4j.engine.TrainingListener;
import io.sweep4j.engine.TrialTask;
import io.sweep4j.sweep.Checkpoint;
import io.sweep4j.sweep.Observation;
import io.sweep4j.sweep.Trial;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Passes on what attempts at the same trials say, so that what an earlier one reported stands, and a later one that repeats it adds
 * nothing before it gets further. Attempts are made one after the other.
 */
final class FirstRecord {
    private final Map<Long, Passed> passed = new ConcurrentHashMap<>();
    private final TrainingListener listener;
    private final String placeholder;

    /** What the listener has heard of a trial: the engine, and epochs up to that one. */
    private record Passed(String engine, int epoch) {}

    /** @param placeholder the engine's name for a trial of which none has said that it trains it */
    FirstRecord(TrainingListener listener, String placeholder) {
        this.listener = listener;
        this.placeholder = placeholder;
    }

    /** How far a trial has come, in epochs; 0 for one that was not begun, or has ended. */
    int reached(Trial trial) {
        Passed found = passed.get(trial.number());
        return found == null ? 0 : found.epoch();
    }

    private boolean holds(Trial trial) {
        return passed.containsKey(trial.number());
    }

    /** The tasks for one more attempt: what was begun is begun anew, since epochs after its checkpoint may have been heard. */
    List<TrialTask> again(List<TrialTask> tasks) {
        return tasks.stream()
                .map(task -> holds(task.trial()) ? task.fromItsStart() : task)
                .toList();
    }

    /** A listener for one more attempt. */
    TrainingListener attempt() {
        return new Listener();
    }

    /** Ends a trial for which there are no more attempts. */
    void fail(Trial trial, Throwable error) {
        if (!holds(trial)) {
            listener.started(trial, placeholder);
        }
        listener.ended(trial, new Ending.Failed(error));
    }

    private final class Listener implements TrainingListener {
        private final Set<Long> begun = new HashSet<>();

        @Override
        public void placed(Trial trial, String worker) {
            if (!holds(trial)) {
                listener.placed(trial, worker);
            }
        }

        @Override
        public void started(Trial trial, String engine) {
            Passed before = passed.get(trial.number());
            boolean repeats = begun.add(trial.number())
                    && before != null
                    && (before.engine().equals(engine) || engine.equals(placeholder));
            if (!repeats) { // an engine that begins anew, after its first beginning, means it
                passed.put(trial.number(), new Passed(engine, 0));
                listener.started(trial, engine);
            }
        }

        @Override
        public void resumed(Trial trial, int epoch, String engine) {
            begun.add(trial.number());
            passed.put(trial.number(), new Passed(engine, epoch));
            listener.resumed(trial, epoch, engine);
        }

        @Override
        public void observed(Trial trial, Observation observation) {
            Passed before = passed(trial);
            if (observation.epoch() > before.epoch()) {
                passed.put(trial.number(), new Passed(before.engine(), observation.epoch()));
                listener.observed(trial, observation);
            }
        }

        @Override
        public void checkpoint(Trial trial, Checkpoint checkpoint) {
            if (checkpoint.epoch() >= passed(trial).epoch()) {
                listener.checkpoint(trial, checkpoint);
            }
        }

        @Override
        public void ended(Trial trial, Ending ending) {
            passed.remove(trial.number());
            listener.ended(trial, ending);
        }

        @Override
        public boolean stopRequested(Trial trial) {
            return listener.stopRequested(trial);
        }

        private Passed passed(Trial trial) {
            Passed found = passed.get(trial.number());
            if (found == null) {
                throw new IllegalStateException("trial " + trial.number() + " was not begun");
            }
            return found;
        }
    }
}
