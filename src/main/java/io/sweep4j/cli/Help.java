package io.sweep4j.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/** Help texts. */
final class Help {
    /** Comes with the sources. */
    private static final Path EXAMPLE = Path.of("sweeps", "bias-and-rate.yaml");

    private Help() {}

    static void all(PrintWriter out, List<Command> commands) {
        out.println("sweep4j trains every combination of a sweep file, records every epoch, and says what diverged and"
                + " why.");
        out.println();
        out.println("Usage: sweep4j COMMAND [ARGUMENTS] [OPTIONS]");
        out.println();
        for (Command command : commands) {
            out.printf("  %-34s %s%n", command.name() + " " + command.arguments(), command.summary());
        }
        out.println();
        out.println("  sweep4j COMMAND --help             the options of a command");
        out.println("  sweep4j --version                  which Sweep4j this is");
        out.println();
        out.println("Start with: " + Program.name() + (Files.exists(EXAMPLE) ? " run " + EXAMPLE : " init my-sweep"));
        out.println(
                "Exit codes: 0 done, 1 some trial failed, 2 bad command line, sweep file or SQL, 3 a database, dataset"
                        + " or engine can't be had, 130 interrupted.");
    }

    static void command(PrintWriter out, Command command, Options options) {
        out.println("Usage: sweep4j " + (command.name() + " " + command.arguments()).strip() + " [OPTIONS]");
        out.println();
        out.println(command.summary());
        out.println();
        for (Option option : options.getOptions()) {
            String name = (option.getOpt() == null ? "    " : "-" + option.getOpt() + ", ") + "--" + option.getLongOpt()
                    + (option.hasArg() ? " " + option.getArgName() : "");
            out.printf("  %-28s %s%n", name, option.getDescription());
        }
    }
}
