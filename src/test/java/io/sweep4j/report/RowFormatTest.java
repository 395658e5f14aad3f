package io.sweep4j.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RowFormatTest {
    private static final List<String> COLUMNS = List.of("trial", "state", "cost");

    @SafeVarargs
    @SuppressWarnings("varargs")
    private static String write(RowFormat format, List<String> columns, List<? extends @Nullable Object>... rows) {
        StringWriter text = new StringWriter();
        try {
            format.write(text, columns, List.of(rows));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static List<@Nullable Object> row(@Nullable Object... cells) {
        return Arrays.asList(cells);
    }

    @Test
    void aligns_a_table_and_shortens_its_numbers() {
        assertThat(write(
                        RowFormat.TABLE,
                        COLUMNS,
                        row(7L, "COMPLETED", 0.0286123456789),
                        row(12L, "DIVERGED", null),
                        row(13L, "a\tb\n\u001b[31m\u202E", 1.5e-9)))
                .isEqualTo("""
                        trial  state                        cost
                        -----  ----------------------  ---------
                            7  COMPLETED               0.0286123
                           12  DIVERGED                        -
                           13  a\\tb\\n\\u001b[31m\\u202e     1.5e-9
                        """);
    }

    @Test
    void prints_a_table_without_rows_as_its_header() {
        assertThat(write(RowFormat.TABLE, List.of("a", "bb"))).isEqualTo("a  bb\n-  --\n");
    }

    @Test
    void cuts_what_no_terminal_has_room_for() {
        List<String> lines = write(RowFormat.TABLE, List.of("text", "n"), row("x".repeat(500), 7L))
                .lines()
                .toList();
        assertThat(lines.get(2)).hasSize(TextTable.WIDEST_CELL + 3).endsWith("x…  7");
    }

    @Test
    void shows_the_last_column_in_full() {
        List<String> lines = write(RowFormat.TABLE, List.of("n", "text"), row(7L, "x".repeat(500)))
                .lines()
                .toList();
        assertThat(lines.get(1)).hasSize(3 + TextTable.WIDEST_CELL);
        assertThat(lines.get(2)).isEqualTo("7  " + "x".repeat(500));
    }

    @Test
    void writes_csv_at_full_precision() {
        assertThat(write(RowFormat.CSV, COLUMNS, row(1L, "a,\"b\"", 0.1 + 0.2), row(2L, null, -1.5e-9)))
                .isEqualTo("trial,state,cost\n1,\"a,\"\"b\"\"\",0.30000000000000004\n2,,-1.5E-9\n");
        assertThat(write(RowFormat.CSV, List.of("a"), row((Object) null))).isEqualTo("a\n\"\"\n");
        assertThat(write(RowFormat.CSV, COLUMNS)).isEqualTo("trial,state,cost\n");
    }

    @Test
    void writes_json_as_one_object_a_row() throws IOException {
        assertThat(write(RowFormat.JSON, COLUMNS)).isEqualTo("[]\n");
        String text = write(RowFormat.JSON, COLUMNS, row(1L, "a\"\n", 0.1 + 0.2), row(2L, null, Double.NaN));
        assertThat(text).isEqualTo("""
                [
                {"trial":1,"state":"a\\"\\n","cost":0.30000000000000004},
                {"trial":2,"state":null,"cost":null}
                ]
                """);
        assertThat(JsonFormatTest.parse(text)).isInstanceOf(List.class);
    }

    @Test
    void knows_every_type_that_sql_has() {
        List<@Nullable Object> cells = row(
                new BigDecimal("12345678901234567890.10"),
                true,
                Instant.parse("2026-11-24T08:00:00Z"),
                OffsetDateTime.parse("2026-11-24T10:00:00.5+02:00"),
                LocalDate.of(2026, 11, 24),
                new byte[] {1, (byte) 255},
                new Object[] {1, null, "x"},
                Float.POSITIVE_INFINITY,
                0.1f);
        List<String> columns =
                Stream.of("a", "b", "c", "d", "e", "f", "g", "h", "i").toList();
        assertThat(write(RowFormat.JSON, columns, cells))
                .isEqualTo("[\n{\"a\":12345678901234567890.10,\"b\":true,\"c\":\"2026-11-24T08:00:00Z\","
                        + "\"d\":\"2026-11-24T08:00:00.500Z\",\"e\":\"2026-11-24\",\"f\":\"01ff\",\"g\":[1,null,\"x\"],"
                        + "\"h\":null,\"i\":0.1}\n]\n");
        assertThat(write(RowFormat.CSV, columns, cells))
                .endsWith("12345678901234567890.10,true,2026-11-24T08:00:00Z,2026-11-24T08:00:00.500Z,2026-11-24,01ff,"
                        + "\"[1, null, x]\",Infinity,0.1\n");
    }

    @Test
    void keeps_columns_of_one_name_apart_in_json() throws IOException {
        assertThat(JsonFormatTest.parse(write(RowFormat.JSON, List.of("a", "a"), row(1, 2))))
                .isEqualTo(List.of(Map.of("a", 1, "a_2", 2)));
    }

    @Test
    void streams_csv_and_json() throws IOException {
        for (RowFormat format : List.of(RowFormat.CSV, RowFormat.JSON)) {
            StringWriter text = new StringWriter();
            Iterator<List<Integer>> endless =
                    Stream.iterate(1, i -> i + 1).limit(200_000).map(List::of).iterator();
            format.write(text, List.of("n"), endless);
            assertThat(text.toString().lines().count()).isGreaterThan(200_000);
        }
    }

    @Test
    void is_found_by_its_name() {
        assertThat(RowFormat.named("json")).contains(RowFormat.JSON);
        assertThat(RowFormat.named("JSON")).isEmpty();
    }
}
