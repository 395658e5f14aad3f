/** Training on the executors of Apache Spark. */
@NullMarked
package io.sweep4j.execution.spark;

import org.jspecify.annotations.NullMarked;
