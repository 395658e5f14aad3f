/** From a YAML sweep file to a Sweep, or to all of its problems at once. The only user of Jackson YAML. */
@NullMarked
package io.sweep4j.definition;

import org.jspecify.annotations.NullMarked;
