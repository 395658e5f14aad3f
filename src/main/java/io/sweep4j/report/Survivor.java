package io.sweep4j.report;

import io.sweep4j.sweep.Parameter;
import io.sweep4j.sweep.Value;
import java.util.Map;

/**
 * A finite trial close to a diverged one.
 *
 * @param trial with its best value, which is never null
 * @param changes the varying parameters in which it differs, in axis order, with its own values; empty for another
 *     repeat of the same cell
 */
public record Survivor(RankedTrial trial, Map<Parameter, Value> changes) {

    /** The trial's number. */
    public long number() {
        return trial.number();
    }
}
