package io.sweep4j.divergence;

import io.sweep4j.engine.Detection;
import io.sweep4j.engine.Outputs;
import io.sweep4j.engine.Step;
import io.sweep4j.sweep.Cause;
import io.sweep4j.sweep.Configuration;
import io.sweep4j.sweep.Divergence;
import io.sweep4j.sweep.Divergence.Quantity;
import io.sweep4j.sweep.NumberKind;
import java.util.Set;

/** Why a trial diverged, judged by what was seen in the iterations up to it. Pure functions. */
public final class Diagnosis {
    /** Features are expected near 1; beyond this they, not the network, are the trouble. */
    private static final double ABSURD_INPUT = 1e6;
    /** Squares of float32 numbers above this overflow. */
    private static final double NEAR_OVERFLOW = Math.sqrt(Float.MAX_VALUE);

    /** Losses that take the logarithm of an output as it is, so that their cost shows it. */
    private static final Set<String> LOG_LOSSES = Set.of("mcxent", "negativeloglikelihood", "poisson");
    /**
     * Losses that clip what they take the logarithm of, but divide the label by the output itself in their gradient: only an output of
     * exactly 0 harms them, and 0/0 is NaN.
     */
    static final Set<String> CLIPPED_LOSSES = Set.of("kl_divergence", "reconstruction_crossentropy");
    /** The loss that takes the logarithm of 1 + output. */
    static final String SHIFTED_LOSS = "mean_squared_logarithmic_error";
    /** Cross-entropies that DL4J clips under softmax, and whose gradient there is output − label. */
    static final Set<String> SAFE_WITH_SOFTMAX = Set.of("mcxent", "negativeloglikelihood");
    /** Activations that are never 0 but for rounding. */
    private static final Set<String> POSITIVE_ACTIVATIONS = Set.of("sigmoid", "softmax", "softplus");

    private Diagnosis() {}

    /** The verdict, with its sentence and its evidence. */
    public static Divergence of(Detection detection, Configuration configuration) {
        Growths growths = Growths.of(detection);
        Cause cause = cause(detection, growths, configuration);
        return new Divergence(
                detection.epoch(),
                detection.iteration(),
                detection.quantity(),
                detection.kind(),
                detection.layer(),
                cause,
                Explanation.of(cause, detection, growths, configuration),
                Evidence.of(detection, growths, configuration));
    }

    private static Cause cause(Detection detection, Growths growths, Configuration configuration) {
        if (detection.quantity() == Quantity.INPUT || largestInput(detection) > ABSURD_INPUT) {
            return Cause.BAD_INPUT;
        }
        if (growths.sustained()) {
            return Cause.GROWING_STEPS;
        }
        Outputs outputs = detection.last().outputs();
        if (outgrewFloat(detection)) {
            return Cause.OVERFLOW;
        }
        if (takesLogarithm(detection, configuration)) {
            boolean binary = configuration.loss().equals("xent"); // takes log(1 − output) too, and clips
            int saturated = outputs.zero() + (binary ? outputs.one() : 0);
            if (saturated > 0 && POSITIVE_ACTIVATIONS.contains(configuration.outputActivation())) {
                return Cause.SATURATED_OUTPUT;
            }
            if (outputs.negative() > 0 && !binary && !CLIPPED_LOSSES.contains(configuration.loss())) {
                return Cause.LOG_OF_NEGATIVE;
            }
            if (outputs.zero() > 0 && !binary) {
                return Cause.LOG_OF_ZERO;
            }
        }
        if (configuration.loss().equals(SHIFTED_LOSS) && outputs.minusOneOrLess() > 0) {
            return Cause.LOG_OF_NEGATIVE;
        }
        return nearOverflow(detection) ? Cause.OVERFLOW : Cause.UNKNOWN;
    }

    /** Whether a logarithm in the loss can have brought about what was found. */
    private static boolean takesLogarithm(Detection detection, Configuration configuration) {
        String loss = configuration.loss();
        if (SAFE_WITH_SOFTMAX.contains(loss) && configuration.outputActivation().equals("softmax")) {
            return false;
        }
        return CLIPPED_LOSSES.contains(loss)
                || loss.equals("xent")
                || LOG_LOSSES.contains(loss)
                        && !Double.isFinite(detection.last().cost());
    }

    /** The largest magnitude of a feature in the iterations looked at: a poisoned batch shows an iteration later. */
    static double largestInput(Detection detection) {
        return detection.steps().stream().mapToDouble(Step::largestInput).max().orElse(0);
    }

    /** Whether something left float32 though all that it was made of had not. */
    private static boolean outgrewFloat(Detection detection) {
        return detection.quantity() == Quantity.OUTPUT
                || detection.last().outputs().nonFinite() > 0
                || detection.quantity() == Quantity.PARAMETER; // from a finite gradient
    }

    /** Whether, with no logarithm to blame, a cost or a gradient is infinite or made of numbers whose squares are. */
    private static boolean nearOverflow(Detection detection) {
        Outputs outputs = detection.last().outputs();
        return detection.kind() != NumberKind.NAN
                || beyond(outputs.smallest())
                || beyond(outputs.largest())
                || detection.steps().stream()
                        .filter(step -> step != detection.last()) // its norms are of after the fact
                        .anyMatch(step -> beyond(step.gradientNorm()) || beyond(step.parameterNorm()));
    }

    private static boolean beyond(double number) {
        return Double.isFinite(number) && Math.abs(number) > NEAR_OVERFLOW;
    }
}
