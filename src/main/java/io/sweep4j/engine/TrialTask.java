package io.sweep4j.engine;

import io.sweep4j.sweep.OnDivergence;
import io.sweep4j.sweep.Trial;

/**
 * One trial to train.
 *
 * @param trainAccuracy whether to measure accuracy on the training split at each epoch's end
 */
public record TrialTask(Trial trial, OnDivergence onDivergence, boolean trainAccuracy) {}
