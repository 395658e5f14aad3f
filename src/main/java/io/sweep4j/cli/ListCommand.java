package io.sweep4j.cli;

import io.sweep4j.report.RowFormat;
import io.sweep4j.store.ReadOnlyQuery;
import io.sweep4j.store.SweepStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.commons.cli.Options;
import org.jspecify.annotations.Nullable;

/** Lists the sweeps of a database. */
final class ListCommand implements Command {
    private static final String COUNTS = "SELECT s.sweep, s.state, s.trials, s.completed, s.diverged, s.failed, ";
    private static final String EPOCHS = "COALESCE(r.epochs, 0) AS epochs";
    private static final String FROM =
            " FROM sweeps s LEFT JOIN (SELECT sweep, SUM(epochs_run) AS epochs, MAX(COALESCE(finished_at,"
                    + " DATEADD(MILLISECOND, CAST(1000 * seconds AS BIGINT), started_at))) AS recorded_at"
                    + " FROM results GROUP BY sweep) r ON r.sweep = s.sweep ORDER BY s.sweep";
    private static final String ALL = COUNTS + "s.created_at, s.finished_at, " + EPOCHS + FROM;
    private static final String WITH_AGE =
            COUNTS + EPOCHS + ", GREATEST(s.created_at, COALESCE(s.finished_at, s.created_at),"
                    + " COALESCE(r.recorded_at, s.created_at)) AS age" + FROM;

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
        PrintWriter out = context.console().out();
        try (SweepStore store = context.openStoreToRead()) {
            if (format == RowFormat.TABLE) {
                table(store, out);
                Path path = context.databasePath();
                if (SweepStore.exists(path)) {
                    out.println();
                    out.println("database " + path + ", " + Figures.size(SweepStore.size(path)));
                }
            } else {
                SqlRows.print(store, ALL, format, out);
            }
        }
        return ExitCode.DONE;
    }

    /** For people: when something last happened, instead of two points in time. */
    private static void table(SweepStore store, PrintWriter out) throws IOException {
        Instant now = Instant.now();
        try (ReadOnlyQuery query = store.query(WITH_AGE)) {
            List<List<@Nullable Object>> rows = new ArrayList<>();
            query.rows().forEachRemaining(row -> {
                int last = row.size() - 1;
                Instant at = ((OffsetDateTime) Objects.requireNonNull(row.get(last))).toInstant();
                row.set(last, Figures.age(Duration.between(at, now)));
                rows.add(row);
            });
            RowFormat.TABLE.write(out, query.columns(), rows);
        }
    }
}
