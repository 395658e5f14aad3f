package io.sweep4j.cli;

import java.io.PrintWriter;

/**
 * Where a command speaks.
 *
 * @param out results and help alone, so that pipes work
 * @param err progress, notes, warnings and errors
 * @param terminal whether {@code err} is a terminal that can redraw a line
 */
record Console(PrintWriter out, PrintWriter err, boolean terminal) {

    /** A line for the user that is no result. */
    void note(String text) {
        err.println(text);
        err.flush();
    }

    void warn(String text) {
        note("warning: " + text);
    }
}
