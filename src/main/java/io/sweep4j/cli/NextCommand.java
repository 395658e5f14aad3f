package io.sweep4j.cli;

import io.sweep4j.report.Texts;
import java.util.List;
import java.util.Set;

/** Commands that are printed to be typed next: with the program as the user called it, and what the user said of places. */
final class NextCommand {
    /** Verbs that may load a dataset. */
    private static final Set<String> LOADING = Set.of("run", "resume", "plan", "validate", "verify");

    private static final List<String> VALUES_OF_RUN = List.of(
            "out", "executor", "master", "executor-timeout", "threads", "engine", "cache", "replay-seconds", "port");
    private static final List<String> FLAGS_OF_RUN = List.of("reuse", "isolate", "fail-on-diverged", "serve");

    private NextCommand() {}

    /** A command on the same database and, if it loads any, the same data. */
    static String of(Context context, String verb, String... arguments) {
        return start(context, verb, arguments).toString();
    }

    /** Goes on with a run as it was started, for what is left of it. */
    static String resumption(Context context, String sweep) {
        StringBuilder command = start(context, "resume", sweep);
        VALUES_OF_RUN.forEach(option -> append(command, context, option));
        context.values("conf")
                .forEach(setting ->
                        command.append(" --conf ").append(Texts.shellWord(ExecutorOptions.withoutSecret(setting))));
        FLAGS_OF_RUN.stream()
                .filter(context::has)
                .forEach(option -> command.append(" --").append(option));
        return command.toString();
    }

    /** Writes the reports of a run later, where the run would have. */
    static String report(Context context, String sweep) {
        StringBuilder command = start(context, "report", sweep);
        append(command, context, "out");
        return command.toString();
    }

    private static StringBuilder start(Context context, String verb, String... arguments) {
        StringBuilder command = new StringBuilder(Program.name()).append(' ').append(verb);
        for (String argument : arguments) {
            command.append(' ').append(Texts.shellWord(argument));
        }
        append(command, context, "db");
        if (LOADING.contains(verb)) {
            append(command, context, "data-dir");
        }
        return command;
    }

    private static void append(StringBuilder command, Context context, String option) {
        context.option(option)
                .ifPresent(value ->
                        command.append(" --").append(option).append(' ').append(Texts.shellWord(value)));
    }
}
