package io.sweep4j.cli;

import io.sweep4j.plan.Plan;
import io.sweep4j.sweep.Configuration;
import java.util.Optional;

/** How long a plan will roughly take, judged by the epochs recorded so far. */
final class TimeEstimate {
    private static final int SAMPLED = 100;
    private static final double SHORT = 10;
    private static final double MINUTE = 60;
    private static final double HOUR = 3_600;
    /** So many of a unit before the next one is used. */
    private static final double MANY = 1.5;

    private TimeEstimate() {}

    /**
     * Such as {@code , roughly 12 min on this machine}; empty if nothing is pending or too little was measured.
     *
     * @param epochSeconds what an epoch took, if enough were measured
     */
    static String of(Plan plan, long pending, Optional<Double> epochSeconds) {
        if (epochSeconds.isEmpty() || pending == 0) {
            return "";
        }
        double meanEpochs = plan.configurations()
                .limit(SAMPLED)
                .mapToInt(Configuration::epochs)
                .average()
                .orElse(0);
        return ", roughly "
                + text(epochSeconds.get()
                        * meanEpochs
                        * pending
                        / Runtime.getRuntime().availableProcessors())
                + " on this machine";
    }

    /** In one unit: more digits would promise more than is known. */
    static String text(double seconds) {
        if (seconds < SHORT) {
            return "some seconds";
        } else if (seconds < MANY * MINUTE) {
            return Math.round(seconds / SHORT) * Math.round(SHORT) + " s";
        } else if (seconds < MANY * HOUR) {
            return Math.round(seconds / MINUTE) + " min";
        }
        return Math.round(seconds / HOUR) + " h";
    }
}
