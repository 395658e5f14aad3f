package io.sweep4j.report;

import io.sweep4j.sweep.Cause;
import java.util.List;

/**
 * The trials that diverged for one cause.
 *
 * @param trials at least one, by number
 */
public record CauseGroup(Cause cause, List<DivergedTrial> trials) {
    public CauseGroup {
        trials = List.copyOf(trials);
    }

    /** What to try with any of the trials, one sentence; that of the cause where it differs between them. */
    public String advice() {
        String first = trials.get(0).advice();
        return trials.stream().allMatch(trial -> trial.advice().equals(first)) ? first : cause.advice();
    }
}
