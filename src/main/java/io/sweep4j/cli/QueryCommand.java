package io.sweep4j.cli;

import io.sweep4j.report.RowFormat;
import io.sweep4j.store.SweepStore;
import java.io.IOException;
import org.apache.commons.cli.Options;

/** Answers a question in SQL. */
final class QueryCommand implements Command {
    @Override
    public String name() {
        return "query";
    }

    @Override
    public String arguments() {
        return "SQL";
    }

    @Override
    public String summary() {
        return "ask the views sweeps, results, curves, divergences, ranking, outputs and reused";
    }

    @Override
    public Options options() {
        return RowOptions.options();
    }

    @Override
    public Arity arity() {
        return new Arity(1, 1);
    }

    @Override
    public int run(Context context) throws CliException, IOException {
        RowFormat format = RowOptions.format(context);
        context.noteWithoutDatabase();
        try (SweepStore store = context.openStoreToRead()) {
            SqlRows.print(
                    store, context.arguments().get(0), format, context.console().out());
        }
        return ExitCode.DONE;
    }
}
