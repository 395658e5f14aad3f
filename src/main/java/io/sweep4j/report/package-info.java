/** One comparison of trials, and the formats it is written in. */
@NullMarked
package io.sweep4j.report;

import org.jspecify.annotations.NullMarked;
