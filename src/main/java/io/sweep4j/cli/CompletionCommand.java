package io.sweep4j.cli;

import io.sweep4j.sweep.Spelling;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Prints a script that teaches a shell this command line. The script asks this command in turn. */
final class CompletionCommand implements Command {
    static final String ARGUMENTS = "bash|zsh";
    static final List<String> SHELLS = List.of(ARGUMENTS.split("\\|"));
    /** What the scripts ask with; the words typed so far follow, the last of them perhaps unfinished. */
    private static final String WORDS = "words";

    @Override
    public String name() {
        return "completion";
    }

    @Override
    public String arguments() {
        return ARGUMENTS;
    }

    @Override
    public String summary() {
        return "a script that completes commands and options: source <(sweep4j completion bash)";
    }

    @Override
    public Arity arity() {
        return new Arity(1, Integer.MAX_VALUE);
    }

    @Override
    public int run(Context context) throws CliException, IOException {
        List<String> arguments = context.arguments();
        String shell = arguments.get(0);
        if (shell.equals(WORDS)) {
            for (String word : new Completion(context).of(arguments.subList(1, arguments.size()))) {
                context.console().out().println(word);
            }
        } else if (SHELLS.contains(shell)) {
            context.console().out().print(script(shell));
        } else {
            throw CliException.usage("there is completion for " + String.join(" and ", SHELLS) + ", not for '" + shell
                    + "'" + Spelling.hint(shell, SHELLS));
        }
        return ExitCode.DONE;
    }

    private static String script(String shell) throws IOException {
        try (InputStream script = CompletionCommand.class.getResourceAsStream("completion." + shell)) {
            if (script == null) {
                throw new IllegalStateException("this build lacks the completion of " + shell);
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
