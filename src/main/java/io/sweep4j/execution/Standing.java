package io.sweep4j.execution;

import io.sweep4j.store.StoredTrial;
import io.sweep4j.sweep.TrialState;
import java.util.List;

/**
 * Where a plan stands by what is recorded of it. Immutable.
 *
 * @param size trials of the plan
 * @param recorded those that have a number, by number
 * @param orphans recorded trials that the plan does not have, by number
 */
public record Standing(long size, List<Numbering.Planned> recorded, List<StoredTrial> orphans) {
    public Standing {
        recorded = List.copyOf(recorded);
        orphans = List.copyOf(orphans);
    }

    /** How many trials have the mark. */
    public long count(PlanMark mark) {
        return switch (mark) {
            case ORPHAN -> orphans.size();
            case NEW -> size - recorded.size() + marked(mark);
            case DONE, PARTIAL, STALE -> marked(mark);
        };
    }

    private long marked(PlanMark mark) {
        return recorded.stream().filter(trial -> trial.mark() == mark).count();
    }

    /** How many trials are done with that outcome. */
    public long done(TrialState outcome) {
        return recorded.stream()
                .filter(trial -> trial.mark() == PlanMark.DONE && trial.state() == outcome)
                .count();
    }

    /** How many trials are done, and trained again all the same. */
    long again(Rerun rerun) {
        return recorded.stream().filter(trial -> trial.again(rerun)).count();
    }

    /** How many trials a run has to train. */
    public long pending() {
        return size - count(PlanMark.DONE);
    }
}
