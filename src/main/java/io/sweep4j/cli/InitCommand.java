package io.sweep4j.cli;

import io.sweep4j.definition.Definitions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes a commented sweep file to start from. */
final class InitCommand implements Command {
    @Override
    public String name() {
        return "init";
    }

    @Override
    public String arguments() {
        return "[NAME]";
    }

    @Override
    public String summary() {
        return "write a commented sweep file sweeps/NAME.yaml to start from";
    }

    @Override
    public Arity arity() {
        return new Arity(0, 1);
    }

    @Override
    public int run(Context context) throws CliException, IOException {
        String name =
                context.arguments().isEmpty() ? "my-sweep" : context.arguments().get(0);
        if (!Definitions.isName(name)) {
            throw CliException.usage(
                    "'" + name + "' can't name a sweep: use letters, digits, dots, underscores and hyphens");
        }
        Path file = Path.of("sweeps", name + ".yaml");
        String text = Definitions.template(name);
        Files.createDirectories(Path.of("sweeps"));
        try {
            Files.write(file, text.getBytes(StandardCharsets.UTF_8), StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            throw CliException.usage(
                    file + " is there already; give another name: " + Program.name() + " init NAME", e);
        }
        context.console().out().println(file);
        context.console()
                .note("next: " + NextCommand.of(context, "plan", file.toString()) + ", then "
                        + NextCommand.of(context, "run", file.toString()));
        return ExitCode.DONE;
    }
}
