package io.sweep4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Everything a user can get wrong, in the table {@code bad-input.txt}: after {@code ===} a title, after {@code @} the name
 * of a file (with a slash behind it: of a folder) and below it its lines, after {@code $} the command line, in which
 * {@code {}}, as in the files, stands for the working folder and backticks hold an argument together, after {@code exit} the code, and after
 * {@code >>>} what each line of standard error must hold.
 */
class BadInputTest {
    private static final Pattern ARGUMENT = Pattern.compile("`([^`]*)`|(\\S+)");

    @TempDir
    Path temp;

    private CliRun cli;

    record Case(String title, Map<String, String> files, String command, int exit, List<String> lines) {
        @Override
        public String toString() {
            return title;
        }
    }

    static Stream<Case> cases() throws IOException {
        try (InputStream in = Objects.requireNonNull(BadInputTest.class.getResourceAsStream("bad-input.txt"))) {
            String table = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Stream.of(table.split("(?m)^=== "))
                    .filter(block -> !block.isEmpty())
                    .map(BadInputTest::parse);
        }
    }

    private static Case parse(String block) {
        List<String> lines = block.lines().toList();
        Map<String, String> files = new LinkedHashMap<>();
        List<String> expected = new ArrayList<>();
        String file = "";
        String command = "";
        int exit = ExitCode.USAGE;
        for (String line : lines.subList(1, lines.size())) {
            if (line.startsWith("@ ")) {
                file = line.substring(2);
                files.put(file, "");
            } else if (line.startsWith("$ ")) {
                command = line.substring(2);
            } else if (line.startsWith("exit ")) {
                exit = Integer.parseInt(line.substring(5));
            } else if (line.startsWith(">>> ")) {
                expected.add(line.substring(4));
            } else {
                files.merge(file, line + "\n", String::concat);
            }
        }
        return new Case(lines.get(0), files, command, exit, expected);
    }

    private String[] arguments(String command) {
        return ARGUMENT.matcher(command)
                .results()
                .map(found -> found.group(found.group(1) == null ? 2 : 1))
                .map(argument -> argument.replace("{}", temp.toString()))
                .toArray(String[]::new);
    }

    @BeforeEach
    void enterFolder() {
        cli = new CliRun(temp);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void is_refused_with_its_place_and_a_hint_and_leaves_no_trace(Case bad) throws IOException {
        for (Map.Entry<String, String> file : bad.files().entrySet()) {
            if (file.getKey().endsWith("/")) {
                Files.createDirectories(temp.resolve(file.getKey()));
            } else {
                cli.file(file.getKey(), file.getValue().replace("{}", temp.toString()));
            }
        }
        Set<String> before = cli.files();

        CliRun.Outcome outcome = cli.run(arguments(bad.command()));

        List<String> said = outcome.err().replace(temp.toString(), "{}").lines().toList();
        assertThat(bad.lines()).as("the case says what is to be said").isNotEmpty();
        assertThat(said).as("standard error").hasSameSizeAs(bad.lines());
        for (int i = 0; i < said.size(); i++) {
            assertThat(said.get(i)).contains(bad.lines().get(i));
        }
        assertThat(outcome.exit()).isEqualTo(bad.exit());
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err())
                .doesNotContain("Exception")
                .doesNotContainPattern(Pattern.compile("^\\s+at ", Pattern.MULTILINE));
        assertThat(cli.files()).as("files in the folder").isEqualTo(before);
    }

    @Test
    void the_table_was_really_read() throws IOException {
        assertThat(cases()).hasSizeGreaterThan(70);
    }

    @Test
    void a_file_that_is_no_utf8_is_refused() throws IOException {
        Path file = temp.resolve("x.yaml");
        Files.write(file, "name: x\n# \u00e9t\u00e9\nparameters: {epochs: 1}\n".getBytes(StandardCharsets.ISO_8859_1));

        CliRun.Outcome outcome = cli.run("run", file.toString());

        assertThat(outcome.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(outcome.err()).startsWith(file + ":2:3: ").contains("UTF-8");
        assertThat(cli.files()).containsExactlyInAnyOrder("", "x.yaml");
    }

    @Test
    void a_bad_file_leaves_no_trace_below_the_callers_folder_either() throws InterruptedException {
        cli.file("sweeps/x.yaml", "name: x\nparameters:\n  epohcs: 3\n");

        try (ChildCli child = cli.start("run", "sweeps/x.yaml")) {
            CliRun.Outcome outcome = child.await();

            assertThat(outcome.exit()).isEqualTo(ExitCode.USAGE);
            assertThat(outcome.err()).isEqualTo("sweeps/x.yaml:3:3: unknown key 'epohcs', did you mean 'epochs'?\n");
            assertThat(outcome.out()).isEmpty();
            assertThat(cli.files()).containsExactlyInAnyOrder("", "sweeps", "sweeps/x.yaml");
        }
    }

    @Test
    void debug_adds_the_stack_trace_behind_the_message() {
        CliRun.Outcome outcome = cli.run("show", "nothing", "--debug");

        assertThat(outcome.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(outcome.err()).contains("no sweep 'nothing'").contains("\tat io.sweep4j.cli.");
        assertThat(outcome.out()).isEmpty();
    }
}
