/** What a training can go on from, as bytes: the same for every engine. */
@NullMarked
package io.sweep4j.engine.checkpoint;

import org.jspecify.annotations.NullMarked;
