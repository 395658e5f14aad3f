package io.sweep4j.divergence;

import io.sweep4j.engine.Detection;
import io.sweep4j.engine.Outputs;
import io.sweep4j.engine.Step;
import io.sweep4j.sweep.Configuration;
import io.sweep4j.sweep.NumberKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What a verdict rests on, as named figures: of the bad iteration, and of the ones before in lists of equal length. */
final class Evidence {
    /** Iterations that are listed; the growth is judged on all that were looked at. */
    static final int LISTED = 12;

    /** What made the steps grow, where they did. */
    static final String GROWTH_BY = "growth_by";

    static final String BY_PENALTY = "penalty";
    private static final String BY_COST = "cost";

    private Evidence() {}

    static Map<String, Object> of(Detection detection, Growths growths, Configuration configuration) {
        Step last = detection.last();
        Outputs outputs = last.outputs();
        Map<String, Object> evidence = new LinkedHashMap<>();
        evidence.put("cost", known(last.cost()));
        evidence.put("applied_learning_rate", last.appliedLearningRate());
        evidence.put("samples", (long) detection.samples());
        evidence.put("samples_not_finite", (long) detection.badSamples());
        evidence.put(
                "training_rows",
                detection.culprits().stream().map(Long::valueOf).toList());
        evidence.put("largest_input", known(Diagnosis.largestInput(detection)));
        evidence.put("outputs", (long) outputs.count());
        evidence.put("smallest_output", known(outputs.smallest()));
        evidence.put("largest_output", known(outputs.largest()));
        evidence.put("outputs_not_finite", (long) outputs.nonFinite());
        evidence.put("outputs_zero_at_true_class", (long) outputs.zeroAtTrueClass());
        evidence.put("outputs_zero_elsewhere", (long) outputs.zeroElsewhere());
        evidence.put("outputs_negative_at_true_class", (long) outputs.negativeAtTrueClass());
        evidence.put("outputs_negative_elsewhere", (long) outputs.negativeElsewhere());
        evidence.put("outputs_minus_one_or_less", (long) outputs.minusOneOrLess());
        evidence.put("outputs_one_at_true_class", (long) outputs.oneAtTrueClass());
        evidence.put("outputs_one_elsewhere", (long) outputs.oneElsewhere());
        evidence.put("iterations_seen", (long) detection.steps().size());
        evidence.put("iterations_skipped", (long) detection.skipped());
        if (growths.sustained()) {
            evidence.put(GROWTH_BY, Penalty.drives(growths, configuration) ? BY_PENALTY : BY_COST);
            evidence.put("growth_of", growths.ofSteps() ? "steps" : "gradients");
            evidence.put("growth_iterations", (long) growths.shown().iterations());
            evidence.put("growth_factor", growths.shown().factor());
        }
        addIterations(evidence, detection);
        return evidence;
    }

    private static void addIterations(Map<String, Object> evidence, Detection detection) {
        List<Step> steps = detection.steps();
        List<Step> listed = steps.subList(Math.max(0, steps.size() - LISTED), steps.size());
        double samples = detection.samples();
        evidence.put("iterations", list(listed, Step::iteration));
        evidence.put("costs", list(listed, step -> known(step.cost())));
        evidence.put("applied_learning_rates", list(listed, Step::appliedLearningRate));
        evidence.put(
                "smallest_outputs", list(listed, step -> known(step.outputs().smallest())));
        evidence.put(
                "largest_outputs", list(listed, step -> known(step.outputs().largest())));
        evidence.put(
                "true_class_not_positive",
                list(
                        listed,
                        step -> (step.outputs().zeroAtTrueClass()
                                        + step.outputs().negativeAtTrueClass())
                                / samples));
        evidence.put("true_class_zero", list(listed, step -> step.outputs().zeroAtTrueClass() / samples));
        evidence.put("true_class_one", list(listed, step -> step.outputs().oneAtTrueClass() / samples));
        evidence.put("gradient_norms", list(listed, step -> known(step.gradientNorm())));
        evidence.put("step_norms", list(listed, step -> known(step.stepNorm())));
        evidence.put("parameter_norms", list(listed, step -> known(step.parameterNorm())));
        int layers = detection.last().layers().size();
        for (int i = 0; i < layers && layers > 1; i++) {
            int layer = i;
            String name = detection.last().layers().get(i).name();
            evidence.put(
                    "gradient_norms_" + name,
                    list(listed, step -> known(step.layers().get(layer).gradient())));
            evidence.put(
                    "parameter_norms_" + name,
                    list(listed, step -> known(step.layers().get(layer).parameters())));
        }
    }

    private static List<Object> list(List<Step> steps, Function<Step, Object> figure) {
        return steps.stream().map(figure).toList();
    }

    /** Evidence holds finite numbers and texts; what is neither goes by its label. */
    private static Object known(double number) {
        return Double.isFinite(number) ? (Object) number : NumberKind.of(number).label();
    }
}
