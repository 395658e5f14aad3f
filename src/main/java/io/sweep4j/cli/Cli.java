package io.sweep4j.cli;

import io.sweep4j.execution.RecordingException;
import io.sweep4j.execution.Version;
import io.sweep4j.store.StoreException;
import io.sweep4j.store.SweepStore;
import io.sweep4j.sweep.Parameter;
import io.sweep4j.sweep.Spelling;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.MissingArgumentException;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;
import org.apache.commons.cli.UnrecognizedOptionException;

/** The command line: finds the verb, reads its options, runs it, and turns every failure into words and an exit code. */
final class Cli {
    static final List<Command> COMMANDS = List.of(
            new RunCommand(),
            new PlanCommand(),
            new ResumeCommand(),
            new VerifyCommand(),
            new ListCommand(),
            new ShowCommand(),
            new QueryCommand(),
            new ReportCommand(),
            new ServeCommand(),
            new ExplainCommand(),
            new ValidateCommand(),
            new InitCommand(),
            new DeleteCommand(),
            new DataCommand(),
            new BenchCommand(),
            new CompletionCommand());

    private final Console console;
    private final Map<String, String> environment;

    Cli(Console console, Map<String, String> environment) {
        this.console = console;
        this.environment = environment;
    }

    /** Runs a command line; never throws. */
    int run(String... arguments) {
        boolean debug = Arrays.asList(arguments).contains("--debug");
        try {
            return dispatch(arguments);
        } catch (CliException e) {
            return failed(e.text(), e.exitCode(), e, debug);
        } catch (StoreException | RecordingException e) {
            return failed(e.getMessage(), ExitCode.UNAVAILABLE, e, debug);
        } catch (IOException e) {
            return failed(FileMessages.of(e), ExitCode.UNAVAILABLE, e, debug);
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
            String hint = (debug ? "" : " (--debug shows where)")
                    + (e instanceof OutOfMemoryError
                            ? "; what is recorded is safe; SWEEP4J_HEAP=4g, say, gives more memory than the 2g there is by default"
                            : "");
            return failed("unexpected: " + e + hint, ExitCode.UNAVAILABLE, e, debug);
        } finally {
            console.out().flush();
            console.err().flush();
        }
    }

    private int failed(@org.jspecify.annotations.Nullable String message, int code, Throwable error, boolean debug) {
        console.out().flush();
        console.err().println(message);
        if (debug) {
            error.printStackTrace(console.err());
        }
        return code;
    }

    private int dispatch(String... arguments) throws CliException, IOException {
        if (arguments.length == 0 || List.of("-h", "--help", "help").contains(arguments[0])) {
            return help(Arrays.asList(arguments));
        }
        if (arguments[0].equals("--version")) {
            Version version = Version.current();
            console.out()
                    .println("sweep4j " + version.number() + " (commit " + version.commit() + ", Java "
                            + Runtime.version() + ", " + version.backend() + ", database schema "
                            + SweepStore.SCHEMA + ")");
            return ExitCode.DONE;
        }
        Command command = command(arguments[0]);
        List<String> rest = Arrays.asList(arguments).subList(1, arguments.length);
        if (rest.contains("-h") || rest.contains("--help")) {
            Help.command(console.out(), command, options(command));
            return ExitCode.DONE;
        }
        CommandLine line = parse(command, rest);
        int count = line.getArgList().size();
        if (count < command.arity().fewest() || count > command.arity().most()) {
            String what = count < command.arity().fewest()
                    ? command.arguments().split(" ")[count] + " is missing"
                    : "'" + line.getArgList().get(command.arity().most()) + "' is too much";
            throw CliException.usage(what + "; the command is: " + Program.name() + " "
                    + (command.name() + " " + command.arguments()).strip());
        }
        return command.run(new Context(line, console, environment));
    }

    private int help(List<String> arguments) throws CliException {
        PrintWriter out = console.out();
        if (arguments.size() > 1) {
            Command command = command(arguments.get(1));
            Help.command(out, command, options(command));
        } else {
            Help.all(out, COMMANDS);
        }
        return ExitCode.DONE;
    }

    private static Command command(String verb) throws CliException {
        Optional<Command> command =
                COMMANDS.stream().filter(c -> c.name().equals(verb)).findFirst();
        if (command.isPresent()) {
            return command.get();
        }
        if (verb.startsWith("-")) {
            throw CliException.usage("unknown option '" + verb + "' before any command; options come after it, as in: "
                    + Program.name() + " list --db PATH");
        }
        throw CliException.usage("unknown command '" + verb + "'"
                + Spelling.hint(verb, COMMANDS.stream().map(Command::name).toList())
                + "; '" + Program.name() + " --help' lists all");
    }

    /** A command's own options and the common ones. */
    static Options options(Command command) {
        Options options = command.options();
        options.addOption(Option.builder()
                .longOpt("db")
                .hasArg()
                .argName("PATH")
                .desc("database (default results/sweep4j, or $SWEEP4J_DB)")
                .get());
        options.addOption(Option.builder()
                .longOpt("data-dir")
                .hasArg()
                .argName("DIR")
                .desc("folder with mnist/ and the like (or $SWEEP4J_DATA_DIR)")
                .get());
        options.addOption(Option.builder()
                .longOpt("debug")
                .desc("show stack traces and library logs")
                .get());
        options.addOption(
                Option.builder("h").longOpt("help").desc("show this help").get());
        return options;
    }

    private static CommandLine parse(Command command, List<String> arguments) throws CliException {
        Options options = options(command);
        try {
            return DefaultParser.builder()
                    .setAllowPartialMatching(false)
                    .get()
                    .parse(options, arguments.toArray(String[]::new));
        } catch (UnrecognizedOptionException e) {
            List<String> known = options.getOptions().stream()
                    .map(o -> "--" + o.getLongOpt())
                    .toList();
            String bare = e.getOption().replaceFirst("^-+", "");
            String hint = Parameter.named(bare.replaceFirst("=.*", "")).isPresent()
                    ? "; a parameter is given without hyphens: " + bare
                    : Spelling.hint(e.getOption(), known);
            throw CliException.usage(
                    "unknown option '" + e.getOption() + "' for '" + Program.name() + " " + command.name() + "'" + hint,
                    e);
        } catch (MissingArgumentException e) {
            Option option = e.getOption();
            throw CliException.usage("--" + option.getLongOpt() + " needs a value: " + option.getArgName(), e);
        } catch (ParseException e) {
            throw CliException.usage(String.valueOf(e.getMessage()), e);
        }
    }
}
