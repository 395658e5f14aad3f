package io.sweep4j.cli;

import io.sweep4j.store.StoredSweep;
import io.sweep4j.store.SweepStore;
import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/** Forgets a sweep. */
final class DeleteCommand implements Command {
    @Override
    public String name() {
        return "delete";
    }

    @Override
    public String arguments() {
        return "SWEEP";
    }

    @Override
    public String summary() {
        return "remove a sweep and its results from the database";
    }

    @Override
    public Options options() {
        return new Options()
                .addOption(Option.builder().longOpt("yes").desc("don't ask").get());
    }

    @Override
    public Arity arity() {
        return new Arity(1, 1);
    }

    @Override
    public int run(Context context) throws CliException, IOException {
        String name = context.arguments().get(0);
        try (SweepStore store = context.openStoreToRead()) {
            StoredSweep sweep = context.sweep(store, name);
            if (!context.has("yes") && !confirmed(sweep)) {
                throw CliException.usage("nothing deleted; --yes deletes without asking");
            }
        }
        try (SweepStore store = context.openStore()) {
            store.delete(name);
            store.closeCompact();
        }
        Path reports = Path.of("results", name);
        context.console()
                .note("deleted sweep '" + name + "'"
                        + (Files.isDirectory(reports) ? "; its reports in " + reports + " stay" : ""));
        return ExitCode.DONE;
    }

    private static boolean confirmed(StoredSweep sweep) {
        Console terminal = System.console();
        if (terminal == null) {
            return false;
        }
        String answer = terminal.readLine("Delete sweep '%s' with %d trials? [y/N] ", sweep.name(), sweep.trials());
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
    }
}
