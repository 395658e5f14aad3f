/** Datasets by name: described without loading, loaded once, checked, then shared read-only. */
@NullMarked
package io.sweep4j.data;

import org.jspecify.annotations.NullMarked;
