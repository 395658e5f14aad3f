/** Trains each trial as one DL4J MultiLayerNetwork. */
@NullMarked
package io.sweep4j.engine.dl4j;

import org.jspecify.annotations.NullMarked;
