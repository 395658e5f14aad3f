package io.sweep4j.cli;

import io.sweep4j.data.DatasetStatus;
import io.sweep4j.report.ReportFormat;
import io.sweep4j.report.ReportFormats;
import io.sweep4j.store.StoredSweep;
import io.sweep4j.store.SweepStore;
import io.sweep4j.sweep.Parameter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.cli.Option;

/** What can be typed next on the command line. */
final class Completion {
    /** In place of words: the shell completes files, or folders. */
    private static final List<String> FILES = List.of(":files");

    private static final List<String> FOLDERS = List.of(":folders");

    private final Context context;

    Completion(Context context) {
        this.context = context;
    }

    /**
     * The words that the last one can become, or what kind of thing the shell may complete by itself.
     *
     * @param typed what follows the program's name; the last one may be unfinished or empty
     */
    List<String> of(List<String> typed) throws CliException {
        if (typed.isEmpty()) {
            return List.of();
        }
        String last = typed.get(typed.size() - 1);
        return at(typed.subList(0, typed.size() - 1), last).stream()
                .filter(word -> word.startsWith(":") || word.startsWith(last))
                .toList();
    }

    private List<String> at(List<String> before, String last) throws CliException {
        if (before.isEmpty()) {
            return Stream.concat(Cli.COMMANDS.stream().map(Command::name), Stream.of("--help", "--version"))
                    .toList();
        }
        Optional<Command> command = Cli.COMMANDS.stream()
                .filter(c -> c.name().equals(before.get(0)))
                .findFirst();
        if (command.isEmpty()) {
            return List.of();
        }
        List<String> arguments = new ArrayList<>();
        Optional<Option> open = Optional.empty();
        for (String word : before.subList(1, before.size())) {
            if (open.isPresent()) {
                open = Optional.empty();
            } else if (word.startsWith("-")) {
                open = option(command.get(), word).filter(Option::hasArg);
            } else {
                arguments.add(word);
            }
        }
        if (open.isPresent()) {
            return value(command.get(), open.get());
        }
        if (last.startsWith("-")) {
            return Cli.options(command.get()).getOptions().stream()
                    .map(option -> "--" + option.getLongOpt())
                    .toList();
        }
        int database = before.lastIndexOf("--db") + 1;
        return argument(
                command.get(), arguments, database > 0 ? context.path(before.get(database)) : context.databasePath());
    }

    private static Optional<Option> option(Command command, String word) {
        return Optional.ofNullable(Cli.options(command).getOption(word));
    }

    private static List<String> value(Command command, Option option) {
        return switch (option.getLongOpt()) {
            case "db" -> FILES;
            case "data-dir", "out" -> FOLDERS;
            case "executor" -> ExecutorOptions.NAMES;
            case "engine" -> RunSession.ENGINES;
            case "progress" -> RunSession.PROGRESS;
            case "rerun" -> RunSession.RERUNS;
            case "format" ->
                command instanceof ReportCommand
                        ? ReportFormats.all().stream().map(ReportFormat::name).toList()
                        : RowOptions.FORMATS;
            default -> List.of();
        };
    }

    private List<String> argument(Command command, List<String> before, Path database) throws CliException {
        boolean first = before.isEmpty();
        if (command instanceof BenchCommand) {
            return first ? BenchCommand.SUBJECTS : List.of();
        }
        return switch (command.arguments()) {
            case "FILE [key=value …]" -> first ? FILES : keys();
            case "SWEEP…" -> sweeps(database);
            case "SWEEP", "SWEEP [TRIAL]", "SWEEP TRIAL" -> first ? sweeps(database) : List.of();
            case CompletionCommand.ARGUMENTS -> first ? CompletionCommand.SHELLS : List.of();
            case "[list | fetch NAME]" ->
                first ? List.of("list", "fetch") : before.equals(List.of("fetch")) ? published() : List.of();
            default -> List.of();
        };
    }

    private static List<String> keys() {
        return Stream.concat(
                        Stream.of(Parameter.values()).map(Parameter::yaml),
                        Stream.of("dataset", "repeats", "on_divergence"))
                .map(key -> key + "=")
                .toList();
    }

    private List<String> published() throws CliException {
        return context.datasets().list().stream()
                .filter(DatasetStatus::fetchable)
                .map(DatasetStatus::name)
                .toList();
    }

    private List<String> sweeps(Path database) throws CliException {
        try (SweepStore store = context.openStoreToRead(database)) {
            return store.sweeps().stream().map(StoredSweep::name).toList();
        }
    }
}
