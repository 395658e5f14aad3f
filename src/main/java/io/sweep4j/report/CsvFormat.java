package io.sweep4j.report;

import io.sweep4j.store.StoredSweep;
import io.sweep4j.sweep.NumberKind;
import io.sweep4j.sweep.Observation;
import java.io.IOException;
import java.io.Writer;
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
                new ReportFile("report.csv", out -> results(out, comparison)),
                new ReportFile("curves.csv", out -> curves(out, comparison))));
        comparison
                .matching()
                .ifPresent(matching -> files.add(new ReportFile("cells.csv", out -> cells(out, comparison, matching))));
        return List.copyOf(files);
    }

    /** A table that is written row by row. */
    private static final class Table {
        private final CSVPrinter csv;

        Table(Writer out, List<String> header) throws IOException {
            csv = new CSVPrinter(out, CSVFormat.RFC4180); // not closed: out is the caller's
            csv.printRecord(header);
        }

        void row(Collection<? extends @Nullable Object> cells) throws IOException {
            for (Object cell : cells) {
                csv.print(cell instanceof String string ? inert(string) : cell == null ? null : Cells.text(cell));
            }
            csv.println();
        }
    }

    private static void cells(Writer out, Comparison comparison, Matching matching) throws IOException {
        List<String> header = new ArrayList<>(List.of("cell"));
        matching.axes().forEach(axis -> header.add(axis.parameter().yaml()));
        header.addAll(
                List.of("metric", "sweep", "trial", "state", "cause", "value", "difference", "trials", "diverged"));
        header.addAll(List.of("folded", "warnings"));
        Table table = new Table(out, header);
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
                    table.row(row);
                }
            }
        }
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

    private static void results(Writer out, Comparison comparison) throws IOException {
        Table table = new Table(out, ResultColumns.names());
        for (SweepComparison sweep : comparison.sweeps()) {
            for (RankedTrial trial : sweep.ranking()) {
                table.row(ResultColumns.of(sweep.sweep().name(), trial).values());
            }
        }
    }

    private static void curves(Writer out, Comparison comparison) throws IOException {
        List<String> header = new ArrayList<>(List.of("sweep", "trial"));
        header.addAll(CurveColumns.names());
        Table table = new Table(out, header);
        for (SweepComparison sweep : comparison.sweeps()) {
            for (TrialCurve curve : sweep.curves()) {
                for (Observation epoch : curve.epochs()) {
                    List<@Nullable Object> row = new ArrayList<>();
                    row.add(sweep.sweep().name());
                    row.add(curve.trial().number());
                    row.addAll(CurveColumns.of(epoch).values());
                    table.row(row);
                }
            }
        }
    }

    /** Spreadsheets would run a text that begins so as a formula; a kind of number is no formula. */
    private static String inert(String text) {
        boolean kind =
                text.equals(NumberKind.POSITIVE_INFINITY.label()) || text.equals(NumberKind.NEGATIVE_INFINITY.label());
        return !kind && !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
