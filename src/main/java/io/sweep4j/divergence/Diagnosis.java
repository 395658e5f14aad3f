package io.sweep4j.divergence;

import io.sweep4j.engine.Detection;
import io.sweep4j.engine.Symptoms;
import io.sweep4j.sweep.Cause;
import io.sweep4j.sweep.Configuration;
import io.sweep4j.sweep.Divergence;
import io.sweep4j.sweep.NumberKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Why a trial diverged, judged by what was seen where it happened. Pure functions. */
public final class Diagnosis {
    /** Features are expected near 1; beyond this they, not the network, are the trouble. */
    private static final double ABSURD_INPUT = 1e6;
    /** Squares of float32 numbers above this overflow. */
    private static final double NEAR_OVERFLOW = Math.sqrt(Float.MAX_VALUE);

    private static final Set<String> LOG_LOSSES = Set.of("mcxent", "negativeloglikelihood", "poisson");
    /** Activations that are never 0 but for rounding. */
    private static final Set<String> POSITIVE_ACTIVATIONS = Set.of("sigmoid", "softmax", "softplus");

    private Diagnosis() {}

    /** The verdict, with its sentence and its evidence. */
    public static Divergence of(Detection detection, Configuration configuration) {
        Cause cause = cause(detection, configuration);
        return new Divergence(
                detection.epoch(),
                detection.iteration(),
                detection.quantity(),
                detection.kind(),
                detection.layer(),
                cause,
                explanation(cause, detection, configuration),
                evidence(detection.symptoms()));
    }

    private static Cause cause(Detection detection, Configuration configuration) {
        Symptoms symptoms = detection.symptoms();
        Symptoms.Outputs outputs = symptoms.outputs();
        if (detection.quantity() == Divergence.Quantity.INPUT || symptoms.largestInput() > ABSURD_INPUT) {
            return Cause.BAD_INPUT;
        }
        if (growth(symptoms).sustained()) {
            return Cause.GROWING_STEPS;
        }
        if (outputs.nonFinite() > 0
                || largestMagnitude(outputs) > NEAR_OVERFLOW
                || last(symptoms.gradientNorms()) > NEAR_OVERFLOW
                || last(symptoms.parameterNorms()) > NEAR_OVERFLOW) {
            return Cause.OVERFLOW;
        }
        int zeros = outputs.zeroAtTrueClass() + outputs.zeroElsewhere();
        // Binary cross-entropy takes log(1 − output) too.
        if (configuration.loss().equals("xent")
                && zeros + outputs.oneExactly() > 0
                && POSITIVE_ACTIVATIONS.contains(configuration.outputActivation())) {
            return Cause.SATURATED_OUTPUT;
        }
        if (LOG_LOSSES.contains(configuration.loss())) {
            if (zeros > 0 && POSITIVE_ACTIVATIONS.contains(configuration.outputActivation())) {
                return Cause.SATURATED_OUTPUT;
            }
            if (outputs.negativeAtTrueClass() + outputs.negativeElsewhere() > 0) {
                return Cause.LOG_OF_NEGATIVE;
            }
            if (zeros > 0) {
                return Cause.LOG_OF_ZERO;
            }
        }
        if (configuration.loss().equals("mean_squared_logarithmic_error") && outputs.smallest() <= -1) {
            return Cause.LOG_OF_NEGATIVE;
        }
        return Cause.UNKNOWN;
    }

    private static Growth growth(Symptoms symptoms) {
        Growth gradient = Growth.of(symptoms.gradientNorms());
        Growth parameters = Growth.of(symptoms.parameterNorms());
        return gradient.iterations() >= parameters.iterations() ? gradient : parameters;
    }

    private static double largestMagnitude(Symptoms.Outputs outputs) {
        return Math.max(Math.abs(outputs.smallest()), Math.abs(outputs.largest()));
    }

    private static double last(List<Double> history) {
        return history.isEmpty() ? 0 : history.get(history.size() - 1);
    }

    private static String explanation(Cause cause, Detection detection, Configuration configuration) {
        Symptoms symptoms = detection.symptoms();
        Symptoms.Outputs outputs = symptoms.outputs();
        String where = "At iteration " + detection.iteration() + " (epoch " + detection.epoch() + ") ";
        return switch (cause) {
            case BAD_INPUT ->
                Double.isFinite(symptoms.largestInput())
                        ? where + "the batch held features up to " + figure(symptoms.largestInput())
                                + ", far outside the range a network can take."
                        : where + "the batch held features that are not finite.";
            case GROWING_STEPS ->
                where + became(detection) + " after "
                        + growth(symptoms).iterations()
                        + " iterations in which a norm grew "
                        + figure(growth(symptoms).factor())
                        + "-fold each: the learning rate of " + figure(symptoms.appliedLearningRate())
                        + " is too high.";
            case OVERFLOW ->
                where + became(detection) + ": the numbers outgrew float32 (outputs from "
                        + figure(outputs.smallest()) + " to " + figure(outputs.largest()) + ", " + outputs.nonFinite()
                        + " not finite; learning rate " + figure(symptoms.appliedLearningRate()) + ").";
            case SATURATED_OUTPUT ->
                where + zeros(outputs) + " and " + outputs.oneExactly() + " exactly 1, which "
                        + configuration.outputActivation()
                        + " reaches only by rounding: its inputs had grown too large, and "
                        + configuration.loss() + " takes a logarithm of 0 there.";
            case LOG_OF_NEGATIVE ->
                where + (outputs.negativeAtTrueClass() + outputs.negativeElsewhere()) + " of "
                        + outputs.count() + " outputs were below 0 (" + outputs.negativeAtTrueClass()
                        + " at the true class, the lowest " + figure(outputs.smallest()) + "), and "
                        + configuration.loss() + " takes their logarithm.";
            case LOG_OF_ZERO ->
                where + zeros(outputs) + ", and " + configuration.loss()
                        + " takes their logarithm: log 0 is −∞, and 0 · log 0 is NaN."
                        + origin(detection, configuration);
            case UNKNOWN -> where + became(detection) + "; nothing that was measured shows why.";
        };
    }

    private static String became(Detection detection) {
        return "the " + detection.quantity().label() + " became "
                + switch (detection.kind()) {
                    case FINITE -> "finite";
                    case NAN -> "NaN";
                    case POSITIVE_INFINITY -> "+∞";
                    case NEGATIVE_INFINITY -> "−∞";
                };
    }

    private static String zeros(Symptoms.Outputs outputs) {
        return (outputs.zeroAtTrueClass() + outputs.zeroElsewhere()) + " of " + outputs.count()
                + " outputs were exactly 0 (" + outputs.zeroAtTrueClass() + " at the true class)";
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

    private static Map<String, Object> evidence(Symptoms symptoms) {
        Symptoms.Outputs outputs = symptoms.outputs();
        Map<String, Object> evidence = new LinkedHashMap<>();
        evidence.put("cost", known(symptoms.cost()));
        evidence.put("applied_learning_rate", symptoms.appliedLearningRate());
        evidence.put("samples", (long) symptoms.samples());
        evidence.put("largest_input", known(symptoms.largestInput()));
        evidence.put("outputs", (long) outputs.count());
        evidence.put("smallest_output", known(outputs.smallest()));
        evidence.put("largest_output", known(outputs.largest()));
        evidence.put("outputs_not_finite", (long) outputs.nonFinite());
        evidence.put("outputs_zero_at_true_class", (long) outputs.zeroAtTrueClass());
        evidence.put("outputs_zero_elsewhere", (long) outputs.zeroElsewhere());
        evidence.put("outputs_negative_at_true_class", (long) outputs.negativeAtTrueClass());
        evidence.put("outputs_negative_elsewhere", (long) outputs.negativeElsewhere());
        evidence.put("outputs_exactly_one", (long) outputs.oneExactly());
        evidence.put("costs_before", symptoms.costs());
        evidence.put("gradient_norms_before", symptoms.gradientNorms());
        evidence.put("parameter_norms_before", symptoms.parameterNorms());
        return evidence;
    }

    /** Evidence holds finite numbers and texts; what is neither goes by its label. */
    private static Object known(double number) {
        return Double.isFinite(number) ? (Object) number : NumberKind.of(number).label();
    }

    private static String figure(double number) {
        return String.format(Locale.ROOT, "%.4g", number);
    }
}
