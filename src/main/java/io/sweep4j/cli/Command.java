package io.sweep4j.cli;

import java.io.IOException;
import org.apache.commons.cli.Options;

/** A verb of the command line. */
interface Command {

    /** The verb. */
    String name();

    /** What follows the verb, such as {@code FILE [key=value …]}. */
    String arguments();

    /** What it does, in one line. */
    String summary();

    /** Its own options; the common ones are added to them. */
    default Options options() {
        return new Options();
    }

    /** Fewest and most arguments. */
    Arity arity();

    /** How many arguments a command takes. */
    record Arity(int fewest, int most) {}

    /** Does it; the result is the exit code. */
    int run(Context context) throws CliException, IOException;
}
