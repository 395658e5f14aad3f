package io.sweep4j.definition;

/**
 * One thing that is wrong with a sweep file or an override, or a note about it. Prints as
 * {@code sweeps/x.yaml:12:3: message}; what comes from the command line has no line or column and prints as
 * {@code command line: message}.
 *
 * @param source the file as its user named it, or {@link #COMMAND_LINE}
 * @param line from 1; 0 on the command line
 * @param column in characters, from 1; 0 on the command line
 * @param message one line of plain English
 */
public record Problem(String source, int line, int column, String message) {
    /** The source of problems of {@code key=value} overrides. */
    public static final String COMMAND_LINE = "command line";

    @Override
    public String toString() {
        return line == 0 ? source + ": " + message : source + ":" + line + ":" + column + ": " + message;
    }
}
