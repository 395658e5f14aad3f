package io.sweep4j.cli;

import io.sweep4j.report.RowFormat;
import io.sweep4j.store.SweepStore;
import java.io.IOException;
import java.time.Duration;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/** Answers a question in SQL. */
final class QueryCommand implements Command {
    private static final int MOST_ROWS = 1_000_000;
    private static final int SECONDS = 60;
    private static final int A_DAY = 86_400;

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
        return RowOptions.options()
                .addOption(Option.builder()
                        .longOpt("limit")
                        .hasArg()
                        .argName("N")
                        .desc("print at most so many rows (default " + MOST_ROWS + ")")
                        .get())
                .addOption(Option.builder()
                        .longOpt("timeout")
                        .hasArg()
                        .argName("N")
                        .desc("seconds that finding the answer may take (default " + SECONDS + ")")
                        .get());
    }

    @Override
    public Arity arity() {
        return new Arity(1, 1);
    }

    @Override
    public int run(Context context) throws CliException, IOException {
        RowFormat format = RowOptions.format(context);
        context.noteWithoutDatabase();
        int most = (int) Math.min(Integer.MAX_VALUE - 1, context.whole("limit", 0, MOST_ROWS));
        Duration time = Duration.ofSeconds(Math.min(A_DAY, context.whole("timeout", 1, SECONDS)));
        try (SweepStore store = context.openStoreToRead()) {
            SqlRows.print(store, context.arguments().get(0), format, context.console(), time, most);
        }
        return ExitCode.DONE;
    }
}
