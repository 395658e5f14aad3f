package io.sweep4j.data;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVRecord;

/** What is wrong with the rows of a CSV file: the first fault of each column, and how many more it has. */
final class CsvFaults {
    /** Columns with a line of their own at most. */
    private static final int MOST_LISTED = 10;
    /** Stands for the faults of whole rows. */
    private static final int NO_COLUMN = -1;

    private final CsvText file;
    private final Map<Integer, Fault> faults = new LinkedHashMap<>();
    private long unlisted;

    private record Fault(String first, String remedy, long more) {
        @Override
        public String toString() {
            return more == 0 ? first : first + "; and " + more + " more " + remedy;
        }
    }

    CsvFaults(CsvText file) {
        this.file = file;
    }

    /** Whether all is well so far. */
    boolean none() {
        return faults.isEmpty();
    }

    /** Notes a row that has too many cells or too few. */
    void row(CSVRecord record, String what) {
        add(record, NO_COLUMN, "such rows", () -> what);
    }

    /**
     * Notes a cell without a value that can be used.
     *
     * @param column from 0
     * @param remedy what to do about a column with many of them
     * @param what asked for if it is to be shown
     */
    void cell(CSVRecord record, int column, String remedy, Supplier<String> what) {
        add(record, column, "in this column: " + remedy, what);
    }

    private void add(CSVRecord record, int column, String remedy, Supplier<String> what) {
        Fault known = faults.get(column);
        if (known != null) {
            faults.put(column, new Fault(known.first(), known.remedy(), known.more() + 1));
        } else if (faults.size() < MOST_LISTED) {
            String place = file.path() + ":" + file.firstLineFrom(record.getCharacterPosition()) + ": ";
            faults.put(column, new Fault(place + what.get(), remedy, 0));
        } else {
            unlisted++;
        }
    }

    /** Tells of all faults, a line a column. */
    void throwIfAny() throws DatasetException {
        if (none()) {
            return;
        }
        String listed = faults.values().stream().map(Fault::toString).collect(Collectors.joining("\n"));
        throw new DatasetException(
                listed + (unlisted == 0 ? "" : "\n" + file.path() + ": and " + unlisted + " more in other columns"));
    }
}
