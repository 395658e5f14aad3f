package io.sweep4j.cli;

import io.sweep4j.report.RowFormat;
import io.sweep4j.store.ReadOnlyQuery;
import io.sweep4j.store.SweepStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

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

    /**
     * Prints the first rows, and says on standard error if there are more.
     *
     * @param most rows that are printed
     */
    static void print(SweepStore store, String sql, RowFormat format, Console console, Duration time, int most)
            throws CliException, IOException {
        try (ReadOnlyQuery query = store.query(sql, time, most + 1)) {
            First<List<@Nullable Object>> rows = new First<>(query.rows(), most);
            format.write(console.out(), query.columns(), rows);
            console.out().flush();
            if (rows.more()) {
                console.note("these are the first " + most + " rows of more; --limit N prints N");
            }
        } catch (ReadOnlyQuery.BadQueryException e) {
            throw CliException.usage(String.valueOf(e.getMessage()), e);
        } catch (OutOfMemoryError e) {
            throw CliException.usage(
                    "SQL: so many rows take more memory than there is; ask for fewer with --limit N, or for --format csv",
                    e);
        }
    }

    /** The first of some elements. */
    private static final class First<T> implements Iterator<T> {
        private final Iterator<T> all;
        private int left;

        First(Iterator<T> all, int left) {
            this.all = all;
            this.left = left;
        }

        @Override
        public boolean hasNext() {
            return left > 0 && all.hasNext();
        }

        @Override
        public T next() {
            if (left == 0) {
                throw new NoSuchElementException();
            }
            left--;
            return all.next();
        }

        boolean more() {
            return left == 0 && all.hasNext();
        }
    }
}
