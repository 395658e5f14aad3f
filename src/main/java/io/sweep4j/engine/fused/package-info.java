/** Trains trials side by side on kernels of its own, with DL4J's semantics. */
@NullMarked
package io.sweep4j.engine.fused;

import org.jspecify.annotations.NullMarked;
