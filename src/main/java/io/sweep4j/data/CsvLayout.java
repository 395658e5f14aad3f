package io.sweep4j.data;

import io.sweep4j.sweep.DatasetOption;
import io.sweep4j.sweep.DatasetSpec;
import io.sweep4j.sweep.Spelling;
import io.sweep4j.sweep.Value;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which column is the class and whether the first record names the columns.
 *
 * @param header whether there is a header
 * @param label the label's column, from 0
 * @param names one a column; empty texts where there is no header or no name
 */
record CsvLayout(boolean header, int label, List<String> names) {
    /** Columns that a message lists at most. */
    private static final int MOST_NAMED = 12;

    CsvLayout {
        names = List.copyOf(names);
    }

    /**
     * Works out the layout from the options and the first record. Unless the sweep file says whether there is a header,
     * one is assumed when a cell of the first record, other than the label's, is not a number, or when the label is
     * given by a name that stands there.
     *
     * @throws DatasetOptionException if the label's column is not there
     */
    static CsvLayout of(DatasetSpec spec, List<String> first) throws DatasetOptionException {
        Value label = spec.option(DatasetOption.LABEL).orElseThrow();
        if (label instanceof Value.Whole number) {
            int column = column(number.number(), first.size());
            boolean header = spec.flag(DatasetOption.HEADER, !numbersBeside(first, column));
            return new CsvLayout(header, column, header ? first : blank(first.size()));
        }
        String name = label.text();
        if (!spec.flag(DatasetOption.HEADER, first.contains(name) || !numbersBeside(first, -1))) {
            throw new DatasetOptionException(
                    DatasetOption.LABEL,
                    "label: the file has no header to find " + CsvNumber.shown(name)
                            + " in; give the column's number, counted from 0, or -1 for the last");
        }
        int column = first.indexOf(name);
        if (column < 0) {
            throw new DatasetOptionException(
                    DatasetOption.LABEL,
                    "label: there is no column " + CsvNumber.shown(name)
                            + Spelling.nearest(name, first)
                                    .map(near -> ", did you mean " + CsvNumber.shown(near) + "?")
                                    .orElseGet(() -> ": the columns are " + some(first)));
        }
        if (first.lastIndexOf(name) != column) {
            throw new DatasetOptionException(
                    DatasetOption.LABEL,
                    "label: columns " + column + " and " + first.lastIndexOf(name) + ", counted from 0, are both named "
                            + CsvNumber.shown(name) + "; give the number");
        }
        return new CsvLayout(true, column, first);
    }

    private static int column(long number, int columns) throws DatasetOptionException {
        if (number < -1 || number >= columns) {
            throw new DatasetOptionException(
                    DatasetOption.LABEL,
                    "label: there is no column " + number + "; give a number from 0 to " + (columns - 1)
                            + ", or -1 for the last");
        }
        return number == -1 ? columns - 1 : (int) number;
    }

    private static boolean numbersBeside(List<String> record, int label) {
        return IntStream.range(0, record.size())
                .allMatch(i -> i == label || !Double.isNaN(CsvNumber.parse(record.get(i))));
    }

    private static List<String> blank(int columns) {
        return Collections.nCopies(columns, "");
    }

    /** A column for people: its number from 1 and its name, if it has one. */
    String column(int index) {
        String name = names.get(index);
        return "column " + (index + 1) + (name.isEmpty() ? "" : " (" + CsvNumber.shown(name) + ")");
    }

    private static String some(List<String> columns) {
        return columns.stream().limit(MOST_NAMED).map(CsvNumber::shown).collect(Collectors.joining(", "))
                + (columns.size() > MOST_NAMED ? ", …" : "");
    }
}
