package io.sweep4j.report;

import java.util.ArrayList;
import java.util.List;

/**
 * How many trials were still finite after each epoch.
 *
 * @param started trials that were started, whether or not they have ended
 * @param finite by epoch from 0, where nothing was trained yet: how many had not diverged by its end. A trial that ended
 *     earlier for another reason goes on counting as it ended
 */
public record Survival(int started, List<Integer> finite) {
    public Survival {
        finite = List.copyOf(finite);
    }

    /**
     * Counts the trials.
     *
     * @param trials all of them started
     * @param epochs epochs to count, at least as many as the trials ran
     */
    static Survival of(List<RankedTrial> trials, int epochs) {
        int[] lost = new int[epochs + 1];
        for (RankedTrial trial : trials) {
            var divergence = trial.stored().divergence();
            if (divergence != null) {
                lost[divergence.epoch()]++;
            }
        }
        List<Integer> finite = new ArrayList<>(epochs + 1);
        int left = trials.size();
        for (int lostNow : lost) {
            left -= lostNow;
            finite.add(left);
        }
        return new Survival(trials.size(), finite);
    }

    /** The last epoch that any trial ran. */
    public int epochs() {
        return finite.size() - 1;
    }

    /** The share of the started trials that was finite after the epoch, from 0 to 1. */
    public double share(int epoch) {
        return (double) finite.get(epoch) / started;
    }

    /** The epochs that tell the whole curve: 0, those in which a trial diverged, and the last. */
    public List<Integer> steps() {
        List<Integer> steps = new ArrayList<>();
        for (int epoch = 0; epoch < finite.size(); epoch++) {
            boolean end = epoch == 0 || epoch == finite.size() - 1;
            if (end || !finite.get(epoch).equals(finite.get(epoch - 1))) {
                steps.add(epoch);
            }
        }
        return List.copyOf(steps);
    }
}
