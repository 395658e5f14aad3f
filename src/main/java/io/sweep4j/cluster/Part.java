package io.sweep4j.cluster;

import io.sweep4j.engine.TrialTask;
import java.util.List;

/**
 * Trials of a batch that are trained together.
 *
 * @param tasks at least one
 * @param losses how often their process was lost without having got any further
 */
record Part(List<TrialTask> tasks, int losses) {
    /** Any process may be lost once, through no trial's fault. */
    private static final int MOST_TOGETHER = 2;

    private static final int MOST_ALONE = 3;

    /** Whether it is to be tried with a process to itself: what else runs there may have been the cause. */
    boolean suspect() {
        return tasks.size() == 1 && losses > 0;
    }

    /** Whether it is one trial that was the cause beyond doubt. */
    boolean guilty() {
        return tasks.size() == 1 && losses >= MOST_ALONE;
    }

    /** What to try next, in order: all of it once more, then each half. */
    List<Part> next() {
        if (tasks.size() == 1 || losses < MOST_TOGETHER) {
            return List.of(this);
        }
        int half = tasks.size() / 2;
        return List.of(new Part(tasks.subList(0, half), 1), new Part(tasks.subList(half, tasks.size()), 1));
    }

    /** For people: its trial, or how many it has. */
    @Override
    public String toString() {
        return tasks.size() == 1 ? "trial " + tasks.get(0).trial().number() : tasks.size() + " trials";
    }
}
