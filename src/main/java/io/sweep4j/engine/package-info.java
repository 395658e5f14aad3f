/** How trials are trained: a batch of tasks goes in, every epoch comes out through a listener. */
@NullMarked
package io.sweep4j.engine;

import org.jspecify.annotations.NullMarked;
