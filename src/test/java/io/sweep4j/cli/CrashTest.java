package io.sweep4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A trial that crashes Java itself is tried twice, and no other trial pays for it. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it sends signals of POSIX, or needs a POSIX shell")
class CrashTest {
    private static final String SWEEP = """
            name: fragile
            dataset: {name: digits, train: 200, validation: 50, test: 50}
            parameters:
              learning_rate: [0.01, 0.02, 0.03, 0.04]
              bias_init: 0.5
              batch_size: 20
              epochs: 3
            """;

    private static final String STATES = "SELECT trial || ' ' || state FROM results ORDER BY trial";

    @TempDir
    Path temp;

    private CliRun cli;

    @BeforeEach
    void enterFolder() {
        cli = new CliRun(temp);
        cli.file("fragile.yaml", SWEEP);
    }

    private CliRun.Outcome runWith(String fault, String... more) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("run", "fragile.yaml", "--threads", "2", "--engine", "dl4j"));
        arguments.addAll(List.of(more));
        List<String> options = List.of(
                FaultAgent.option(temp, 2, 2, fault),
                "-XX:ErrorFile=" + temp.resolve("crash-%p.log"),
                "-XX:-CreateCoredumpOnCrash");
        try (ChildCli child = cli.startWith(options, arguments.toArray(String[]::new))) {
            return child.await();
        }
    }

    private List<Path> reports() throws IOException {
        try (var files = Files.list(temp)) {
            return files.filter(file -> file.getFileName().toString().startsWith("crash-"))
                    .toList();
        }
    }

    @Test
    void the_trial_that_crashes_java_twice_is_failed_until_it_is_asked_for_again_and_the_others_are_trained()
            throws IOException, InterruptedException {
        runWith("segfault");
        assertThat(reports()).hasSize(1);
        Path report = reports().get(0);

        CliRun.Outcome second = runWith("segfault");
        assertThat(second.errLines())
                .filteredOn(line -> line.startsWith("warning: "))
                .singleElement()
                .asString()
                .startsWith("warning: trial 2 of fragile crashed Java: SIGSEGV in V [libjvm")
                .endsWith(" (report: " + report + "); a second crash makes it FAILED");
        assertThat(reports()).hasSize(2);
        assertThat(cli.column("SELECT state FROM results WHERE trial = 2"))
                .as("seen by readers as by the next run")
                .containsExactly("FAILED");

        CliRun.Outcome third = cli.run("run", temp.resolve("fragile.yaml").toString());

        assertThat(third.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(third.errLines().get(0))
                .startsWith("warning: trial 2 of fragile crashed Java twice: SIGSEGV in V [libjvm")
                .endsWith("; it is FAILED");
        assertThat(third.errLines().get(1)).isEqualTo("1 trial FAILED before; --rerun failed trains it again");
        assertThat(cli.column(STATES)).containsExactly("1 COMPLETED", "2 FAILED", "3 COMPLETED", "4 COMPLETED");
        assertThat(cli.column("SELECT error FROM results WHERE trial = 2").get(0))
                .contains("crash: Java crashed twice in this trial, last with SIGSEGV in V [libjvm")
                .contains(temp + "/crash-");

        runWith("segfault", "--rerun", "failed");
        assertThat(cli.column(STATES)).as("forgiven, and charged once since").contains("2 CANCELLED");
        assertThat(cli.run("run", temp.resolve("fragile.yaml").toString()).errLines())
                .contains("trial 2 COMPLETED (1 of 1)");
    }

    @Test
    void a_process_that_is_killed_is_no_crash() throws IOException, InterruptedException {
        for (int kill = 0; kill < 2; kill++) {
            runWith("halt");
        }

        CliRun.Outcome last =
                cli.run("run", temp.resolve("fragile.yaml").toString()).succeeded();

        assertThat(last.err()).doesNotContain("crash");
        assertThat(cli.column(STATES)).containsExactly("1 COMPLETED", "2 COMPLETED", "3 COMPLETED", "4 COMPLETED");
    }
}
