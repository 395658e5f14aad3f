package io.sweep4j.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Where the process starts and ends. */
public final class Main {
    private Main() {}

    /** Runs the command line and exits with its code. */
    public static void main(String[] arguments) {
        if (Arrays.asList(arguments).contains("--debug")) {
            System.setProperty("sweep4j.log", "DEBUG");
        }
        // The launcher knows whether standard error is a terminal; Java can't tell.
        boolean terminal = Boolean.getBoolean("sweep4j.terminal");
        Console console = new Console(writer(FileDescriptor.out), writer(FileDescriptor.err), terminal);
        System.exit(new Cli(console, System.getenv()).run(arguments));
    }

    private static PrintWriter writer(FileDescriptor stream) {
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(stream), StandardCharsets.UTF_8));
    }
}
