package io.sweep4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Help is a result: it goes to standard output, quickly, and leaves no trace. */
class HelpTest {
    private static final List<String> VERBS = List.of(
            "run",
            "plan",
            "resume",
            "verify",
            "list",
            "show",
            "query",
            "report",
            "serve",
            "explain",
            "validate",
            "init",
            "delete",
            "data",
            "bench",
            "completion");

    @TempDir
    Path temp;

    private CliRun cli;

    @BeforeEach
    void enterFolder() {
        cli = new CliRun(temp);
    }

    private String help(String... arguments) {
        CliRun.Outcome outcome = cli.runAsIs(arguments).succeeded();
        assertThat(outcome.err()).isEmpty();
        assertThat(cli.files()).containsExactly("");
        return outcome.out();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h", "help", ""})
    void help_names_every_command_and_every_exit_code(String argument) {
        String text = argument.isEmpty() ? help() : help(argument);

        assertThat(text).contains("Usage: sweep4j ").contains("Exit codes: 0 ").contains("130 interrupted");
        for (String verb : VERBS) {
            assertThat(text).containsPattern("(?m)^  " + verb + " ");
        }
        assertThat(text.lines()).allMatch(line -> line.length() <= 200);
    }

    @Test
    void the_command_to_start_with_works_where_it_is_read() throws InterruptedException {
        assertThat(help("--help")).contains("Start with: sweep4j run sweeps/bias-and-rate.yaml\n");
        try (ChildCli elsewhere = cli.start("--help")) {
            assertThat(elsewhere.await().out()).contains("Start with: sweep4j init my-sweep\n");
        }
    }

    static Stream<String> verbs() {
        return VERBS.stream();
    }

    @ParameterizedTest
    @MethodSource("verbs")
    void every_command_has_help_with_the_common_options(String verb) {
        String text = help(verb, "--help");

        assertThat(text)
                .startsWith("Usage: sweep4j " + verb)
                .contains("--db PATH", "--data-dir DIR", "--debug", "-h, --help");
        assertThat(help(verb, "-h")).isEqualTo(text);
        assertThat(help("help", verb)).isEqualTo(text);
        assertThat(help(verb, "too", "many", "arguments", "--help")).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "run, '--threads,--engine,--out,--limit,--progress,--quiet,--fail-on-diverged,--serve,--port'",
        "resume, '--threads,--engine,--out,--limit,--progress,--quiet,--fail-on-diverged'",
        "plan, --format",
        "list, --format",
        "show, '--format,--top,--sort'",
        "query, --format",
        "explain, --format",
        "report, '--format,--out,--open'",
        "serve, '--port,--open'",
        "delete, --yes",
    })
    void every_option_of_the_contract_is_in_the_help(String verb, String options) {
        assertThat(help(verb, "--help")).contains(options.split(","));
    }

    @Test
    void version_names_commit_java_backend_and_schema() {
        assertThat(help("--version"))
                .matches("sweep4j \\d+\\.\\d+\\.\\d+\\S* \\(commit \\S+, Java \\S+, nd4j-native \\d\\S+,"
                        + " database schema \\d+\\)\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "run --help", "--version", "frobnicate", "validate x.yaml"})
    void what_trains_nothing_loads_neither_native_code_nor_the_database(String line)
            throws IOException, InterruptedException {
        cli.file("x.yaml", "name: x\nparameters: {epochs: [1, 2]}\n");
        Path loaded = temp.resolve("classes.log");
        List<String> options = List.of("-Xlog:class+load:file=" + loaded);

        try (ChildCli child = cli.startWith(options, line.split(" "))) {
            CliRun.Outcome outcome = child.await();
            assertThat(outcome.exit()).isEqualTo(line.equals("frobnicate") ? ExitCode.USAGE : ExitCode.DONE);
        }

        try (Stream<String> classes = Files.lines(loaded)) {
            List<String> names = classes.toList();
            assertThat(names).anyMatch(name -> name.contains("io.sweep4j.cli.Cli "));
            assertThat(names)
                    .noneMatch(name -> name.contains("org.nd4j")
                            || name.contains("org.bytedeco")
                            || name.contains("org.deeplearning4j")
                            || name.contains("org.h2."));
        }
    }
}
