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
}
