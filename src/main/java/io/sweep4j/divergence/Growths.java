package io.sweep4j.divergence;

import io.sweep4j.engine.Detection;
import io.sweep4j.engine.Step;
import java.util.function.ToDoubleFunction;

/**
 * How what trains a network grew before a divergence.
 *
 * @param steps of the changes to the parameters: penalties, momentum and the learning rate included
 * @param gradients of the cost's gradients, without penalties
 */
record Growths(Growth steps, Growth gradients) {

    static Growths of(Detection detection) {
        return new Growths(of(detection, Step::stepNorm), of(detection, Step::gradientNorm));
    }

    private static Growth of(Detection detection, ToDoubleFunction<Step> norm) {
        return Growth.of(detection.steps().stream().mapToDouble(norm).boxed().toList());
    }

    boolean sustained() {
        return steps.sustained() || gradients.sustained();
    }

    /** Whether it is the steps that {@link #shown} tells of. */
    boolean ofSteps() {
        return steps.sustained();
    }

    /** The growth of the steps, or that of the gradients where the steps did not grow: some updaters scale them down. */
    Growth shown() {
        return ofSteps() ? steps : gradients;
    }
}
