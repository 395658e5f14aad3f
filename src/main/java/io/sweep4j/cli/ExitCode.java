package io.sweep4j.cli;

/** What the process tells its caller. */
final class ExitCode {
    /** Done; diverged trials are a result, not a failure. */
    static final int DONE = 0;
    /** Some trial failed, or diverged where that was to be told. */
    static final int FAILED = 1;
    /** A bad command line, sweep file or query, or an unknown sweep or trial. */
    static final int USAGE = 2;
    /** A database, dataset or engine can't be had. */
    static final int UNAVAILABLE = 3;
    /** Interrupted by Ctrl-C or a signal. */
    static final int INTERRUPTED = 130;

    private ExitCode() {}
}
