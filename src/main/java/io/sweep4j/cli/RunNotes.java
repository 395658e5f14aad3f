package io.sweep4j.cli;

import io.sweep4j.execution.PlanMark;
import io.sweep4j.execution.Rerun;
import io.sweep4j.execution.Standing;
import io.sweep4j.store.TrialCrash;
import io.sweep4j.sweep.TrialState;
import java.util.ArrayList;
import java.util.List;

/** What is worth saying, before a run, of what earlier runs left. */
final class RunNotes {
    private RunNotes() {}

    /** @param before where the plan stands as the run begins */
    static List<String> of(Standing before, Rerun rerun) {
        List<String> notes = new ArrayList<>();
        long stale = before.count(PlanMark.STALE);
        if (stale > 0) {
            notes.add(stale
                    + (stale == 1
                            ? " trial was trained by an older version of the training and is trained again"
                            : " trials were trained by an older version of the training and are trained again"));
        }
        long failed = before.done(TrialState.FAILED);
        if (failed > 0 && !rerun.includes(TrialState.FAILED)) {
            notes.add(failed
                    + (failed == 1
                            ? " trial FAILED before; --rerun failed trains it again"
                            : " trials FAILED before; --rerun failed trains them again"));
        }
        return notes;
    }

    /** What crashed in earlier runs, as it came to light now. */
    static List<String> of(List<TrialCrash> crashes) {
        return crashes.stream()
                .map(crash -> "warning: trial " + crash.trial() + " of " + crash.sweep()
                        + (crash.report().trials().size() == 1 ? " crashed Java" : " was in training when Java crashed")
                        + (crash.times() == 1 ? "" : crash.times() == 2 ? " twice" : " " + crash.times() + " times")
                        + ": " + crash.report().cause() + " (report: "
                        + crash.report().file() + "); "
                        + (crash.failed() ? "it is FAILED" : "a second crash makes it FAILED"))
                .toList();
    }
}
