/** The iterations before a divergence, trained again and looked at: the same for every engine. */
@NullMarked
package io.sweep4j.engine.replay;

import org.jspecify.annotations.NullMarked;
