package io.sweep4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.sweep4j.sweep.DatasetKind;
import io.sweep4j.sweep.DatasetOption;
import io.sweep4j.sweep.DatasetSpec;
import io.sweep4j.sweep.SplitSizes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvProviderTest extends DatasetProviderContract {
    @TempDir
    Path folder;

    @BeforeEach
    void writeTable() throws Exception {
        String rows = IntStream.range(0, 40)
                .mapToObj(i -> i + "," + (i % 7 - 3) * 0.5 + "," + (i % 2 == 0 ? "even" : "odd") + "\n")
                .collect(Collectors.joining());
        table("number,rest,kind\n" + rows);
    }

    @Override
    DatasetProvider provider() {
        return new CsvProvider();
    }

    @Override
    DatasetSpec spec() {
        return Specs.of(DatasetKind.CSV, DatasetOption.PATH, file(), DatasetOption.LABEL, "kind");
    }

    @Override
    List<Path> files() {
        return List.of(file());
    }

    private Path file() {
        return folder.resolve("table.csv");
    }

    private void table(String text) throws Exception {
        Files.writeString(file(), text);
    }

    private DatasetSpec byNumber(int label, Object... more) {
        return Specs.with(Specs.of(DatasetKind.CSV, DatasetOption.PATH, file(), DatasetOption.LABEL, label), more);
    }

    /** All rows in the training split, as they stand in the file but for their order. */
    private DatasetSpec raw(DatasetSpec spec) {
        return Specs.with(spec, DatasetOption.VALIDATION, 0, DatasetOption.TEST, 0, DatasetOption.STANDARDISE, false);
    }

    private void assertLabelRefused(DatasetSpec spec, String message) {
        assertThatThrownBy(() -> provider().load(spec))
                .isInstanceOfSatisfying(
                        DatasetOptionException.class,
                        e -> assertThat(e.option()).isEqualTo(DatasetOption.LABEL))
                .hasMessageContaining(message);
    }

    @Test
    void keeps_15_percent_each_for_validation_and_test_by_default() throws Exception {
        assertThat(provider().describe(spec()).sizes()).isEqualTo(new SplitSizes(28, 6, 6));
    }

    @Test
    void takes_counts_and_shares() throws Exception {
        DatasetSpec asked =
                Specs.with(spec(), DatasetOption.VALIDATION, 3, DatasetOption.TEST, 0.25, DatasetOption.TRAIN, 20);

        assertThat(provider().describe(asked).sizes()).isEqualTo(new SplitSizes(20, 3, 10));
    }

    @Test
    void every_row_goes_to_exactly_one_split_in_an_order_drawn_from_the_seed() throws Exception {
        DatasetSpec plain = Specs.with(spec(), DatasetOption.STANDARDISE, false);
        Dataset data = provider().load(plain);
        Dataset other = provider().load(Specs.with(plain, DatasetOption.SEED, 7));

        assertThat(numbers(data)).hasSize(40).doesNotHaveDuplicates().isNotEqualTo(numbers(other));
        assertThat(numbers(data).stream().sorted().toList())
                .isEqualTo(IntStream.range(0, 40).boxed().toList());
        assertThat(data.info().fingerprint()).isNotEqualTo(other.info().fingerprint());
    }

    private static List<Integer> numbers(Dataset data) {
        return splits(data)
                .flatMap(split -> IntStream.range(0, split.rows()).mapToObj(row -> (int) split.features()[2 * row]))
                .toList();
    }

    /** Pins the shuffle, on which the meaning of every fingerprint rests. */
    @Test
    void seed_42_orders_ten_rows_like_this() {
        assertThat(CsvSplit.order(10, 42)).containsExactly(4, 6, 2, 1, 7, 9, 8, 5, 3, 0);
    }

    @Test
    void standardises_on_the_training_split() throws Exception {
        Dataset data = provider().load(spec());

        for (int column = 0; column < 2; column++) {
            double sum = 0;
            double squares = 0;
            for (int row = 0; row < data.train().rows(); row++) {
                float x = data.train().features()[2 * row + column];
                sum += x;
                squares += x * x;
            }
            assertThat(sum / data.train().rows()).isCloseTo(0, within(1e-6));
            assertThat(squares / data.train().rows()).isCloseTo(1, within(1e-6));
        }
        assertThat(data.info().fingerprint())
                .isNotEqualTo(provider()
                        .describe(Specs.with(spec(), DatasetOption.STANDARDISE, false))
                        .fingerprint());
    }

    @Test
    void a_constant_column_is_only_shifted() throws Exception {
        table("a,b,kind\n0.1,1,x\n0.1,2,y\n0.1,3,x\n0.1,4,y\n");

        Split train = provider()
                .load(Specs.with(spec(), DatasetOption.VALIDATION, 0, DatasetOption.TEST, 0))
                .train();

        assertThat(IntStream.range(0, 4).mapToObj(row -> train.features()[2 * row]))
                .containsOnly(0f);
    }

    @Test
    void standardising_keeps_the_precision_of_large_numbers() throws Exception {
        table("time,kind\n1700000001,x\n1700000002,y\n1700000003,x\n1700000004,y\n");

        Split train = provider()
                .load(Specs.with(spec(), DatasetOption.VALIDATION, 0, DatasetOption.TEST, 0))
                .train();

        assertThat(IntStream.range(0, 4).mapToObj(row -> train.features()[row])).doesNotHaveDuplicates();
    }

    @Test
    void a_value_that_standardising_makes_infinite_is_refused_with_its_column() throws Exception {
        table("a,b,kind\n1e-300,1,x\n2e-300,1,y\n3e-300,1,x\n1e30,1,y\n");

        int refused = 0;
        for (int seed = 0; seed < 8; seed++) {
            DatasetSpec spec =
                    Specs.with(spec(), DatasetOption.SEED, seed, DatasetOption.VALIDATION, 1, DatasetOption.TEST, 0);
            try {
                assertThat(provider().load(spec).train().rows()).isEqualTo(3);
            } catch (DatasetException e) {
                assertThat(e).hasMessageContaining("column 1 ('a')").hasMessageContaining("standardise: false");
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }

    @Test
    void classes_that_are_numbers_are_sorted_as_numbers() throws Exception {
        table("1,10\n2,9\n3,-1\n4,9.0\n");

        Dataset data = provider().load(raw(byNumber(-1)));

        assertThat(data.info().classes()).isEqualTo(3);
        assertThat(pairs(data.train())).containsExactlyInAnyOrder("1.0:2", "2.0:1", "3.0:0", "4.0:1");
    }

    @Test
    void other_classes_are_sorted_as_text() throws Exception {
        table("1,b\n2,10\n3,9\n4,a\n");

        assertThat(pairs(provider().load(raw(byNumber(1))).train()))
                .containsExactlyInAnyOrder("1.0:3", "2.0:0", "3.0:1", "4.0:2");
    }

    private static List<String> pairs(Split split) {
        return IntStream.range(0, split.rows())
                .mapToObj(row -> split.features()[row * split.columns()] + ":" + split.labels()[row])
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1,x\n2,y\n3,x\n", // no line break of its own at the end is needed below
                "1,x\r\n2,y\r\n3,x",
                "\uFEFF1,x\n2,y\n3,x\n",
                "\"1\",\"x\"\n\"2\",\"y\"\n\"3\",\"x\"\n",
                " 1 , x\n\n2,y\n   \n3,\tx\n\n",
                "1.0,x\n+2e0,y\n.3E1,x\n",
            })
    void reads_the_usual_spellings_of_one_table_alike(String text) throws Exception {
        table(text);

        Dataset data = provider().load(raw(byNumber(-1)));

        assertThat(pairs(data.train())).containsExactlyInAnyOrder("1.0:0", "2.0:1", "3.0:0");
    }

    @Test
    void a_header_is_seen_by_a_cell_that_is_not_a_number_whatever_the_label() throws Exception {
        table("class,size\n0,1\n1,2\n0,3\n");
        assertThat(provider().load(raw(byNumber(0))).train().rows()).isEqualTo(3);

        table("class,1\n0,1\n1,2\n0,3\n");
        assertThat(provider().load(raw(byNumber(0))).train().rows()).isEqualTo(4);
    }

    @Test
    void an_explicit_header_wins() throws Exception {
        table("1,2\n0,1\n1,2\n0,3\n");

        assertThat(provider()
                        .describe(raw(byNumber(0, DatasetOption.HEADER, true)))
                        .sizes()
                        .train())
                .isEqualTo(3);
        assertThat(provider().describe(raw(byNumber(0))).sizes().train()).isEqualTo(4);
    }

    @Test
    void a_label_named_by_a_number_is_found_in_the_header() throws Exception {
        table("1,2\n0,1\n1,2\n0,3\n");

        DatasetSpec named = Specs.of(DatasetKind.CSV, DatasetOption.PATH, file(), DatasetOption.LABEL, "2");

        assertThat(provider().describe(raw(named)).classes()).isEqualTo(3);
    }

    @Test
    void an_unknown_label_is_answered_with_the_nearest_column() {
        assertLabelRefused(Specs.with(spec(), DatasetOption.LABEL, "Knid"), "no column 'Knid', did you mean 'kind'?");
    }

    @Test
    void a_label_out_of_range_is_answered_with_the_range() {
        assertLabelRefused(Specs.with(spec(), DatasetOption.LABEL, 3), "no column 3; give a number from 0 to 2");
        assertLabelRefused(Specs.with(spec(), DatasetOption.LABEL, -2), "no column -2");
    }

    @Test
    void a_name_needs_a_header() {
        assertLabelRefused(Specs.with(spec(), DatasetOption.HEADER, false), "no header to find 'kind' in");
    }

    @Test
    void a_name_that_is_there_twice_is_not_guessed() throws Exception {
        table("kind,a,kind\n1,2,3\n2,3,4\n");

        assertLabelRefused(spec(), "columns 0 and 2");
    }

    @Test
    void one_class_is_too_few() throws Exception {
        table("a,kind\n1,x\n2,x\n");

        assertLabelRefused(spec(), "every row has the class 'x'");
    }

    @Test
    void ten_thousand_classes_are_a_mistake() throws Exception {
        table(IntStream.range(0, 10_001).mapToObj(i -> "1," + i + "\n").collect(Collectors.joining()));

        assertLabelRefused(byNumber(1), "10001 different values");
    }

    @ParameterizedTest
    @MethodSource("excesses")
    void names_the_option_that_leaves_nothing_to_train_on(DatasetOption option, Object asked, String message) {
        assertThatThrownBy(() -> provider().describe(Specs.with(spec(), option, asked)))
                .isInstanceOfSatisfying(
                        DatasetOptionException.class,
                        e -> assertThat(e.option()).isEqualTo(option))
                .hasMessageContaining(message);
    }

    static Stream<Arguments> excesses() {
        return Stream.of(
                arguments(DatasetOption.TEST, 40, "at most 39"),
                arguments(DatasetOption.VALIDATION, 34, "at most 33"),
                arguments(DatasetOption.VALIDATION, 0.9, "is 36 rows"),
                arguments(DatasetOption.TEST, 0.99, "is 40 rows"),
                arguments(DatasetOption.TEST, 1.5, "not a share"),
                arguments(DatasetOption.TRAIN, 29, "at most 28"),
                arguments(DatasetOption.TEST, -1, "at least 0"));
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                arguments("empty", "", "table.csv: the file is empty"),
                arguments("blank", "\n \n", "table.csv: the file is empty"),
                arguments("byte order mark alone", "\uFEFF", "table.csv: the file is empty"),
                arguments("header alone", "a,kind\n", "no rows below the header"),
                arguments("one column", "kind\nx\ny\n", "table.csv:1: one column"),
                arguments("semicolons", "a;kind\n1;x\n", "separate the cells by commas"),
                arguments("word", "a,kind\n1,x\ntwo,y\n", "table.csv:3: column 1 ('a'): 'two' is not a number"),
                arguments("empty cell", "a,b,kind\n1,,x\n", "table.csv:2: column 2 ('b'): the cell is empty"),
                arguments("NaN", "a,kind\n1,x\nNaN,y\n", "table.csv:3: column 1 ('a'): 'NaN' is not a finite number"),
                arguments("infinity", "a,kind\n-Infinity,y\n", "'-Infinity' is not a finite number"),
                arguments("beyond float64", "a,kind\n1e999,y\n", "'1e999' is beyond float32"),
                arguments("beyond float32", "a,kind\n-4e38,y\n", "'-4e38' is beyond float32"),
                arguments("decimal comma", "a,kind\n\"1,5\",y\n", "write a decimal point"),
                arguments("hexadecimal", "a,kind\n0x10,y\n", "'0x10' is not a number"),
                arguments("Java's suffix", "a,kind\n1f,y\n", "'1f' is not a number"),
                arguments("signs alone", "a,kind\n+-,y\n", "'+-' is not a number"),
                arguments("empty label", "a,kind\n1,x\n2,\n", "table.csv:3: column 2 ('kind'): the label is empty"),
                arguments("too few cells", "a,kind\n1,x\n2\n", "table.csv:3: 1 cells, where the first line has 2"),
                arguments("too many cells", "a,kind\n1,x\n2,y,3\n", "table.csv:3: 3 cells"),
                arguments("open quote", "a,kind\n1,\"x\n2,y\n", "table.csv:2: a quote is opened here and never closed"),
                arguments("text after a quote", "a,kind\n1,\"x\"z\n", "table.csv:2: text after a closing quote"),
                arguments("NUL", "a,kind\n1,x\n\0,y\n", "table.csv:3: a NUL character"),
                arguments("after blank lines", "\r\na,kind\r\n\r\n\r\n1,x\r\nz,y\r\n", "table.csv:6: column 1"),
                arguments("after a cell of two lines", "a,kind\n1,\"x\ny\"\nz,y\n", "table.csv:4: column 1"),
                arguments("endless number", "a,kind\n" + "9".repeat(2_000_000) + ",x\n", "…' has 2000000 characters"),
                arguments("endless label", "a,kind\n1," + "9".repeat(2_000_000) + "\n", "the label has 2000000 char"),
                arguments("escapes", "a,kind\n\u009b31m\u202e\u007f,x\n", "'·31m··' is not a number"),
                arguments("wide", "1,".repeat(100_000) + "kind\n", "100001 columns; there may be 100000 at most"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void names_the_file_the_line_and_the_column(String name, String text, String message) throws Exception {
        table(text);

        assertThatThrownBy(() -> provider().load(spec()))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining(message);
    }

    private List<String> complaints() {
        try {
            provider().describe(spec());
            return List.of();
        } catch (DatasetException | DatasetOptionException e) {
            return String.valueOf(e.getMessage()).lines().toList();
        }
    }

    @Test
    void tells_of_a_column_of_texts_once_with_their_number_and_the_cure() throws Exception {
        table("a,kind,b\n1,x,2\n" + "bad,x,2\n".repeat(150) + "3,x,worse\n1,x\n1\n1\n");

        assertThat(complaints())
                .containsExactly(
                        file() + ":3: column 1 ('a'): 'bad' is not a number; and 149 more in this column: give it"
                                + " numbers, or leave it out of the file",
                        file() + ":153: column 3 ('b'): 'worse' is not a number",
                        file() + ":154: 2 cells, where the first line has 3; and 2 more such rows");
    }

    @Test
    void tells_of_ten_columns_at_most() throws Exception {
        table("a,".repeat(12) + "kind\n" + ("x,".repeat(12) + "x\n").repeat(2));

        assertThat(complaints()).hasSize(11).last().isEqualTo(file() + ": and 4 more in other columns");
    }

    @Test
    void names_the_line_that_is_not_utf8() throws Exception {
        Files.write(file(), "a,kind\n1,x\n2,Käse\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> provider().load(spec())).hasMessageContaining("table.csv:3: a byte that is not UTF-8");
    }

    @Test
    void devices_are_no_files() {
        Path device = Path.of("/dev/zero");
        assumeThat(Files.exists(device)).isTrue();

        assertThatThrownBy(() -> provider()
                        .load(Specs.of(DatasetKind.CSV, DatasetOption.PATH, device, DatasetOption.LABEL, "kind")))
                .isInstanceOf(DatasetException.class)
                .hasMessage("/dev/zero: is a device or a pipe, not a file");
    }

    @Test
    void names_a_file_in_utf16() throws Exception {
        Files.write(file(), "a,kind\n1,x\n2,y\n".getBytes(StandardCharsets.UTF_16));

        assertThatThrownBy(() -> provider().load(spec())).hasMessageContaining("UTF-16; save it as UTF-8");
    }

    @Test
    void the_file_of_flowers_can_be_learned_but_not_perfectly() throws Exception {
        DatasetSpec flowers = Specs.of(
                DatasetKind.CSV,
                DatasetOption.PATH,
                Path.of("sweeps", "data", "flowers.csv"),
                DatasetOption.LABEL,
                "species",
                DatasetOption.VALIDATION,
                0,
                DatasetOption.TEST,
                0.3);

        Dataset data = provider().load(flowers);

        assertThat(data.info().features()).isEqualTo(4);
        assertThat(data.info().classes()).isEqualTo(3);
        assertThat(SoftmaxRegression.testAccuracy(data, 0.1f, 100)).isBetween(0.8, 0.99);
    }

    @Property(tries = 200)
    void any_shares_leave_every_row_in_one_split(
            @ForAll @IntRange(min = 2, max = 5_000) int rows, @ForAll @IntRange(max = 49) int percent)
            throws Exception {
        DatasetSpec spec = Specs.of(
                DatasetKind.CSV, DatasetOption.VALIDATION, percent / 100.0, DatasetOption.TEST, percent / 100.0);
        if (2 * Math.round(percent / 100.0 * rows) < rows) {
            SplitSizes sizes = CsvSplit.sizes(spec, rows);
            assertThat(sizes.train() + sizes.validation() + sizes.test()).isEqualTo(rows);
            assertThat(Arrays.stream(CsvSplit.order(rows, percent)).sorted().toArray())
                    .isEqualTo(IntStream.range(0, rows).toArray());
        }
    }
}
