package io.sweep4j.data;

import io.sweep4j.sweep.DatasetSpec;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** The rows of a CSV file as numbers and classes, in file order. Nobody writes to the arrays. */
final class CsvTable {
    /** Wider tables are taken for a mistake. */
    private static final int MOST_COLUMNS = 100_000;

    /** Where the parser says what line it stumbled on. */
    private static final Pattern LINE = Pattern.compile("line:? (\\d+)");

    private static final CSVFormat FORMAT = CSVFormat.DEFAULT
            .builder()
            .setIgnoreSurroundingSpaces(true)
            .setIgnoreEmptyLines(true)
            .get();

    private final CsvText file;
    private final CsvLayout layout;
    private final List<double[]> rows = new ArrayList<>();
    private final List<String> labels = new ArrayList<>();
    private final CsvFaults faults;

    private CsvTable(CsvText file, CsvLayout layout) {
        this.file = file;
        this.layout = layout;
        this.faults = new CsvFaults(file);
    }

    /**
     * Parses a file; blank lines are skipped.
     *
     * @throws DatasetException naming line and column of the first bad cell of up to ten columns
     * @throws DatasetOptionException if the label's column is not there
     */
    static CsvTable parse(CsvText file, DatasetSpec spec) throws DatasetException, DatasetOptionException {
        try (CSVParser parser = CSVParser.parse(new StringReader(file.text()), FORMAT)) {
            Iterator<CSVRecord> records = parser.iterator();
            CSVRecord first = records.next();
            checkWidth(file, first);
            CsvTable table = new CsvTable(file, CsvLayout.of(spec, first.toList()));
            if (!table.layout.header()) {
                table.add(first);
            }
            while (records.hasNext()) {
                table.add(records.next());
            }
            table.finish();
            return table;
        } catch (UncheckedIOException | IOException e) {
            throw malformed(file, e);
        }
    }

    private static DatasetException malformed(CsvText file, Exception e) {
        String reason = String.valueOf(e.getMessage());
        Matcher line = LINE.matcher(reason);
        return new DatasetException(
                file.path()
                        + (line.find() ? ":" + line.group(1) : "")
                        + (reason.contains("EOF")
                                ? ": a quote is opened here and never closed"
                                : ": text after a closing quote; a quote within quotes is written twice"),
                e);
    }

    private static void checkWidth(CsvText file, CSVRecord first) throws DatasetException {
        String start = file.path() + ":" + file.firstLineFrom(first.getCharacterPosition()) + ": ";
        if (first.size() > MOST_COLUMNS) {
            throw new DatasetException(start + first.size() + " columns; there may be " + MOST_COLUMNS + " at most");
        }
        if (first.size() < 2) {
            String cell = first.get(0);
            String hint = cell.contains(";") || cell.contains("\t") ? "; separate the cells by commas" : "";
            throw new DatasetException(start + "one column; a label and at least one feature are needed" + hint);
        }
    }

    private void add(CSVRecord record) throws DatasetException {
        int columns = layout.names().size();
        if (record.size() == 1 && record.get(0).isBlank()) {
            return;
        }
        if (record.size() != columns) {
            faults.row(record, record.size() + " cells, where the first line has " + columns);
            return;
        }
        double[] row = new double[columns - 1];
        for (int column = 0; column < columns; column++) {
            String cell = record.get(column);
            int at = column;
            if (column == layout.label()) {
                if (cell.isEmpty()) {
                    faults.cell(
                            record,
                            column,
                            "fill them, or leave out their rows",
                            () -> layout.column(at) + ": the label is empty");
                } else if (cell.length() > CsvNumber.LONGEST) {
                    faults.cell(
                            record,
                            column,
                            "shorten them, or leave out their rows",
                            () -> layout.column(at) + ": the label has " + cell.length() + " characters; there may be "
                                    + CsvNumber.LONGEST + " at most");
                }
                labels.add(cell);
                continue;
            }
            double number = CsvNumber.parse(cell);
            if (Double.isNaN(number)) {
                faults.cell(
                        record,
                        column,
                        "give it numbers, or leave it out of the file",
                        () -> layout.column(at) + ": " + CsvNumber.fault(cell));
            }
            row[column < layout.label() ? column : column - 1] = number;
        }
        if (!faults.none()) {
            return; // what follows is only looked at
        }
        rows.add(row);
        // float64 while the file is read, and float32 once it is split
        Memory.check(file.path().toString(), 3L * rows.size(), columns);
    }

    private void finish() throws DatasetException {
        faults.throwIfAny();
        if (rows.isEmpty()) {
            throw new DatasetException(file.path() + ": no rows below the header");
        }
    }

    int rows() {
        return rows.size();
    }

    /** Features in a row, at least 1. */
    int features() {
        return layout.names().size() - 1;
    }

    /** The features of a row, all finite also as float32. */
    double[] row(int index) {
        return rows.get(index);
    }

    /** The name of a feature's column, for messages. */
    String feature(int index) {
        return layout.column(index < layout.label() ? index : index + 1);
    }

    CsvLayout layout() {
        return layout;
    }

    CsvText file() {
        return file;
    }

    /** The label of each row as it stands in the file, never empty. */
    List<String> labels() {
        return Collections.unmodifiableList(labels);
    }
}
