package io.sweep4j.dashboard;

import io.sweep4j.report.RankedTrial;
import io.sweep4j.report.ResultColumns;
import io.sweep4j.report.SweepComparison;
import io.sweep4j.sweep.Divergence;
import io.sweep4j.sweep.Parameter;
import io.sweep4j.sweep.TrialState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The started trials of a sweep, a page at a time, in the order and of the kind that is asked for. */
final class TrialTable {
    /** Rows of a page at most. */
    static final int MOST_ROWS = 500;

    private TrialTable() {}

    /**
     * What is asked for.
     *
     * @param sort a column: {@code rank}, {@code trial}, {@code state}, {@code repeat}, {@code value}, {@code test}, {@code epochs}, {@code cost},
     *     {@code cause}, {@code seconds}, {@code started}, or a parameter's name; the ranking for any other
     * @param down whether the largest come first; what has no number comes last either way
     * @param filter words that all have to be in a row; empty for every row
     * @param state the only state wanted; null for every one
     * @param page from 0
     * @param rows on a page
     */
    record Wish(
            String sort,
            boolean down,
            String filter,
            @Nullable TrialState state,
            int page,
            int rows) {}

    /**
     * A page.
     *
     * @param number from 0; smaller than asked for if there are not so many
     * @param found rows on all pages
     */
    record Page(int number, int found, List<RankedTrial> rows) {}

    static Page page(SweepComparison sweep, Wish wish) {
        String[] words = Stream.of(wish.filter().toLowerCase(Locale.ROOT).split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toArray(String[]::new);
        List<RankedTrial> found = new ArrayList<>();
        for (RankedTrial trial : sweep.ranking()) {
            boolean wanted = wish.state() == null || trial.stored().state() == wish.state();
            if (wanted && contains(sweep, trial, words)) {
                found.add(trial);
            }
        }
        sort(found, wish);
        int last = Math.max(0, (found.size() - 1) / wish.rows());
        int page = Math.min(wish.page(), last);
        int from = Math.min(found.size(), page * wish.rows());
        return new Page(page, found.size(), found.subList(from, Math.min(found.size(), from + wish.rows())));
    }

    private static boolean contains(SweepComparison sweep, RankedTrial trial, String... words) {
        if (words.length == 0) {
            return true;
        }
        StringBuilder text = new StringBuilder()
                .append(trial.number())
                .append(' ')
                .append(trial.stored().state());
        for (Parameter parameter : sweep.varying()) {
            text.append(' ').append(parameter.yaml()).append(' ').append(ResultColumns.cell(trial.value(parameter)));
        }
        Divergence divergence = trial.stored().divergence();
        if (divergence != null) {
            text.append(' ').append(divergence.cause());
        }
        trial.stored().warnings().forEach(warning -> text.append(' ').append(warning));
        String all = text.toString().toLowerCase(Locale.ROOT);
        return Stream.of(words).allMatch(all::contains);
    }

    private static void sort(List<RankedTrial> trials, Wish wish) {
        Optional<Function<RankedTrial, @Nullable Comparable<?>>> key = key(wish.sort());
        if (key.isPresent()) {
            Comparator<Comparable<Object>> order =
                    wish.down() ? Collections.<Comparable<Object>>reverseOrder() : Comparator.naturalOrder();
            trials.sort(Comparator.comparing(
                    trial -> TrialTable.<Object>comparable(key.get().apply(trial)), Comparator.nullsLast(order)));
        } else if (wish.down()) {
            Collections.reverse(trials);
        }
    }

    /** All values of a column are of one kind. */
    @SuppressWarnings("unchecked")
    private static <T> @Nullable Comparable<T> comparable(@Nullable Comparable<?> value) {
        return (Comparable<T>) value;
    }

    /** What a column sorts by; empty for the ranking, which the trials are in already. */
    private static Optional<Function<RankedTrial, @Nullable Comparable<?>>> key(String column) {
        return switch (column) {
            case "trial" -> Optional.of(RankedTrial::number);
            case "state" -> Optional.of(trial -> trial.stored().state());
            case "value" -> Optional.of(RankedTrial::best);
            case "test" -> Optional.of(RankedTrial::testAccuracy);
            case "repeat" -> Optional.of(trial -> trial.stored().trial().repeat());
            case "epochs" -> Optional.of(trial -> trial.stored().summary().epochsRun());
            case "cost" -> Optional.of(trial -> finite(trial.finalCost()));
            case "cause" -> Optional.of(TrialTable::cause);
            case "seconds" -> Optional.of(trial -> trial.stored().seconds());
            case "started" -> Optional.of(trial -> trial.stored().startedAt());
            default -> Parameter.named(column).map(TrialTable::parameter);
        };
    }

    private static Function<RankedTrial, @Nullable Comparable<?>> parameter(Parameter parameter) {
        return trial -> ResultColumns.cell(trial.value(parameter)) instanceof Comparable<?> value ? value : null;
    }

    private static @Nullable String cause(RankedTrial trial) {
        Divergence divergence = trial.stored().divergence();
        return divergence == null ? null : divergence.cause().name();
    }

    private static @Nullable Double finite(@Nullable Double number) {
        return number != null && Double.isFinite(number) ? number : null;
    }
}
