package io.sweep4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sweep4j.data.DataFolders;
import io.sweep4j.data.Datasets;
import io.sweep4j.data.DownloadProgress;
import io.sweep4j.definition.Definitions;
import io.sweep4j.plan.Candidate;
import io.sweep4j.plan.Plan;
import io.sweep4j.sweep.Sweep;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What plan says of a trial is what run does with it. */
class PlanMarksTest {
    @TempDir
    Path temp;

    private CliRun cli;

    @BeforeEach
    void enterFolder() {
        cli = new CliRun(temp);
    }

    private String sweep(String rates, String epochs) {
        return cli.file("rates.yaml", """
                        name: rates
                        dataset: {name: digits, train: 100, validation: 50, test: 50}
                        parameters:
                          learning_rate: %s
                          batch_size: 25
                          epochs: %s
                        """.formatted(rates, epochs));
    }

    private List<String> marks(String file) {
        return cli.run("plan", file, "--format", "json").succeeded().rows().stream()
                .map(row -> row.get("trial") + " " + row.get("state") + " " + row.get("mark"))
                .toList();
    }

    private String lastLine(String file) {
        List<String> lines = cli.run("plan", file).succeeded().out().lines().toList();
        return lines.get(lines.size() - 1);
    }

    @Test
    void nothing_recorded_is_new_and_what_has_its_outcome_is_done() {
        String file = sweep("[0.5, 0.4, 0.3]", "1");
        assertThat(marks(file)).containsExactly("1 WAITING NEW", "2 WAITING NEW", "3 WAITING NEW");
        assertThat(lastLine(file)).isEqualTo("rates: 3 trials, 0 done, 3 to be trained");

        cli.run("run", file, "--limit", "1").succeeded();

        assertThat(marks(file)).containsExactly("1 COMPLETED DONE", "2 WAITING NEW", "3 WAITING NEW");
        assertThat(lastLine(file)).isEqualTo("rates: 3 trials, 1 done, 2 to be trained");
    }

    @Test
    void the_time_is_estimated_once_enough_epochs_were_measured_in_which_java_did_not_warm_up() {
        String file = sweep("[0.5, 0.4, 0.3]", "10");
        cli.run("run", file, "--limit", "1").succeeded();
        assertThat(lastLine(file)).isEqualTo("rates: 3 trials, 1 done, 2 to be trained");

        cli.run("run", file, "--limit", "1").succeeded();

        assertThat(lastLine(file))
                .matches("rates: 3 trials, 2 done, 1 to be trained, roughly (some seconds|\\d+ s) on this machine");
    }

    @Test
    void data_that_changed_since_the_last_run_is_named_as_the_cause_of_all_being_new() {
        String rows = "a,b,kind\n" + "1,2,x\n2,1,y\n3,3,x\n4,0,y\n".repeat(10);
        cli.file("table.csv", rows);
        String file = cli.file("table.yaml", """
                name: table
                dataset: {name: csv, path: %s, label: kind}
                parameters: {learning_rate: [0.5, 0.1], batch_size: 5, epochs: 1}
                """.formatted(temp.resolve("table.csv")));
        cli.run("run", file).succeeded();
        assertThat(cli.run("plan", file).succeeded().err()).isEmpty();

        cli.file("table.csv", rows + "5,5,x\n");

        String note = "note: the data of table changed since its last run (the contents, or the options of 'dataset'):"
                + " no trial of then counts now";
        assertThat(cli.run("plan", file).succeeded().errLines()).containsExactly(note);
        assertThat(cli.run("run", file).succeeded().errLines()).contains(note);
        assertThat(cli.run("plan", file).succeeded().err()).isEmpty();
    }

    @Test
    void what_the_file_no_longer_has_is_listed_last_in_every_format() {
        cli.run("run", sweep("[0.5, 0.4, 0.3, 0.2]", "1"), "--limit", "2").succeeded();
        String edited = sweep("[0.4, 0.1]", "1");

        assertThat(marks(edited))
                .containsExactly(
                        "2 COMPLETED DONE",
                        "5 WAITING NEW",
                        "1 COMPLETED ORPHAN",
                        "3 WAITING ORPHAN",
                        "4 WAITING ORPHAN");
        assertThat(cli.run("plan", edited, "--format", "csv").out().lines().skip(1))
                .hasSize(5)
                .last()
                .asString()
                .startsWith("4,1,WAITING,ORPHAN,");
        assertThat(cli.run("plan", edited).out().lines().skip(2).limit(5))
                .extracting(line -> line.strip().split(" +")[3])
                .containsExactly("DONE", "NEW", "ORPHAN", "ORPHAN", "ORPHAN");
        assertThat(lastLine(edited))
                .startsWith("rates: 2 trials, 1 done, 1 to be trained")
                .endsWith("; 3 orphans (no longer in the file)");
        assertThat(cli.column("SELECT in_plan FROM results ORDER BY trial"))
                .as("plan only looks")
                .containsExactly("true", "true");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it sends signals of POSIX, or needs a POSIX shell")
    void what_a_killed_process_was_training_is_partial_and_trained_by_the_next_run() throws Exception {
        String file = sweep("[0.5, 0.4, 0.3]", "4000");
        Predicate<String> firstEpoch = line -> line.startsWith("trial 1 epoch 2 ");
        try (ChildCli child = cli.start("run", "rates.yaml", "--progress", "lines", "--threads", "1")) {
            child.awaitLine("recorded epoch", firstEpoch);
            child.kill();
        }

        assertThat(marks(file)).containsExactly("1 CANCELLED PARTIAL", "2 WAITING NEW", "3 WAITING NEW");
        assertThat(lastLine(file)).startsWith("rates: 3 trials, 0 done, 1 partial, 2 new; 3 to be trained");
    }

    @Test
    void what_an_older_version_trained_is_stale_and_trained_again_under_its_number() throws Exception {
        String file = sweep("[0.5, 0.4, 0.3]", "1");
        cli.run("run", file, "--limit", "2").succeeded();
        List<String> before = cli.column("SELECT * FROM curves ORDER BY trial, epoch");
        assertThat(trainedByVersion0(file)).isEqualTo(3);

        assertThat(marks(file)).containsExactly("1 COMPLETED STALE", "2 COMPLETED STALE", "3 WAITING NEW");
        assertThat(lastLine(file))
                .startsWith("rates: 3 trials, 0 done, 2 stale (of an older version of the training), 1 new; 3 to be"
                        + " trained");

        CliRun.Outcome one = cli.run("run", file, "--limit", "1").succeeded();
        assertThat(one.errLines())
                .startsWith(
                        "2 trials were trained by an older version of the training and are trained again",
                        "training 1 trial, 1 epoch");
        assertThat(marks(file)).containsExactly("1 COMPLETED DONE", "2 COMPLETED STALE", "3 WAITING NEW");
        CliRun.Outcome rest = cli.run("resume", "rates").succeeded();
        assertThat(rest.errLines().get(0))
                .isEqualTo("1 trial was trained by an older version of the training and is trained again");
        assertThat(marks(file)).containsExactly("1 COMPLETED DONE", "2 COMPLETED DONE", "3 COMPLETED DONE");
        assertThat(withoutSeconds(cli.column("SELECT * FROM curves WHERE trial < 3 ORDER BY trial, epoch")))
                .isEqualTo(withoutSeconds(before));
        assertThat(cli.run("run", file).succeeded().err()).isEmpty();
        assertThat(cli.query("SELECT trials, completed FROM sweeps"))
                .containsExactly(Map.<String, @Nullable Object>of("trials", 3L, "completed", 3L));
    }

    private static List<String> withoutSeconds(List<String> curves) {
        return curves.stream()
                .map(line -> line.substring(0, line.lastIndexOf(',')))
                .toList();
    }

    /** Makes the recorded trials those of an older version of the training: there has been none yet. */
    private int trainedByVersion0(String file) throws Exception {
        Sweep sweep = Definitions.read(Path.of(file), List.of())
                .definition()
                .orElseThrow()
                .sweep();
        Datasets datasets = new Datasets(DataFolders.of(null, Map.of()), DownloadProgress.NONE);
        Plan plan = new Plan(sweep, datasets.describe(sweep.dataset()).fingerprint());
        int changed = 0;
        for (Candidate candidate : plan.trials().toList()) {
            changed += RecordedRows.update(
                    cli.database(),
                    "UPDATE SWEEP4J.TRIAL SET CONTENT_KEY = ?, SEMANTICS = 0 WHERE CONTENT_KEY = ?",
                    plan.key(candidate, 0),
                    candidate.key());
        }
        return changed;
    }
}
