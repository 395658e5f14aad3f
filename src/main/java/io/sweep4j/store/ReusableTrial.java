package io.sweep4j.store;

import io.sweep4j.sweep.TrialState;

/**
 * A finished trial whose results may stand for those of an equal training.
 *
 * @param id its row
 * @param outcome COMPLETED or DIVERGED
 * @param origin where it was trained: itself, unless its own results are reused
 */
public record ReusableTrial(long id, TrialState outcome, TrialOrigin origin) {}
