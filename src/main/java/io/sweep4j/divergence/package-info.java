/** What went non-finite, where and why. */
@NullMarked
package io.sweep4j.divergence;

import org.jspecify.annotations.NullMarked;
