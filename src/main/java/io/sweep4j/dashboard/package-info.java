/** A page that shows sweeps while they run, served to this machine alone. It reads the store and never writes to it. */
@NullMarked
package io.sweep4j.dashboard;

import org.jspecify.annotations.NullMarked;
