package io.sweep4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** list tells what a database holds, delete takes a sweep out of it. */
class HouseKeepingTest {
    @TempDir
    Path temp;

    private CliRun cli;

    @BeforeEach
    void enterFolder() {
        cli = new CliRun(temp);
    }

    private String sweep(String name) {
        return cli.file(name + ".yaml", """
                name: NAME
                dataset: {name: digits, train: 100, validation: 50, test: 50}
                parameters: {learning_rate: [0.5, 0.1, 0.05], batch_size: 25, epochs: 2}
                """.replace("NAME", name));
    }

    @Test
    void a_table_tells_epochs_ages_and_the_size_of_the_database() throws Exception {
        cli.run("run", sweep("a"), "--limit", "2").succeeded();
        cli.run("run", sweep("b")).succeeded();
        cli.run("run", sweep("c"), "--limit", "0").succeeded();
        RecordedRows.update(
                cli.database(),
                "UPDATE SWEEP4J.RUN SET FINISHED_AT = FINISHED_AT - INTERVAL '3:10' HOUR TO MINUTE WHERE SWEEP_ID ="
                        + " (SELECT ID FROM SWEEP4J.SWEEP WHERE NAME = 'a')");
        RecordedRows.update(cli.database(), "UPDATE SWEEP4J.TRIAL SET FINISHED_AT = FINISHED_AT - INTERVAL '5' HOUR");
        RecordedRows.update(cli.database(), "UPDATE SWEEP4J.SWEEP SET CREATED_AT = CREATED_AT - INTERVAL '50' HOUR");

        List<String> lines = cli.run("list").succeeded().out().lines().toList();

        assertThat(lines.get(0)).matches("sweep +state +trials +completed +diverged +failed +epochs +age");
        assertThat(lines.subList(2, 5).stream().map(line -> line.replaceAll(" +", " ")))
                .containsExactly(
                        "a WAITING 3 2 0 0 4 3 h ago",
                        "b COMPLETED 3 3 0 0 6 just now",
                        "c WAITING 3 0 0 0 0 2 days ago");
        assertThat(lines.get(5)).isEmpty();
        assertThat(lines.get(6)).matches("database \\Q" + cli.database() + "\\E, \\d+\\.\\d kB");
        assertThat(lines).hasSize(7);
    }

    @Test
    void csv_and_json_have_the_times_and_the_epochs_and_no_last_line() {
        cli.run("run", sweep("a"), "--limit", "2").succeeded();

        Map<String, @Nullable Object> row =
                cli.run("list", "--format", "json").succeeded().rows().get(0);
        assertThat(row.keySet())
                .containsExactly(
                        "sweep",
                        "state",
                        "trials",
                        "completed",
                        "diverged",
                        "failed",
                        "created_at",
                        "finished_at",
                        "epochs");
        assertThat(row).containsEntry("epochs", 4L).containsEntry("completed", 2L);
        assertThat(cli.run("list", "--format", "csv").succeeded().out())
                .hasLineCount(2)
                .endsWith(",4\n");
    }

    @Test
    void a_folder_for_reports_that_can_not_be_made_is_named_before_anything_is_trained() {
        String file = sweep("a");
        String folder = file + "/out";

        CliRun.Outcome run = cli.run("run", file, "--out", folder);

        assertThat(run.exit()).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(run.err())
                .startsWith("can't make the folder " + folder + ": ")
                .hasLineCount(1);
        cli.run("run", file, "--limit", "1").succeeded();
        CliRun.Outcome report = cli.run("report", "a", "--out", folder);
        assertThat(report.exit()).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(report.err()).isEqualTo(run.err());
    }

    @Test
    void without_a_database_list_is_empty_and_makes_none() {
        CliRun.Outcome outcome = cli.run("list").succeeded();

        assertThat(outcome.out().lines().toList()).hasSize(2).first().asString().startsWith("sweep");
        assertThat(outcome.err()).startsWith("no database at ");
        assertThat(cli.files()).containsExactly("");
    }

    @Test
    void delete_leaves_the_reports_and_says_so() throws Exception {
        sweep("a");
        try (ChildCli run = cli.start("run", "a.yaml", "--quiet")) {
            run.await().succeeded();
        }
        Path report = temp.resolve("results/a/report.html");
        byte[] before = Files.readAllBytes(report);
        try (ChildCli unasked = cli.start("delete", "a")) {
            CliRun.Outcome outcome = unasked.await();
            assertThat(outcome.exit()).isEqualTo(ExitCode.USAGE);
            assertThat(outcome.err()).isEqualTo("nothing deleted; --yes deletes without asking\n");
        }
        assertThat(cli.column("SELECT sweep FROM sweeps")).containsExactly("a");

        try (ChildCli delete = cli.start("delete", "a", "--yes")) {
            CliRun.Outcome outcome = delete.await().succeeded();
            assertThat(outcome.out()).isEmpty();
            assertThat(outcome.err()).isEqualTo("deleted sweep 'a'; its reports in results/a stay\n");
        }
        assertThat(cli.column("SELECT sweep FROM sweeps")).isEmpty();
        assertThat(Files.readAllBytes(report)).isEqualTo(before);
    }

    @Test
    void a_sweep_there_is_none_of_is_not_deleted_and_the_nearest_is_named() {
        cli.run("run", sweep("rates"), "--limit", "0").succeeded();

        CliRun.Outcome outcome = cli.run("delete", "ratse", "--yes");

        assertThat(outcome.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(outcome.err())
                .startsWith("no sweep 'ratse' in ")
                .contains("did you mean 'rates'?")
                .hasLineCount(1);
        assertThat(cli.column("SELECT sweep FROM sweeps")).containsExactly("rates");
    }

    @Test
    void without_a_database_nothing_is_deleted_and_none_is_made() {
        CliRun.Outcome outcome = cli.run("delete", "rates", "--yes");

        assertThat(outcome.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(outcome.err())
                .startsWith("no sweep 'rates': no database at ")
                .hasLineCount(1);
        assertThat(cli.files()).containsExactly("");
    }
}
