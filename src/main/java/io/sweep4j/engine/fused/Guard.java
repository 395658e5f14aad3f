package io.sweep4j.engine.fused;

import io.sweep4j.engine.Ending;
import io.sweep4j.engine.TrainingListener;
import io.sweep4j.sweep.Checkpoint;
import io.sweep4j.sweep.Observation;
import io.sweep4j.sweep.Trial;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;

/** A listener that remembers who has ended, and whether an error was its own. For one thread. */
final class Guard implements TrainingListener {
    private final TrainingListener listener;
    private final Set<Long> ended = new HashSet<>();
    private boolean broken;

    Guard(TrainingListener listener) {
        this.listener = listener;
    }

    /** Whether nothing more will be heard of the trial. */
    boolean ended(Trial trial) {
        return ended.contains(trial.number());
    }

    /** Whether the listener itself has failed. */
    boolean broken() {
        return broken;
    }

    private <T> T tell(Supplier<T> call) {
        boolean sound = false;
        try {
            T answer = call.get();
            sound = true;
            return answer;
        } finally {
            broken |= !sound;
        }
    }

    private void tell(Runnable call) {
        tell(() -> {
            call.run();
            return true;
        });
    }

    @Override
    public void started(Trial trial, String engine) {
        tell(() -> listener.started(trial, engine));
    }

    @Override
    public void resumed(Trial trial, int epoch, String engine) {
        tell(() -> listener.resumed(trial, epoch, engine));
    }

    @Override
    public void observed(Trial trial, Observation observation) {
        tell(() -> listener.observed(trial, observation));
    }

    @Override
    public void checkpoint(Trial trial, Checkpoint checkpoint) {
        tell(() -> listener.checkpoint(trial, checkpoint));
    }

    @Override
    public void ended(Trial trial, Ending ending) {
        ended.add(trial.number());
        tell(() -> listener.ended(trial, ending));
    }

    @Override
    public boolean stopRequested(Trial trial) {
        return tell(() -> listener.stopRequested(trial));
    }
}
