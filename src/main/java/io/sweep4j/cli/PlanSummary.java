package io.sweep4j.cli;

import io.sweep4j.execution.PlanMark;
import io.sweep4j.execution.Standing;

/** Where a plan stands, in a line. */
final class PlanSummary {
    private PlanSummary() {}

    /**
     * Such as {@code 8 trials, 5 done, 2 partial, 1 new; 3 to be trained}. Where all that is left is new, it is told once.
     *
     * @param estimate what follows the number of trials to be trained, may be empty
     */
    static String of(Standing standing, String estimate) {
        StringBuilder line = new StringBuilder();
        line.append(standing.size()).append(standing.size() == 1 ? " trial, " : " trials, ");
        line.append(standing.count(PlanMark.DONE)).append(" done");
        boolean onlyNew = standing.count(PlanMark.NEW) == standing.pending();
        if (!onlyNew) {
            append(line, standing.count(PlanMark.PARTIAL), " partial");
            append(line, standing.count(PlanMark.STALE), " stale (of an older version of the training)");
            append(line, standing.count(PlanMark.NEW), " new");
        }
        line.append(onlyNew ? ", " : "; ").append(standing.pending()).append(" to be trained");
        line.append(estimate);
        long orphans = standing.count(PlanMark.ORPHAN);
        if (orphans > 0) {
            line.append("; ").append(orphans).append(orphans == 1 ? " orphan" : " orphans");
            line.append(" (no longer in the file)");
        }
        return line.toString();
    }

    private static void append(StringBuilder line, long count, String what) {
        if (count > 0) {
            line.append(", ").append(count).append(what);
        }
    }
}
