package io.sweep4j.cli;

import io.sweep4j.report.RowFormat;
import io.sweep4j.store.SweepStore;
import java.io.IOException;
import org.apache.commons.cli.Options;

/** Lists the sweeps of a database. */
final class ListCommand implements Command {
    private static final String SQL = "SELECT sweep, state, trials, completed, diverged, failed, created_at,"
            + " finished_at FROM sweeps ORDER BY sweep";

    @Override
    public String name() {
        return "list";
    }

    @Override
    public String arguments() {
        return "";
    }

    @Override
    public String summary() {
        return "the sweeps in the database";
    }

    @Override
    public Options options() {
        return RowOptions.options();
    }

    @Override
    public Arity arity() {
        return new Arity(0, 0);
    }

    @Override
    public int run(Context context) throws CliException, IOException {
        RowFormat format = RowOptions.format(context);
        context.noteWithoutDatabase();
        try (SweepStore store = context.openStoreToRead()) {
            SqlRows.print(store, SQL, format, context.console().out());
        }
        return ExitCode.DONE;
    }
}
