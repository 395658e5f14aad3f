/** Chooses an engine for each trial, and has the quicker one judged by the other. */
@NullMarked
package io.sweep4j.engine.auto;

import org.jspecify.annotations.NullMarked;
