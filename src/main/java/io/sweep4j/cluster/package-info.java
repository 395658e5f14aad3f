/** Training on the machines of a cluster, whatever kind of cluster that is: one is found by {@link java.util.ServiceLoader}. */
@NullMarked
package io.sweep4j.cluster;

import org.jspecify.annotations.NullMarked;
