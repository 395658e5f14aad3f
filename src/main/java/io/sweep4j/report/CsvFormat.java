package io.sweep4j.report;

import io.sweep4j.store.StoredSweep;
import io.sweep4j.sweep.NumberKind;
import io.sweep4j.sweep.Observation;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/**
 * Tables after RFC 4180 for pandas, R and spreadsheets: {@code report.csv}, a row a started trial in rank order with
 * the columns of the {@code results} view, then {@code rank}, {@code final_cost_kind} and {@code test_accuracy}; and {@code
 * curves.csv}, a row an epoch with the columns of the {@code curves} view. Of several
 * sweeps also {@code cells.csv}, a row a matched cell and sweep. NULL is an empty field. Texts that a spreadsheet would run as a
 * formula get an apostrophe in front.
 */
final class CsvFormat implements ReportFormat {
    @Override
    public String name() {
        return "csv";
    }

    @Override
    public List<ReportFile> render(Comparison comparison) {
        List<ReportFile> files = new ArrayList<>(List.of(
                new ReportFile("report.csv", results(comparison)), new ReportFile("curves.csv", curves(comparison))));
        comparison
                .matching()
                .ifPresent(matching -> files.add(new ReportFile("cells.csv", cells(comparison, matching))));
        return List.copyOf(files);
    }

    private static String cells(Comparison comparison, Matching matching) {
        List<String> header = new ArrayList<>(List.of("cell"));
        matching.axes().forEach(axis -> header.add(axis.parameter().yaml()));
        header.addAll(List.of(
                "metric",
                "sweep",
                "trial",
                "state",
                "cause",
                "value",
                "difference",
                "trials",
                "diverged",
                "folded",
                "warnings"));
        List<Collection<? extends @Nullable Object>> rows = new ArrayList<>();
        for (int place = 0; place < matching.cells().size(); place++) {
            MatchedCell cell = matching.cells().get(place);
            for (int i = 0; i < comparison.sweeps().size(); i++) {
                CellSide side = cell.sides().get(i);
                if (side != null) {
                    StoredSweep sweep = comparison.sweeps().get(i).sweep();
                    List<@Nullable Object> row = new ArrayList<>();
                    row.add(place + 1);
                    cell.values().forEach(value -> row.add(ResultColumns.cell(value)));
                    row.add(sweep.metric().name().yaml());
                    JsonMatching.side(
                                    matching,
                                    i,
                                    sweep.name(),
                                    side,
                                    cell.differences().get(i))
                            .values()
                            .forEach(value -> row.add(flat(value)));
                    rows.add(row);
                }
            }
        }
        return table(header, rows);
    }

    /** Several values in one field: {@code updater=sgd,hidden=[8]}, {@code ONE,OTHER}; null for none. */
    private static @Nullable Object flat(@Nullable Object value) {
        Stream<String> parts = value instanceof Map<?, ?> map
                ? map.entrySet().stream()
                        .map(entry ->
                                entry.getKey() + "=" + (entry.getValue() == null ? "" : Cells.text(entry.getValue())))
                : value instanceof List<?> list ? list.stream().map(String::valueOf) : null;
        if (parts == null) {
            return value;
        }
        String text = parts.collect(Collectors.joining(","));
        return text.isEmpty() ? null : text;
    }

    private static String results(Comparison comparison) {
        List<Collection<? extends @Nullable Object>> rows = new ArrayList<>();
        for (SweepComparison sweep : comparison.sweeps()) {
            for (RankedTrial trial : sweep.ranking()) {
                rows.add(ResultColumns.of(sweep.sweep().name(), trial).values());
            }
        }
        return table(ResultColumns.names(), rows);
    }

    private static String curves(Comparison comparison) {
        List<String> header = new ArrayList<>(List.of("sweep", "trial"));
        header.addAll(CurveColumns.names());
        List<Collection<? extends @Nullable Object>> rows = new ArrayList<>();
        for (SweepComparison sweep : comparison.sweeps()) {
            for (TrialCurve curve : sweep.curves()) {
                for (Observation epoch : curve.epochs()) {
                    List<@Nullable Object> row = new ArrayList<>();
                    row.add(sweep.sweep().name());
                    row.add(curve.trial().number());
                    row.addAll(CurveColumns.of(epoch).values());
                    rows.add(row);
                }
            }
        }
        return table(header, rows);
    }

    private static String table(List<String> header, List<Collection<? extends @Nullable Object>> rows) {
        StringWriter text = new StringWriter();
        try (CSVPrinter csv = new CSVPrinter(text, CSVFormat.RFC4180)) {
            csv.printRecord(header);
            for (Collection<? extends @Nullable Object> row : rows) {
                for (Object cell : row) {
                    csv.print(cell instanceof String string ? inert(string) : cell == null ? null : Cells.text(cell));
                }
                csv.println();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return text.toString();
    }

    /** Spreadsheets would run a text that begins so as a formula; a kind of number is no formula. */
    private static String inert(String text) {
        boolean kind =
                text.equals(NumberKind.POSITIVE_INFINITY.label()) || text.equals(NumberKind.NEGATIVE_INFINITY.label());
        return !kind && !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
