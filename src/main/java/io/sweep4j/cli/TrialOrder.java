package io.sweep4j.cli;

import io.sweep4j.sweep.Spelling;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of trials are shown, and in what order, as {@code --top} and {@code --sort} ask for.
 *
 * @param column what rows are ordered by; null for the order they come in
 * @param descending from the highest
 * @param top the most rows
 */
record TrialOrder(@Nullable String column, boolean descending, long top) {
    private static final String SORT = "sort";
    private static final String TOP = "top";
    private static final String RANK = "rank";
    /** Short names that stand elsewhere for a column that is spelt otherwise. */
    private static final Map<String, String> MEANT = Map.of("cost", "final_cost", "lr", "learning_rate");

    static void addTo(Options options) {
        options.addOption(Option.builder()
                .longOpt(TOP)
                .hasArg()
                .argName("N")
                .desc("only the first N trials: the best ones, or the first by --sort")
                .get());
        options.addOption(Option.builder()
                .longOpt(SORT)
                .hasArg()
                .argName("COLUMN")
                .desc("accuracies from the highest, all else from the lowest; or COLUMN:asc, COLUMN:desc")
                .get());
    }

    /** Complains where there are no trials to choose from. */
    static void refuse(Context context) throws CliException {
        for (String option : List.of(TOP, SORT)) {
            if (context.has(option)) {
                throw CliException.usage("--" + option + " chooses among the trials of a sweep, so it goes with"
                        + " 'show SWEEP' alone");
            }
        }
    }

    /**
     * What the command line asks for.
     *
     * @param columns the ones there are
     */
    static TrialOrder of(Context context, Collection<String> columns) throws CliException {
        long top = context.whole(TOP, 1, Long.MAX_VALUE);
        String text = context.option(SORT).orElse("");
        if (text.isEmpty() && !context.has(SORT)) {
            return new TrialOrder(context.has(TOP) ? RANK : null, false, top);
        }
        int colon = text.lastIndexOf(':');
        String column = colon < 0 ? text : text.substring(0, colon);
        String direction = colon < 0 ? column.endsWith("_accuracy") ? "desc" : "asc" : text.substring(colon + 1);
        if (!columns.contains(column)) {
            String meant = MEANT.getOrDefault(column, column);
            throw CliException.usage("--sort takes a column, not '" + column + "'"
                    + Spelling.hint(meant, columns, "; the columns are " + String.join(", ", columns)));
        }
        if (!direction.equals("asc") && !direction.equals("desc")) {
            throw CliException.usage("--sort takes " + column + ":asc or " + column + ":desc, not '" + text + "'");
        }
        return new TrialOrder(column, direction.equals("desc"), top);
    }

    /** The rows asked for, equal ones in the order given. Rows without a value come last either way. */
    List<Map<String, @Nullable Object>> of(List<Map<String, @Nullable Object>> rows) {
        if (column == null) {
            return rows.stream().limit(top).toList();
        }
        String by = column;
        Comparator<Object> values = descending ? TrialOrder::compareDown : TrialOrder::compare;
        return rows.stream()
                .sorted(Comparator.comparing(row -> row.get(by), Comparator.nullsLast(values)))
                .limit(top)
                .toList();
    }

    private static int compareDown(Object one, Object other) {
        return compare(other, one);
    }

    /** A column's values have one type: numbers, booleans, texts or times. */
    @SuppressWarnings("unchecked")
    private static int compare(Object one, Object other) {
        return one instanceof Comparable<?> && one.getClass() == other.getClass()
                ? ((Comparable<Object>) one).compareTo(other)
                : String.valueOf(one).compareTo(String.valueOf(other));
    }
}
