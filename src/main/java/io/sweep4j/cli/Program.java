package io.sweep4j.cli;

/** How the user calls this program, for commands that are printed to be typed again. */
final class Program {
    private Program() {}

    /** What the launcher was started as, such as {@code ./sweep4j}. */
    static String name() {
        return System.getProperty("sweep4j.command", "sweep4j");
    }
}
