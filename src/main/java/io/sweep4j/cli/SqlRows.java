package io.sweep4j.cli;

import io.sweep4j.report.RowFormat;
import io.sweep4j.store.ReadOnlyQuery;
import io.sweep4j.store.SweepStore;
import java.io.IOException;
import java.io.PrintWriter;

/** Prints the answer to a query. */
final class SqlRows {
    private SqlRows() {}

    static void print(SweepStore store, String sql, RowFormat format, PrintWriter out)
            throws CliException, IOException {
        try (ReadOnlyQuery query = store.query(sql)) {
            format.write(out, query.columns(), query.rows());
        } catch (ReadOnlyQuery.BadQueryException e) {
            throw CliException.usage(String.valueOf(e.getMessage()), e);
        }
    }
}
