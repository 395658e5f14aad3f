/** From a Sweep to its trials, lazily: cell i is computed from i. Pure functions. */
@NullMarked
package io.sweep4j.plan;

import org.jspecify.annotations.NullMarked;
