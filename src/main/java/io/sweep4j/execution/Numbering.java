package io.sweep4j.execution;

import io.sweep4j.plan.Candidate;
import io.sweep4j.plan.Plan;
import io.sweep4j.store.StoredTrial;
import io.sweep4j.sweep.Trial;
import io.sweep4j.sweep.TrialState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Gives a plan's trials their numbers: a trial that has one keeps it, the others get the next free ones in the order of
 * the plan. For one thread.
 */
public final class Numbering {
    private final Map<String, StoredTrial> known = new HashMap<>();
    private final long highest;

    /**
     * A trial of the plan with its number.
     *
     * @param stored what is recorded of it, null if nothing is
     */
    public record Planned(Trial trial, @Nullable StoredTrial stored) {

        /** Where the trial stands. */
        public TrialState state() {
            return stored == null ? TrialState.WAITING : stored.state();
        }

        /** Whether a run has to train it. */
        public boolean pending() {
            return !state().finished();
        }
    }

    /** @param stored the trials of the sweep that have their numbers */
    public Numbering(List<StoredTrial> stored) {
        long max = 0;
        for (StoredTrial trial : stored) {
            known.put(trial.trial().key(), trial);
            max = Math.max(max, trial.trial().number());
        }
        this.highest = max;
    }

    /** The plan's trials in order, numbered; lazy and to be walked by one thread. */
    public Stream<Planned> number(Plan plan) {
        long[] next = {highest + 1};
        return plan.trials().sequential().map(candidate -> number(candidate, next));
    }

    private Planned number(Candidate candidate, long[] next) {
        StoredTrial stored = known.get(candidate.key());
        long number = stored != null ? stored.trial().number() : next[0]++;
        return new Planned(new Trial(number, candidate.repeat(), candidate.key(), candidate.configuration()), stored);
    }
}
