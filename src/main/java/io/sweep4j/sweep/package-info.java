/** The vocabulary: sweeps, parameters, trials, observations and outcomes as plain values. Depends on the JDK alone. */
@NullMarked
package io.sweep4j.sweep;

import org.jspecify.annotations.NullMarked;
