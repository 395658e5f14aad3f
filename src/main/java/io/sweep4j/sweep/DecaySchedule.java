package io.sweep4j.sweep;

import java.util.Locale;

/**
 * How the learning rate η falls with a decay d. The published script behind {@link #REPORTED} multiplied a printed rate
 * but never handed it to its graph.
 */
public enum DecaySchedule {
    /** η·(1−d)^t for the update after t earlier ones. */
    ITERATION,
    /** η·(1−d)^e after e earlier epochs. */
    EPOCH,
    /** η·(1−d) at every update, while η·(1−d)^t is only reported. */
    REPORTED;

    /** The name in sweep files. */
    public String yaml() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The schedule of that name; {@link IllegalArgumentException} if there is none. */
    public static DecaySchedule named(String yaml) {
        return valueOf(yaml.toUpperCase(Locale.ROOT));
    }

    /**
     * The rate that an update uses.
     *
     * @param rate η, above 0
     * @param decay d, from 0 up to but not including 1
     * @param updates updates made before this one, over the whole trial
     * @param epochs epochs completed before this one
     */
    public double applied(double rate, double decay, long updates, long epochs) {
        return switch (this) {
            case ITERATION -> rate * Math.pow(1 - decay, updates);
            case EPOCH -> rate * Math.pow(1 - decay, epochs);
            case REPORTED -> rate * (1 - decay);
        };
    }

    /**
     * The schedule's value once an epoch is over: what the published script prints.
     *
     * @param updates updates made so far, over the whole trial
     * @param epochs epochs completed, this one included
     */
    public double reported(double rate, double decay, long updates, long epochs) {
        return this == EPOCH ? rate * Math.pow(1 - decay, epochs) : rate * Math.pow(1 - decay, updates);
    }
}
