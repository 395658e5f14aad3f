package io.sweep4j.divergence;

import io.sweep4j.engine.Detection;
import io.sweep4j.engine.Outputs;
import io.sweep4j.sweep.Cause;
import io.sweep4j.sweep.Configuration;
import io.sweep4j.sweep.Divergence;
import java.util.Locale;

/** Puts a verdict into a sentence or two, with its figures. Pure functions. */
final class Explanation {
    private Explanation() {}

    static String of(Cause cause, Detection detection, Growths growths, Configuration configuration) {
        return verdict(cause, detection, growths, configuration) + skipped(detection);
    }

    private static String verdict(Cause cause, Detection detection, Growths growths, Configuration configuration) {
        Outputs outputs = detection.last().outputs();
        String rate = figure(detection.last().appliedLearningRate());
        String where = "At iteration " + detection.iteration() + " (epoch " + detection.epoch() + ") ";
        return switch (cause) {
            case BAD_INPUT -> where + badInput(detection);
            case GROWING_STEPS ->
                where + became(detection) + " after " + growths.shown().iterations()
                        + " iterations in which the " + (growths.ofSteps() ? "steps" : "gradients") + " grew "
                        + figure(growths.shown().factor()) + "-fold each"
                        + (Penalty.drives(growths, configuration)
                                ? " and the gradients of the cost did not: "
                                        + Penalty.how(
                                                configuration, detection.last().appliedLearningRate())
                                        + "."
                                : ": the learning rate of " + rate + " is too high.");
            case OVERFLOW ->
                where + became(detection) + ": the numbers outgrew float32 (" + range(outputs) + "; learning rate "
                        + rate + ")." + exponential(outputs, configuration);
            case SATURATED_OUTPUT ->
                where + saturated(outputs, configuration) + ", which " + configuration.outputActivation()
                        + " reaches only by rounding: its inputs were too far out, and "
                        + harm(outputs, configuration, " takes a logarithm of 0 there.");
            case LOG_OF_NEGATIVE ->
                configuration.loss().equals(Diagnosis.SHIFTED_LOSS)
                        ? where + were(outputs.minusOneOrLess(), outputs) + " −1 or below (the lowest "
                                + figure(outputs.smallest()) + "), and " + configuration.loss()
                                + " takes the logarithm of 1 + output."
                        : where + were(outputs.negative(), outputs) + " below 0 ("
                                + outputs.negativeAtTrueClass() + " at the true class, the lowest "
                                + figure(outputs.smallest()) + "), and " + configuration.loss()
                                + takes(outputs.negative()) + ".";
            case LOG_OF_ZERO ->
                where + zeros(outputs) + ", and "
                        + harm(outputs, configuration, takes(outputs.zero()) + ": log 0 is −∞, and 0 · log 0 is NaN.")
                        + origin(detection, configuration);
            case UNKNOWN -> where + became(detection) + "; nothing that was measured shows why.";
        };
    }

    /** A growth over more iterations than were looked at would have gone unseen. */
    private static String skipped(Detection detection) {
        int seen = detection.steps().size();
        return detection.skipped() == 0
                ? ""
                : " The replay was cut short: of the last " + (seen + detection.skipped()) + " iterations "
                        + (seen == 1 ? "only the bad one was" : "only " + seen + " were") + " looked at.";
    }

    private static String range(Outputs outputs) {
        return Double.isNaN(outputs.smallest())
                ? "no output is finite"
                : "outputs from " + figure(outputs.smallest()) + " to " + figure(outputs.largest()) + ", "
                        + outputs.nonFinite() + " not finite";
    }

    /** softplus is log(1 + e^x), and about x where e^x is infinite; its finite outputs alone look harmless. */
    private static String exponential(Outputs outputs, Configuration configuration) {
        return outputs.nonFinite() > 0 && configuration.outputActivation().equals("softplus")
                ? " softplus takes e^x, which is infinite in float32 above x = 88.72."
                : "";
    }

    private static String badInput(Detection detection) {
        double largest = Diagnosis.largestInput(detection);
        if (!Double.isFinite(largest)) {
            return "the batch held features that are not finite.";
        }
        long earlier = detection.steps().stream()
                .filter(step -> step.largestInput() == largest)
                .findFirst()
                .orElseThrow()
                .iteration();
        return (earlier == detection.iteration()
                        ? "the batch held features up to "
                        : became(detection) + "; the batch of iteration " + earlier + " held features up to ")
                + figure(largest) + ", far outside the range a network can take.";
    }

    private static String became(Detection detection) {
        return Divergence.event(detection.quantity(), detection.kind(), detection.layer());
    }

    /** {@code 1 of 48 outputs was}, {@code 2 of 48 outputs were}. */
    private static String were(int some, Outputs outputs) {
        return some + " of " + outputs.count() + " outputs " + (some == 1 ? "was" : "were");
    }

    private static String zeros(Outputs outputs) {
        return were(outputs.zero(), outputs) + " exactly 0 (" + outputs.zeroAtTrueClass() + " at the true class)";
    }

    /** Outputs of exactly 0; under xent, which also takes the logarithm of 1 − output, those of exactly 1 too. */
    private static String saturated(Outputs outputs, Configuration configuration) {
        if (!configuration.loss().equals("xent")) {
            return zeros(outputs);
        }
        return outputs.zero() == 0
                ? were(outputs.one(), outputs) + " exactly 1"
                : were(outputs.zero(), outputs) + " exactly 0 and " + outputs.one() + " exactly 1";
    }

    /** What the loss does with outputs of 0. */
    private static String harm(Outputs outputs, Configuration configuration, String takesLogarithm) {
        String loss = configuration.loss();
        return Diagnosis.CLIPPED_LOSSES.contains(loss)
                ? "the gradient of " + loss + " divides by " + (outputs.zero() == 1 ? "it." : "them.")
                : loss + takesLogarithm;
    }

    private static String takes(int outputs) {
        return outputs == 1 ? " takes its logarithm" : " takes their logarithm";
    }

    /** The textbook case deserves its sentence: nothing but zeros goes in, so nothing but zeros comes out. */
    private static String origin(Detection detection, Configuration configuration) {
        boolean blank = detection.iteration() == 1
                && configuration.weightInit().equals("zero")
                && configuration.biasInit() == 0;
        return blank
                ? " All weights and biases start at 0, so every output is " + configuration.outputActivation()
                        + "(0) = 0."
                : "";
    }

    static String figure(double number) {
        return String.format(Locale.ROOT, "%.4g", number);
    }
}
