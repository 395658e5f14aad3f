/** The command line: wiring, streams and exit codes. The only place with standard output and System.exit. */
@NullMarked
package io.sweep4j.cli;

import org.jspecify.annotations.NullMarked;
