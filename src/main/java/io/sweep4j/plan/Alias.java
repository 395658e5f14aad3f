package io.sweep4j.plan;

import io.sweep4j.sweep.Configuration;

/**
 * A cell that is no trial of its own because an earlier one trains alike.
 *
 * @param cell from 1, in the order of the whole grid
 * @param original the key of the trial that stands for it, first repeat
 */
public record Alias(long cell, Configuration configuration, String original) {}
