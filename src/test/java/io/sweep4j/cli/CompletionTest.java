package io.sweep4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a shell offers, asked by its script in the shell itself where it is installed. */
class CompletionTest {
    @TempDir
    Path temp;

    private CliRun cli;

    @BeforeEach
    void enterFolder() {
        cli = new CliRun(temp);
    }

    private List<String> words(String... typed) {
        String[] line = new String[typed.length + 3];
        System.arraycopy(new String[] {"completion", "words", "--"}, 0, line, 0, 3);
        System.arraycopy(typed, 0, line, 3, typed.length);
        return cli.runAsIs(line).succeeded().out().lines().toList();
    }

    @Test
    void commands_options_values_and_parameters_are_offered() {
        assertThat(words("re")).containsExactly("resume", "report");
        assertThat(words("")).contains("run", "completion", "--help", "--version");
        assertThat(words("run", "--fa")).containsExactly("--fail-on-diverged");
        assertThat(words("run", "x.yaml", "--engine", "")).containsExactly("auto", "dl4j", "fused");
        assertThat(words("report", "x", "--format", "")).containsExactly("html", "md", "csv", "json");
        assertThat(words("show", "x", "--format", "")).containsExactly("table", "csv", "json");
        assertThat(words("run", "--threads", "2", "x.yaml", "learn")).containsExactly("learning_rate=");
        assertThat(words("run", "")).containsExactly(":files");
        assertThat(words("run", "--out", "")).containsExactly(":folders");
        assertThat(words("data", "fetch", "m")).containsExactly("mnist");
        assertThat(words("nonsense", "")).isEmpty();
        assertThat(words("run", "--threads", "")).isEmpty();
        assertThat(cli.files()).containsExactly("");
    }

    @Test
    void sweeps_are_those_of_the_database_that_is_named() {
        assertThat(words("show", "--db", known(), "kn")).containsExactly("known");
        assertThat(words("report", "a", "--db", known(), "")).containsExactly("known");
        assertThat(words("show", "--db", temp.resolve("none").toString(), "")).isEmpty();
    }

    /** The words that a description promises are taken. */
    @Test
    void every_offered_value_is_in_the_help() {
        for (String command : List.of("run", "resume", "report", "show", "list", "plan", "query", "explain")) {
            String help = cli.runAsIs(command, "--help").out();
            for (String option : List.of("--executor", "--engine", "--progress", "--rerun", "--format")) {
                if (help.contains(option + " ")) {
                    assertThat(words(command, option, "")).isNotEmpty().allMatch(help::contains);
                }
            }
        }
    }

    /** Whoever words the arguments of a command anew tells the completion too. */
    @Test
    void every_command_that_takes_what_is_known_offers_it() {
        for (Command command : Cli.COMMANDS) {
            if (command.arguments().matches("(FILE|\\[list|\\[detection|bash).*")) {
                assertThat(words(command.name(), "")).as(command.name()).isNotEmpty();
            }
            if (command.arguments().startsWith("SWEEP")) {
                assertThat(words(command.name(), "--db", known(), ""))
                        .as(command.name())
                        .containsExactly("known");
            }
        }
    }

    private String known() {
        if (!cli.files().contains("x.yaml")) {
            String file = cli.file("x.yaml", """
                    name: known
                    dataset: {name: digits, train: 100, validation: 50, test: 50}
                    parameters: {epochs: 1, batch_size: [25, 50]}
                    """);
            cli.run("run", file, "--limit", "0").succeeded();
        }
        return cli.database().toString();
    }

    @Test
    void another_shell_is_an_error() {
        CliRun.Outcome outcome = cli.runAsIs("completion", "bsh");

        assertThat(outcome.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(outcome.err()).contains("there is completion for bash and zsh", "did you mean 'bash'?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sweep4j re | resume report",
                "sweep4j run --en | --engine",
                "sweep4j run swe | sweep.yaml",
            })
    void bash_completes(String line, String offered) throws IOException, InterruptedException {
        String[] words = line.split(" ");
        String script = cli.runAsIs("completion", "bash").succeeded().out()
                + "COMP_WORDS=(" + line + "); COMP_CWORD=" + (words.length - 1)
                + "; compopt() { :; }; _sweep4j; echo \"${COMPREPLY[*]}\"";

        assertThat(shell("bash", script)).isEqualTo(offered + "\n");
    }

    @Test
    void zsh_completes() throws IOException, InterruptedException {
        String script = "compdef() { :; }; compadd() { shift; echo \"$@\"; }; _files() { echo files; }\n"
                + cli.runAsIs("completion", "zsh").succeeded().out()
                + "words=(sweep4j report --op); CURRENT=3; _sweep4j\nwords=(sweep4j run ''); CURRENT=3; _sweep4j\n";

        assertThat(shell("zsh", script)).isEqualTo("--open\nfiles\n");
    }

    /** What a shell prints for a script, with a {@code sweep4j} on its path that runs this one. */
    private String shell(String name, String script) throws IOException, InterruptedException {
        assumeTrue(installed(name), () -> "no " + name + " on this machine");
        Path program = temp.resolve("bin").resolve("sweep4j");
        Files.createDirectories(program.getParent());
        Files.writeString(
                program,
                "#!/bin/sh\nexec '" + Path.of(System.getProperty("java.home"), "bin", "java") + "' -cp '"
                        + System.getProperty("java.class.path") + "' " + Main.class.getName() + " \"$@\"\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        Files.writeString(temp.resolve("sweep.yaml"), "");
        Path file = Files.writeString(temp.resolve("script"), script);
        ProcessBuilder builder = new ProcessBuilder(name, file.toString());
        builder.directory(temp.toFile()).redirectErrorStream(true);
        builder.environment().merge("PATH", program.getParent().toString(), (path, folder) -> folder + ":" + path);
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(out).isZero();
        return out;
    }

    private static boolean installed(String shell) {
        for (String folder : System.getenv("PATH").split(java.io.File.pathSeparator)) {
            if (Files.isExecutable(Path.of(folder, shell))) {
                return true;
            }
        }
        return false;
    }
}
