package io.sweep4j.report;

import io.sweep4j.sweep.Parameter;

/**
 * A parameter that is no varying axis.
 *
 * @param text its value; several, separated by commas, where it follows from another parameter or from the repeat
 * @param used whether it makes a difference to any of the trials
 */
public record FixedParameter(Parameter parameter, String text, boolean used) {}
