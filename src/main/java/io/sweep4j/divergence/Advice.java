package io.sweep4j.divergence;

import io.sweep4j.sweep.Cause;
import io.sweep4j.sweep.Configuration;
import io.sweep4j.sweep.Divergence;

/** What to try with one trial, where {@link Cause#advice} speaks to all trials of a cause. Pure functions. */
public final class Advice {
    private Advice() {}

    /** One sentence. The configuration is that of the trial that diverged so. */
    public static String of(Divergence divergence, Configuration configuration) {
        Cause cause = divergence.cause();
        return switch (cause) {
            case GROWING_STEPS ->
                Evidence.BY_PENALTY.equals(divergence.evidence().get(Evidence.GROWTH_BY))
                        ? "Lower " + Penalty.names(configuration) + " or the learning rate."
                        : cause.advice();
            case SATURATED_OUTPUT -> "Lower the learning rate, or use " + clipped(configuration) + ".";
            case LOG_OF_NEGATIVE ->
                configuration.loss().equals(Diagnosis.SHIFTED_LOSS)
                        ? "Use an output that stays above −1, such as softmax."
                        : cause.advice();
            case LOG_OF_ZERO ->
                configuration.biasInit() > 0
                        ? "Use softmax at the output: its values are above 0."
                        : cause.advice();
            case BAD_INPUT, OVERFLOW, UNKNOWN -> cause.advice();
        };
    }

    /** What takes no logarithm of 0, and is not what the trial had. */
    private static String clipped(Configuration configuration) {
        if (configuration.outputActivation().equals("softmax")) {
            return "the loss mcxent, which is clipped under softmax";
        }
        return Diagnosis.SAFE_WITH_SOFTMAX.contains(configuration.loss())
                ? "softmax, whose cost is clipped"
                : "softmax with the loss mcxent, which is clipped there";
    }
}
