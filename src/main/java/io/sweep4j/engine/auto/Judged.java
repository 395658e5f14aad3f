package io.sweep4j.engine.auto;

import io.sweep4j.engine.Ending;
import io.sweep4j.engine.TrainingListener;
import io.sweep4j.sweep.Checkpoint;
import io.sweep4j.sweep.Observation;
import io.sweep4j.sweep.Trial;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Passes on what the fused engine reports, but for the outcome of a trial whose kind is refused: its training is to begin anew.
 * Epochs are never held back; an outcome waits for the verdict. For one thread.
 */
final class Judged implements TrainingListener {
    private final TrainingListener listener;
    private final Function<Kind, CompletableFuture<Verdict>> verdicts;
    private final Set<Long> refused = new HashSet<>();

    Judged(TrainingListener listener, Function<Kind, CompletableFuture<Verdict>> verdicts) {
        this.listener = listener;
        this.verdicts = verdicts;
    }

    /** Whether nobody has heard of the trial's ending. */
    boolean refused(Trial trial) {
        return refused.contains(trial.number());
    }

    private CompletableFuture<Verdict> verdict(Trial trial) {
        return verdicts.apply(Kind.of(trial.configuration()));
    }

    @Override
    public void started(Trial trial, String engine) {
        listener.started(trial, engine);
    }

    @Override
    public void resumed(Trial trial, int epoch, String engine) {
        listener.resumed(trial, epoch, engine);
    }

    @Override
    public void observed(Trial trial, Observation observation) {
        listener.observed(trial, observation);
        // Found while training goes on; not sooner, since until the first epoch both have the same code to be compiled.
        var unused = verdict(trial);
    }

    @Override
    public void checkpoint(Trial trial, Checkpoint checkpoint) {
        listener.checkpoint(trial, checkpoint);
    }

    @Override
    public void ended(Trial trial, Ending ending) {
        boolean outcome = ending instanceof Ending.Completed || ending instanceof Ending.Diverged;
        if (outcome && !agrees(trial)) {
            refused.add(trial.number());
        } else {
            listener.ended(trial, ending);
        }
    }

    private boolean agrees(Trial trial) {
        return verdict(trial).join().agrees();
    }

    @Override
    public boolean stopRequested(Trial trial) {
        return listener.stopRequested(trial);
    }
}
