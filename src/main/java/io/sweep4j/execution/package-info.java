/** Schedules trials on threads, stops them, and records what they report. Owns every thread. */
@NullMarked
package io.sweep4j.execution;

import org.jspecify.annotations.NullMarked;
