package io.sweep4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No room is left while a sweep is trained, or for its reports. */
class DiskFullTest {
    private static final String SWEEP = """
            name: full
            dataset: {name: digits, train: 60, validation: 20, test: 20}
            parameters:
              learning_rate: {min: 0.01, max: 1, count: 12, distribution: log_uniform_values}
              batch_size: 30
              epochs: 300
            """;
    private static final int ALL_EPOCHS = 12 * 300;
    /** Room for opening the database and some commits, but not for thousands of epochs, however few commits they come in. */
    private static final int ROOM_KIB = 150;

    private static final Pattern EPOCH = Pattern.compile("trial (\\d+) epoch (\\d+) of 300 .*");

    @TempDir
    static Path undisturbed;

    private static List<String> expected;

    @TempDir
    Path temp;

    private CliRun cli;

    @BeforeAll
    static void trainUndisturbed() {
        CliRun cli = new CliRun(undisturbed);
        cli.run("run", cli.file("full.yaml", SWEEP), "--quiet", "--engine", "dl4j")
                .succeeded();
        expected = curves(cli);
        assertThat(expected).hasSize(ALL_EPOCHS);
    }

    @BeforeEach
    void enterFolder() {
        cli = new CliRun(temp);
        cli.file("full.yaml", SWEEP);
    }

    private static List<String> curves(CliRun cli) {
        return cli.column(
                "SELECT trial, epoch, cost, cost_kind, validation_accuracy, test_accuracy, learning_rate FROM curves"
                        + " ORDER BY trial, epoch");
    }

    private void assertNothingLost(CliRun.Outcome full) {
        assertThat(full.exit()).as(full.err()).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(full.out()).isEmpty();
        List<String> said = full.errLines();
        assertThat(said.get(said.size() - 1))
                .contains("sweep4j: can't write to the database (")
                .contains("what was recorded until then is safe: make room on its disk, then run again");
        assertThat(full.err()).doesNotContain("Exception").doesNotContain("\tat ");

        List<String> recorded = cli.column("SELECT trial || ' ' || epoch FROM curves");
        int printed = 0;
        for (String line : said) {
            Matcher epoch = EPOCH.matcher(line);
            if (epoch.matches()) {
                printed++;
                assertThat(recorded).contains(epoch.group(1) + " " + epoch.group(2));
            }
        }
        assertThat(printed).isBetween(1, ALL_EPOCHS - 1);
        assertThat(expected).containsAll(curves(cli));
    }

    private void assertRunGoesOn() {
        cli.run("run", temp.resolve("full.yaml").toString(), "--quiet", "--engine", "dl4j")
                .succeeded();
        assertThat(curves(cli)).isEqualTo(expected);
        assertThat(cli.column("SELECT state || ' ' || completed || ' ' || failed FROM sweeps"))
                .containsExactly("COMPLETED 12 0");
    }

    /** Makes the database; its size in KiB. */
    private int trainOneTrial() throws IOException {
        cli.run("run", temp.resolve("full.yaml").toString(), "--quiet", "--engine", "dl4j", "--limit", "1")
                .succeeded();
        return (int) (Files.size(Path.of(cli.database() + ".mv.db")) / 1_024);
    }

    @Test
    void a_file_that_may_not_grow_ends_the_run_and_loses_nothing() throws IOException, InterruptedException {
        assumeThat(Files.isExecutable(Path.of("/bin/sh"))).isTrue();
        int size = trainOneTrial();
        CliRun.Outcome full;
        try (ChildCli child = cli.startOnFullDisk(
                size + ROOM_KIB, "run", "full.yaml", "--out", "reports", "--progress", "lines", "--threads", "2")) {
            full = child.await();
        }

        assertNothingLost(full);
        assertRunGoesOn();
    }

    /** A small file system in memory, for those who may mount one. */
    private static final class SmallDisk implements AutoCloseable {
        private final Path folder;

        private SmallDisk(Path folder) {
            this.folder = folder;
        }

        static SmallDisk mount(Path folder, String size) throws IOException, InterruptedException {
            Files.createDirectories(folder);
            assumeThat(command("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", folder.toString()))
                    .as("this user may mount a file system")
                    .isZero();
            return new SmallDisk(folder);
        }

        private static int command(String... words) throws InterruptedException {
            try {
                return new ProcessBuilder(words)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor();
            } catch (IOException e) {
                return -1; // there is no such command
            }
        }

        void resize(String size) throws InterruptedException {
            assertThat(command("mount", "-o", "remount,size=" + size, folder.toString()))
                    .isZero();
        }

        @Override
        public void close() throws IOException {
            try {
                command("umount", "-l", folder.toString());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Test
    void a_full_disk_ends_the_run_and_with_more_room_it_goes_on() throws IOException, InterruptedException {
        try (SmallDisk disk = SmallDisk.mount(temp.resolve("results"), "64m")) {
            disk.resize(trainOneTrial() + ROOM_KIB + "k");
            CliRun.Outcome full;
            try (ChildCli child =
                    cli.start("run", "full.yaml", "--out", "reports", "--progress", "lines", "--threads", "2")) {
                full = child.await();
            }
            disk.resize("64m");
            assertNothingLost(full);
            assertRunGoesOn();
        }
    }

    @Test
    void reports_without_room_cost_no_trial() throws IOException, InterruptedException {
        try (SmallDisk disk = SmallDisk.mount(temp.resolve("small"), "100k")) {
            String small = temp.resolve("small").toString();

            CliRun.Outcome full =
                    cli.run("run", temp.resolve("full.yaml").toString(), "--quiet", "--engine", "dl4j", "--out", small);

            assertThat(full.exit()).isEqualTo(ExitCode.UNAVAILABLE);
            assertThat(full.err())
                    .startsWith("the trials are recorded, but not all reports are written: " + small + "/")
                    .contains("; write them later with: sweep4j report full --db ")
                    .hasLineCount(1);
            assertThat(curves(cli)).isEqualTo(expected);
            disk.resize("64m");
            cli.run("report", "full", "--out", small).succeeded();
            assertThat(temp.resolve("small/report.html")).exists();
        }
    }

    @Test
    void a_report_that_can_not_be_replaced_costs_no_trial() {
        cli.file("reports/report.html/in-the-way", "");

        CliRun.Outcome outcome = cli.run("run", temp.resolve("full.yaml").toString(), "--quiet", "--engine", "dl4j");

        assertThat(outcome.exit()).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(outcome.err()).contains("the trials are recorded, but not all reports are written: ");
        assertThat(curves(cli)).isEqualTo(expected);
    }
}
