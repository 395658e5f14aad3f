package io.sweep4j.report;

import io.sweep4j.divergence.Advice;
import io.sweep4j.store.StoredTrial;
import io.sweep4j.sweep.Divergence;
import io.sweep4j.sweep.NumberKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells in plain text how one trial diverged: the verdict, the last iterations, and the rest of the evidence. */
final class DivergenceStory {
    /** Columns of the table of iterations, with the evidence that each shows. */
    private static final List<Map.Entry<String, String>> COLUMNS = List.of(
            Map.entry("iteration", "iterations"),
            Map.entry("cost", "costs"),
            Map.entry("rate", "applied_learning_rates"),
            Map.entry("lowest", "smallest_outputs"),
            Map.entry("highest", "largest_outputs"),
            Map.entry("≤0", "true_class_not_positive"),
            Map.entry("=0", "true_class_zero"),
            Map.entry("=1", "true_class_one"),
            Map.entry("gradient", "gradient_norms"),
            Map.entry("step", "step_norms"),
            Map.entry("parameters", "parameter_norms"));

    private DivergenceStory() {}

    /**
     * Writes it.
     *
     * @param nearby what survived nearby, empty for nothing
     * @param meaningless what to make of accuracies recorded after the divergence, empty for none
     */
    static void write(Appendable out, StoredTrial trial, Divergence divergence, String nearby, String meaningless)
            throws IOException {
        line(out, "cause", divergence.cause().name());
        line(
                out,
                "where",
                "epoch " + divergence.epoch() + ", iteration " + divergence.iteration() + ": " + divergence.event());
        line(out, "why", divergence.explanation());
        line(out, "advice", Advice.of(divergence, trial.trial().configuration()));
        line(out, "result", meaningless);
        line(out, "nearby", nearby);
        iterations(out, divergence.evidence());
        out.append("\nevidence:\n");
        for (Map.Entry<String, Object> entry : divergence.evidence().entrySet()) {
            boolean inTable =
                    COLUMNS.stream().anyMatch(column -> column.getValue().equals(entry.getKey()));
            if (!inTable) {
                String more = entry.getKey().equals("training_rows") ? cut(divergence.evidence()) : "";
                out.append(
                        String.format(Locale.ROOT, "  %-32s %s%s%n", entry.getKey(), figure(entry.getValue()), more));
            }
        }
    }

    /** How many more samples were bad than are named. */
    private static String cut(Map<String, Object> evidence) {
        int named = list(evidence, "training_rows").size();
        return evidence.get("samples_not_finite") instanceof Long all && all > named
                ? " (" + named + " of " + all + " bad rows)"
                : "";
    }

    private static void line(Appendable out, String name, String text) throws IOException {
        if (!text.isEmpty()) {
            out.append(String.format(Locale.ROOT, "%-8s %s%n", name + ":", text));
        }
    }

    private static void iterations(Appendable out, Map<String, Object> evidence) throws IOException {
        int length = list(evidence, "iterations").size();
        List<Map.Entry<String, String>> shown = COLUMNS.stream()
                .filter(column -> list(evidence, column.getValue()).size() == length)
                .toList();
        if (length == 0) {
            return;
        }
        List<String> header = new ArrayList<>();
        shown.forEach(column -> header.add(column.getKey()));
        header.add("growth");
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            List<@Nullable Object> row = new ArrayList<>();
            for (Map.Entry<String, String> column : shown) {
                row.add(cell(list(evidence, column.getValue()).get(i)));
            }
            row.add(cell(growth(list(evidence, "step_norms"), i)));
            rows.add(row);
        }
        out.append(
                "\nthe last iterations, before each update (≤0, =0, =1: share of samples whose output at the true class"
                        + " is so; growth: of the step)\n");
        TextTable.write(out, header, rows);
    }

    /** Numbers to a width that a terminal has room for. */
    private static @Nullable Object cell(@Nullable Object value) {
        return value instanceof String text
                ? symbol(text)
                : value instanceof Double number && number != Math.rint(number * 1e3) / 1e3
                        ? String.format(Locale.ROOT, "%.4g", number)
                        : value instanceof Double number && Math.abs(number) >= 1e6
                                ? String.format(Locale.ROOT, "%.3e", number)
                                : value;
    }

    /** What evidence has in place of a number that is not finite, as people write it; other texts as they are. */
    private static String symbol(String text) {
        return Stream.of(NumberKind.values())
                .filter(kind -> kind.label().equals(text))
                .map(NumberKind::symbol)
                .findFirst()
                .orElse(text);
    }

    private static List<?> list(Map<String, Object> evidence, String name) {
        return evidence.get(name) instanceof List<?> list ? list : List.of();
    }

    private static @Nullable Double growth(List<?> steps, int at) {
        return at > 0
                        && at < steps.size()
                        && steps.get(at) instanceof Double after
                        && steps.get(at - 1) instanceof Double before
                        && before > 0
                ? (Double) (after / before)
                : null;
    }

    private static String figure(Object value) {
        if (value instanceof List<?> list) {
            return list.isEmpty()
                    ? "none"
                    : list.stream().map(DivergenceStory::figure).collect(Collectors.joining(" "));
        }
        return value instanceof Double number ? String.format(Locale.ROOT, "%.5g", number) : symbol(value.toString());
    }
}
