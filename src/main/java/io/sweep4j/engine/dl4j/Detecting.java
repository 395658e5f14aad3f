package io.sweep4j.engine.dl4j;

import java.time.Duration;

/**
 * Whether and how an engine looks for divergence.
 *
 * @param on false only to measure what looking costs
 * @param patience the longest time to train again, and look at, the iterations before a divergence; 0 to look at the bad one
 *     alone
 */
record Detecting(boolean on, Duration patience) {}
