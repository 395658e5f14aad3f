package io.sweep4j.report;

import io.sweep4j.sweep.Parameter;
import io.sweep4j.sweep.Value;
import java.util.Map;

/**
 * A finite trial close to a diverged one.
 *
 * @param trial its number
 * @param changes the varying parameters in which it differs, in axis order, with its own values; empty for another
 *     repeat of the same cell
 */
public record Survivor(long trial, Map<Parameter, Value> changes) {}
