package io.sweep4j.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.sweep4j.definition.Definitions;
import io.sweep4j.definition.Reading;
import io.sweep4j.plan.GridCheck;
import io.sweep4j.store.ReadOnlyQuery;
import io.sweep4j.store.SweepStore;
import io.sweep4j.sweep.Cause;
import io.sweep4j.sweep.DatasetOption;
import io.sweep4j.sweep.Domain;
import io.sweep4j.sweep.Parameter;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What the documents say is true: their SQL runs, their sweeps are sound, their links lead somewhere. */
@NullUnmarked
class DocsTest {
    private static final Path README = Path.of("README.md");
    private static final Path QUERIES = Path.of("docs", "QUERIES.md");
    private static final Path SWEEP_FILES = Path.of("docs", "SWEEP-FILES.md");

    /** A picture of a report, which is made by hand. */
    private static final Path SCREENSHOT = Path.of("docs", "images", "report.png");

    private static final String SMALL = """
            name: small
            dataset: {name: digits, train: 1000, validation: 200, test: 200}
            parameters:
              activation: [tanh, softmax]
              bias_init: [0, 1]
              weight_init: zero
              learning_rate: 0.1
              batch_size: 50
              epochs: 2
            """;

    @TempDir
    static Path folder;

    private static SweepStore store;
    private static String explained;

    @BeforeAll
    static void run_a_small_sweep() throws Exception {
        String sweep = Files.writeString(folder.resolve("small.yaml"), SMALL).toString();
        sweep4j("run", sweep, "--out", folder.resolve("out").toString(), "--quiet");
        explained = sweep4j("explain", "small", "1");
        store = SweepStore.open(folder.resolve("db"));
    }

    /** A command in a process of its own, as a user starts it; what it printed. */
    private static String sweep4j(String... arguments) throws Exception {
        Path output = folder.resolve("output.txt");
        Path errors = folder.resolve("errors.txt");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                absolute(System.getProperty("java.class.path")),
                "io.sweep4j.cli.Main"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--db", folder.resolve("db").toString()));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        try {
            assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as(() -> read(errors)).isZero();
        return read(output);
    }

    @AfterAll
    static void close() {
        if (store != null) {
            store.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> queries_run_and_find_rows() {
        return Stream.of(README, QUERIES)
                .flatMap(document -> blocks(document, "sql").stream()
                        .map(sql -> DynamicTest.dynamicTest(
                                document + ": " + sql.lines().findFirst().orElseThrow(),
                                () -> assertThat(rows(sql.replace("'bias-and-rate'", "'small'")))
                                        .isNotEmpty())));
    }

    /** The first trial of the small sweep is that of the one the README runs, but for the sizes. */
    @Test
    void the_readme_quotes_what_explain_says() {
        List<MatchResult> quotes =
                matches("(?s)`\\./sweep4j explain bias-and-rate 1`[^`]*```text\\n(.*?)```", read(README));
        assertThat(quotes).hasSize(1);
        Quotes.words(quotes.get(0).group(1), explained);
    }

    @TestFactory
    Stream<DynamicTest> sweeps_are_sound() {
        return Stream.of(README, SWEEP_FILES)
                .flatMap(document -> blocks(document, "yaml").stream()
                        .filter(yaml -> yaml.startsWith("name:"))
                        .map(yaml -> DynamicTest.dynamicTest(
                                document + ": " + yaml.lines().findFirst().orElseThrow(), () -> {
                                    Reading reading = Definitions.read(document.toString(), yaml, List.of());
                                    assertThat(reading.problems()).isEmpty();
                                    assertThat(GridCheck.of(
                                                    reading.definition()
                                                            .orElseThrow()
                                                            .sweep(),
                                                    reading.invalid(),
                                                    reading.exclusionsInvalid()))
                                            .isEmpty();
                                })));
    }

    @Test
    void links_lead_to_files_and_headings() throws IOException {
        List<String> dead = new ArrayList<>();
        for (Path document : documents()) {
            for (MatchResult link : matches("\\]\\(([^)\\s]+)\\)", read(document))) {
                String target = link.group(1);
                if (!target.contains("://") && !leads(document, target)) {
                    dead.add(document + " -> " + target);
                }
            }
        }
        assertThat(dead).isEmpty();
    }

    @Test
    void the_sweep_file_reference_names_every_parameter_value_and_option() {
        String text = read(SWEEP_FILES);
        for (Parameter parameter : Parameter.values()) {
            assertThat(text).contains("`" + parameter.yaml() + "`");
            if (parameter.domain() instanceof Domain.Names names) {
                assertThat(names.names()).allSatisfy(name -> assertThat(text).contains("`" + name + "`"));
                assertThat(names.refused().keySet())
                        .allSatisfy(name -> assertThat(text).contains("`" + name + "`"));
            }
        }
        for (DatasetOption option : DatasetOption.values()) {
            assertThat(text).contains("`" + option.yaml() + "`");
        }
    }

    @TestFactory
    Stream<DynamicTest> every_column_is_explained() {
        String text = read(QUERIES);
        return Stream.of("sweeps", "results", "curves", "divergences")
                .map(view -> DynamicTest.dynamicTest(view, () -> {
                    int start = text.indexOf("## `" + view + "`");
                    String section = text.substring(start, text.indexOf("\n## ", start + 1));
                    try (ReadOnlyQuery query = store.query("SELECT * FROM " + view)) {
                        assertThat(query.columns())
                                .allSatisfy(column -> assertThat(section).contains("`" + column + "`"));
                    }
                }));
    }

    @Test
    void every_cause_is_explained() {
        for (Cause cause : Cause.values()) {
            assertThat(read(README)).contains("`" + cause + "`");
            assertThat(read(Path.of("docs", "REPORTS.md"))).contains("`" + cause + "`");
        }
    }

    private static List<List<Object>> rows(String sql) {
        List<List<Object>> rows = new ArrayList<>();
        try (ReadOnlyQuery query = store.query(sql)) {
            query.rows().forEachRemaining(rows::add);
        }
        return rows;
    }

    private static boolean leads(Path document, String target) {
        String[] parts = target.split("#", 2);
        Path file = parts[0].isEmpty()
                ? document
                : document.resolveSibling(parts[0]).normalize();
        if (!Files.exists(file)) {
            return file.equals(SCREENSHOT);
        }
        return parts.length == 1
                || read(file)
                        .lines()
                        .filter(line -> line.startsWith("#"))
                        .anyMatch(line -> anchor(line).equals(parts[1]));
    }

    /** A heading's anchor as GitHub makes it. */
    private static String anchor(String heading) {
        return heading.replaceFirst("^#+ *", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }

    private static List<Path> documents() throws IOException {
        try (Stream<Path> top = Files.list(Path.of(""));
                Stream<Path> docs = Files.walk(Path.of("docs"))) {
            return Stream.concat(Stream.concat(top, docs), Stream.of(Path.of("results", "README.md")))
                    .filter(path -> path.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    private static List<String> blocks(Path document, String language) {
        return matches("(?ms)^```" + language + "\\n(.*?)^```$", read(document)).stream()
                .map(block -> block.group(1))
                .toList();
    }

    private static List<MatchResult> matches(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results().toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The class path for a process that starts in another folder. */
    private static String absolute(String classPath) {
        return Stream.of(classPath.split(Pattern.quote(File.pathSeparator)))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .reduce((a, b) -> a + File.pathSeparator + b)
                .orElseThrow();
    }
}
