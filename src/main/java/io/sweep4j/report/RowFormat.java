package io.sweep4j.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/**
 * How the command line prints rows. Cells may be null, numbers, booleans, {@code java.time} values, texts, bytes and
 * arrays; anything else is written by its {@code toString}. Stateless and thread-safe.
 */
public enum RowFormat {
    /** Aligned columns for people; holds all rows in memory. See {@link TextTable}. */
    TABLE {
        @Override
        public void write(Writer out, List<String> columns, Iterator<? extends List<? extends @Nullable Object>> rows)
                throws IOException {
            List<List<? extends @Nullable Object>> all = new ArrayList<>();
            rows.forEachRemaining(all::add);
            TextTable.write(out, columns, all);
            out.flush();
        }
    },
    /**
     * RFC 4180 but for its line ends, which are plain line feeds as pipes expect them: a header, an empty field for null,
     * texts as they are, non-finite numbers by name.
     */
    CSV {
        @Override
        public void write(Writer out, List<String> columns, Iterator<? extends List<? extends @Nullable Object>> rows)
                throws IOException {
            CSVPrinter csv = new CSVPrinter(
                    out, CSVFormat.RFC4180.builder().setRecordSeparator('\n').get());
            csv.printRecord(columns);
            while (rows.hasNext()) {
                List<? extends @Nullable Object> row = rows.next();
                for (Object cell : row) {
                    // A lone null would make an empty line, which readers skip; a lone empty text is quoted.
                    csv.print(cell == null ? row.size() == 1 ? "" : null : Cells.text(cell));
                }
                csv.println();
            }
            csv.flush();
        }
    },
    /**
     * One array of objects, one a row and a line, keyed by column; of columns of one name the first keeps it and the
     * later ones get {@code _2}, {@code _3}, …. Null and non-finite numbers are null, numbers have all their digits.
     */
    JSON {
        @Override
        public void write(Writer out, List<String> columns, Iterator<? extends List<? extends @Nullable Object>> rows)
                throws IOException {
            if (!rows.hasNext()) {
                out.write("[]\n");
                out.flush();
                return;
            }
            List<String> keys = distinct(columns);
            out.write("[\n");
            try (JsonGenerator json = Json.lines(out)) {
                while (rows.hasNext()) {
                    json.writeStartObject();
                    int i = 0;
                    for (Object cell : rows.next()) {
                        Json.member(json, keys.get(i++), cell);
                    }
                    json.writeEndObject();
                }
            }
            out.write("\n]\n");
            out.flush();
        }
    };

    /**
     * Writes a header where the format has one, and the rows. Flushes the target and leaves it open.
     *
     * @param columns lower-case labels
     * @param rows each as long as {@code columns}; read once, and by csv and json never more than one at a time
     */
    public abstract void write(
            Writer out, List<String> columns, Iterator<? extends List<? extends @Nullable Object>> rows)
            throws IOException;

    /** Likewise. */
    public void write(Writer out, List<String> columns, Iterable<? extends List<? extends @Nullable Object>> rows)
            throws IOException {
        write(out, columns, rows.iterator());
    }

    /** The name on the command line. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The format of that name, if there is one. */
    public static Optional<RowFormat> named(String label) {
        return Stream.of(values())
                .filter(format -> format.label().equals(label))
                .findFirst();
    }

    private static List<String> distinct(List<String> columns) {
        List<String> keys = new ArrayList<>();
        for (String column : columns) {
            String key = column;
            for (int i = 2; keys.contains(key); i++) {
                key = column + "_" + i;
            }
            keys.add(key);
        }
        return keys;
    }
}
