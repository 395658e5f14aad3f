/** Training in processes of their own, so that a crash of native code costs the trials in that process and no others. */
@NullMarked
package io.sweep4j.isolation;

import org.jspecify.annotations.NullMarked;
