package io.sweep4j.divergence;

import io.sweep4j.sweep.Cause;
import io.sweep4j.sweep.Configuration;
import io.sweep4j.sweep.Divergence;
import io.sweep4j.sweep.Parameter;
import java.util.List;

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
                configuration.biasInit() > 0 ? "Use softmax at the output: its values are above 0." : cause.advice();
            case BAD_INPUT, OVERFLOW, UNKNOWN -> cause.advice();
        };
    }

    /** The parameters that {@link #of} tells to change, the first one first. */
    public static List<Parameter> parameters(Divergence divergence, Configuration configuration) {
        Parameter output = configuration.hidden().isEmpty() ? Parameter.ACTIVATION : Parameter.OUTPUT_ACTIVATION;
        return switch (divergence.cause()) {
            case BAD_INPUT -> List.of();
            case GROWING_STEPS ->
                Evidence.BY_PENALTY.equals(divergence.evidence().get(Evidence.GROWTH_BY))
                        ? List.of(Parameter.L1, Parameter.L2, Parameter.LEARNING_RATE)
                        : List.of(Parameter.LEARNING_RATE);
            case OVERFLOW -> List.of(Parameter.LEARNING_RATE, Parameter.WEIGHT_INIT, Parameter.BIAS_INIT);
            case SATURATED_OUTPUT -> List.of(Parameter.LEARNING_RATE, output, Parameter.LOSS);
            case LOG_OF_NEGATIVE -> List.of(output);
            case LOG_OF_ZERO -> List.of(output, Parameter.BIAS_INIT);
            case UNKNOWN -> List.of(Parameter.LEARNING_RATE);
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
