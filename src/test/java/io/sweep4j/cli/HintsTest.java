package io.sweep4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that are printed to be typed next work as they are printed. */
class HintsTest {
    @TempDir
    Path temp;

    private CliRun cli;

    @BeforeEach
    void enterFolder() {
        cli = new CliRun(temp);
    }

    private String zeros() {
        return cli.file("zeros.yaml", """
                name: zeros
                dataset: {name: digits, train: 100, validation: 50, test: 50}
                parameters: {activation: [tanh, softmax], weight_init: zero, batch_size: 25, epochs: 1}
                """);
    }

    @Test
    void the_summary_names_the_command_that_explains_a_trial_of_this_database() {
        CliRun.Outcome run = cli.run("run", zeros()).succeeded();

        String why = run.out()
                .lines()
                .filter(line -> line.startsWith("  why: "))
                .findFirst()
                .orElseThrow();
        assertThat(why).isEqualTo("  why: sweep4j explain zeros 1 --db " + cli.database());
        String[] typed = why.split(" ");
        assertThat(cli.runAsIs(Arrays.copyOfRange(typed, 4, typed.length))
                        .succeeded()
                        .out())
                .contains("LOG_OF_ZERO");
    }

    @Test
    void a_sweep_file_called_by_its_name_alone_is_pointed_to() throws Exception {
        cli.file("sweeps/mine.yaml", "name: mine\nparameters: {epochs: [1, 2]}\n");
        for (String typed : new String[] {"mine", "mine.yaml", "sweeps/mine"}) {
            try (ChildCli child = cli.start("validate", typed)) {
                assertThat(child.await().err()).isEqualTo(typed + ": no such file, did you mean 'sweeps/mine.yaml'?\n");
            }
        }
    }

    @Test
    void a_program_called_by_another_name_is_named_so_in_every_hint() throws Exception {
        try (ChildCli child = cli.startWith(List.of("-Dsweep4j.command=./s4j"), "show", "nothing", "--db", "some db")) {
            assertThat(child.await().err())
                    .isEqualTo("no sweep 'nothing': no database at some db yet; './s4j run FILE --db 'some db'' makes"
                            + " one\n");
        }
        try (ChildCli child = cli.startWith(List.of("-Dsweep4j.command=./s4j"), "lst")) {
            assertThat(child.await().err())
                    .isEqualTo("unknown command 'lst', did you mean 'list'?; './s4j --help' lists all\n");
        }
    }
}
