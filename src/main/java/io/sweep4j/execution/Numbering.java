package io.sweep4j.execution;

import io.sweep4j.plan.Candidate;
import io.sweep4j.plan.Plan;
import io.sweep4j.store.StoredTrial;
import io.sweep4j.sweep.Observation;
import io.sweep4j.sweep.Trial;
import io.sweep4j.sweep.TrialState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Gives a plan's trials their numbers: a trial that has one keeps it, the others get the next free ones in the order of
 * the plan. For one thread.
 */
public final class Numbering {
    private final List<StoredTrial> stored;
    private final Map<String, StoredTrial> known = new HashMap<>();
    /** Versions of the training semantics that trials are recorded under, the newest first. */
    private final List<Integer> versions;

    private final long highest;

    /**
     * A trial of the plan with its number.
     *
     * @param trial as the plan has it, its key of the plan's version of the training semantics
     * @param stored what is recorded of it, null if nothing is
     * @param lacking whether it has an outcome, but not all that the plan asks to be measured
     */
    public record Planned(Trial trial, @Nullable StoredTrial stored, boolean lacking) {

        /** Where the trial stands. */
        public TrialState state() {
            return stored == null ? TrialState.WAITING : stored.state();
        }

        /** What a run would make of it; never {@link PlanMark#ORPHAN}. */
        public PlanMark mark() {
            if (stored == null || stored.state() == TrialState.WAITING) {
                return PlanMark.NEW;
            } else if (stored.trial().semantics() < trial.semantics()) {
                return PlanMark.STALE;
            }
            return stored.state().finished() && !lacking ? PlanMark.DONE : PlanMark.PARTIAL;
        }

        /** Whether a run has to train it. */
        public boolean pending() {
            return mark() != PlanMark.DONE;
        }

        /** Whether it is done, and trained again all the same. */
        boolean again(Rerun rerun) {
            return !pending() && rerun.includes(state());
        }
    }

    /** @param stored the trials of the sweep that have their numbers, by number */
    public Numbering(List<StoredTrial> stored) {
        this.stored = List.copyOf(stored);
        long max = 0;
        for (StoredTrial trial : stored) {
            known.put(trial.trial().key(), trial);
            max = Math.max(max, trial.trial().number());
        }
        this.highest = max;
        this.versions = stored.stream()
                .map(trial -> trial.trial().semantics())
                .distinct()
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    /** The plan's trials in order, numbered; lazy and to be walked by one thread. */
    public Stream<Planned> number(Plan plan) {
        long[] next = {highest + 1};
        return plan.trials().sequential().map(candidate -> number(plan, candidate, next));
    }

    private Planned number(Plan plan, Candidate candidate, long[] next) {
        StoredTrial recorded = recorded(plan, candidate);
        return planned(plan, candidate, recorded != null ? recorded.trial().number() : next[0]++, recorded);
    }

    private static Planned planned(Plan plan, Candidate candidate, long number, @Nullable StoredTrial recorded) {
        Trial trial =
                new Trial(number, candidate.repeat(), candidate.key(), plan.semantics(), candidate.configuration());
        return new Planned(trial, recorded, recorded != null && lacking(plan, recorded));
    }

    private static boolean lacking(Plan plan, StoredTrial recorded) {
        Observation last = recorded.summary().last();
        return plan.sweep().trainAccuracy()
                && recorded.state().finished()
                && last != null
                && last.trainAccuracy() == null;
    }

    /** What is recorded under the trial's key, else under the key that the newest of the older versions gave it. */
    private @Nullable StoredTrial recorded(Plan plan, Candidate candidate) {
        StoredTrial found = known.get(candidate.key());
        for (int i = 0; i < versions.size() && found == null; i++) {
            if (versions.get(i) < plan.semantics()) {
                found = known.get(plan.key(candidate, versions.get(i)));
            }
        }
        return found;
    }

    /** Where the plan stands, found without walking it. */
    public Standing standing(Plan plan) {
        List<Planned> planned = new ArrayList<>();
        List<StoredTrial> orphans = new ArrayList<>();
        for (StoredTrial trial : stored) {
            Optional<Candidate> candidate = plan.find(trial.trial()).filter(found -> recorded(plan, found) == trial);
            if (candidate.isPresent()) {
                planned.add(planned(plan, candidate.get(), trial.trial().number(), trial));
            } else {
                orphans.add(trial);
            }
        }
        return new Standing(plan.size(), planned, orphans);
    }
}
