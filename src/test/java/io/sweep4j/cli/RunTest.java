package io.sweep4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One small sweep, run once from its file to its reports, and everything that can be asked about it afterwards. */
class RunTest {
    private static final String SWEEP = """
            name: small
            description: Which of these survive?
            dataset: {name: digits, train: 300, validation: 100, test: 100}
            parameters:
              hidden: [[], [8]]
              activation: [tanh, sigmoid]
              bias_init: [0, 1]
              weight_init: zero
              learning_rate: 0.1
              batch_size: 32
              epochs: 2
            """;

    static final String RESULTS = "sweep,trial,repeat,in_plan,state,hidden,activation,output_activation,loss,"
            + "weight_init,bias_init,updater,momentum,learning_rate,decay,decay_schedule,batch_size,epochs,l1,l2,"
            + "dropout,seed,shuffle,engine,epochs_run,final_cost,final_validation_accuracy,final_test_accuracy,"
            + "best_cost,best_validation_accuracy,best_test_accuracy,best_epoch,diverged_epoch,diverged_iteration,"
            + "cause,warnings,seconds,error,started_at,finished_at";
    private static final String CURVES = "sweep,trial,epoch,cost,cost_kind,train_accuracy,validation_accuracy,"
            + "test_accuracy,learning_rate,applied_learning_rate,diverged,seconds";
    private static final String SWEEPS =
            "sweep,state,trials,completed,diverged,failed,created_at,finished_at,definition,provenance";
    private static final String DIVERGENCES =
            "sweep,trial,epoch,iteration,quantity,kind,layer,cause,explanation,evidence";

    @TempDir
    static Path temp;

    private static CliRun cli;
    private static String file;
    private static CliRun.Outcome trained;

    @BeforeAll
    static void train() {
        cli = new CliRun(temp);
        file = cli.file("small.yaml", SWEEP);
        trained = cli.run("run", file, "--progress", "lines");
    }

    private static Map<String, @Nullable Object> trial(int number) {
        return cli.query("SELECT * FROM results WHERE trial = " + number).get(0);
    }

    private static CliRun.Outcome printed(String... arguments) {
        CliRun.Outcome outcome = cli.run(arguments).succeeded();
        assertThat(outcome.err()).isEmpty();
        return outcome;
    }

    /** Like {@link #printed}, of a command that looks at the file before a run. */
    private static CliRun.Outcome noted(String... arguments) {
        CliRun.Outcome outcome = cli.run(arguments).succeeded();
        assertThat(outcome.err())
                .isEqualTo("note: " + file + ":6:3: 'activation' is the output layer's in the trials with hidden [],"
                        + " and the hidden layers' in the others, whose output has 'output_activation'\n");
        return outcome;
    }

    @Test
    void ends_well_although_a_trial_diverged_and_prints_the_outcome_alone_on_stdout() {
        assertThat(trained.exit()).isEqualTo(ExitCode.DONE);
        assertThat(trained.out())
                .startsWith("small: 8 trials: 7 completed, 1 diverged\n")
                .contains("LOG_OF_ZERO")
                .contains("report: " + cli.reports().resolve("report.html"))
                .doesNotContain("epoch 1 of 2")
                .doesNotContain("\u001b")
                .doesNotContain("\r");
    }

    @Test
    void prints_a_line_for_every_recorded_epoch_and_every_finished_trial_on_stderr() {
        List<String> lines = trained.errLines();
        List<String> epochs =
                cli.column("SELECT 'trial ' || trial || ' epoch ' || epoch || ' of 2 ' FROM curves ORDER BY 1");

        assertThat(lines.get(0)).isEqualTo("training 8 trials, 16 epochs");
        assertThat(lines.stream()
                        .filter(line -> line.contains(" epoch "))
                        .filter(line -> line.contains(" of 2 "))
                        .map(line -> line.substring(0, line.indexOf(" of 2 ") + 6))
                        .sorted())
                .containsExactlyElementsOf(
                        epochs.stream().map(line -> line.replace("\"", "")).toList());
        assertThat(lines).filteredOn(line -> line.contains(" COMPLETED")).hasSize(7);
        assertThat(lines)
                .filteredOn(line -> line.contains(" DIVERGED"))
                .singleElement()
                .asString()
                .startsWith("trial 1 DIVERGED LOG_OF_ZERO at epoch 1, iteration 1 ");
        assertThat(lines).hasSize(1 + 15 + 8 + 1);
        assertThat(lines.get(lines.size() - 2)).endsWith("(8 of 8)");
        assertThat(lines.get(lines.size() - 1)).startsWith("checked against DL4J: 4 kinds of networks, costs within ");
    }

    @Test
    void the_views_have_the_columns_of_the_contract_in_that_order() {
        assertColumns("results", RESULTS);
        assertColumns("curves", CURVES);
        assertColumns("sweeps", SWEEPS);
        assertColumns("divergences", DIVERGENCES);
    }

    private static void assertColumns(String view, String columns) {
        CliRun.Outcome csv = printed("query", "SELECT * FROM " + view, "--format", "csv");
        CliRun.Outcome json = printed("query", "SELECT * FROM " + view, "--format", "json");
        CliRun.Outcome none = printed("query", "SELECT * FROM " + view + " WHERE 1 = 0", "--format", "csv");

        assertThat(csv.out().lines().findFirst()).hasValue(columns);
        assertThat(none.out()).isEqualTo(columns + "\n");
        assertThat(json.rows())
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.keySet()).containsExactly(columns.split(",")));
    }

    @Test
    void json_without_rows_is_an_empty_array() {
        assertThat(printed("query", "SELECT * FROM results WHERE 1 = 0", "--format", "json")
                        .out()
                        .strip())
                .isEqualTo("[]");
    }

    @Test
    void every_parameter_is_stored_as_it_was_resolved() {
        assertThat(trial(8))
                .containsEntry("sweep", "small")
                .containsEntry("repeat", 1L)
                .containsEntry("in_plan", true)
                .containsEntry("state", "COMPLETED")
                .containsEntry("hidden", "[8]")
                .containsEntry("activation", "sigmoid")
                .containsEntry("output_activation", "softmax")
                .containsEntry("loss", "mcxent")
                .containsEntry("weight_init", "zero")
                .containsEntry("bias_init", 1.0)
                .containsEntry("updater", "sgd")
                .containsEntry("momentum", 0.9)
                .containsEntry("learning_rate", 0.1)
                .containsEntry("decay", 0.0)
                .containsEntry("decay_schedule", "iteration")
                .containsEntry("batch_size", 32L)
                .containsEntry("epochs", 2L)
                .containsEntry("l1", 0.0)
                .containsEntry("l2", 0.0)
                .containsEntry("dropout", 0.0)
                .containsEntry("seed", 42L)
                .containsEntry("shuffle", true)
                .containsEntry("engine", "fused")
                .containsEntry("epochs_run", 2L)
                .containsEntry("cause", null)
                .containsEntry("error", null);
    }

    @Test
    void axes_are_numbered_in_file_order_the_last_one_fastest() {
        assertThat(cli.column("SELECT trial || ' ' || hidden || ' ' || activation || ' ' || CAST(bias_init AS INT)"
                        + " FROM results ORDER BY trial"))
                .containsExactly(
                        "1 [] tanh 0",
                        "2 [] tanh 1",
                        "3 [] sigmoid 0",
                        "4 [] sigmoid 1",
                        "5 [8] tanh 0",
                        "6 [8] tanh 1",
                        "7 [8] sigmoid 0",
                        "8 [8] sigmoid 1");
    }

    @Test
    void a_trial_without_hidden_layers_has_no_output_activation() {
        assertThat(cli.column("SELECT trial FROM results WHERE output_activation IS NULL ORDER BY trial"))
                .containsExactly("1", "2", "3", "4");
    }

    @Test
    void a_diverged_trial_is_recorded_with_where_what_and_why() {
        assertThat(trial(1))
                .containsEntry("state", "DIVERGED")
                .containsEntry("epochs_run", 1L)
                .containsEntry("final_cost", null)
                .containsEntry("best_cost", null)
                .containsEntry("best_validation_accuracy", null)
                .containsEntry("best_test_accuracy", null)
                .containsEntry("best_epoch", null)
                .containsEntry("diverged_epoch", 1L)
                .containsEntry("diverged_iteration", 1L)
                .containsEntry("cause", "LOG_OF_ZERO");
        assertThat(trial(1).get("final_test_accuracy")).isNotNull();
        assertThat(cli.query("SELECT * FROM curves WHERE trial = 1"))
                .singleElement()
                .satisfies(epoch -> assertThat(epoch)
                        .containsEntry("cost", null)
                        .containsEntry("cost_kind", "nan")
                        .containsEntry("diverged", true)
                        .containsEntry("train_accuracy", null));

        List<Map<String, @Nullable Object>> divergences = cli.query("SELECT * FROM divergences");
        assertThat(divergences).singleElement().satisfies(divergence -> {
            assertThat(divergence)
                    .containsEntry("trial", 1L)
                    .containsEntry("epoch", 1L)
                    .containsEntry("iteration", 1L)
                    .containsEntry("quantity", "cost")
                    .containsEntry("kind", "nan")
                    .containsEntry("cause", "LOG_OF_ZERO");
            assertThat(JsonRows.parseObject((String) divergence.get("evidence")))
                    .containsEntry("outputs_zero_at_true_class", 32L);
        });
    }

    @Test
    void a_finite_trial_ends_where_its_curve_ends_and_keeps_the_best_of_each() {
        assertThat(cli.query("SELECT r.trial FROM results r JOIN (SELECT trial, MIN(cost) cost,"
                        + " MAX(validation_accuracy) validation, MAX(test_accuracy) test FROM curves GROUP BY trial) c"
                        + " ON c.trial = r.trial JOIN curves l ON l.trial = r.trial AND l.epoch = r.epochs_run"
                        + " WHERE r.best_cost = c.cost AND r.best_validation_accuracy = c.validation"
                        + " AND r.best_test_accuracy = c.test AND r.final_cost = l.cost"
                        + " AND r.final_validation_accuracy = l.validation_accuracy"
                        + " AND r.final_test_accuracy = l.test_accuracy AND r.epochs_run = 2"))
                .hasSize(7);
        assertThat(cli.query("SELECT * FROM results r WHERE state = 'COMPLETED' AND best_epoch <> (SELECT MIN(epoch)"
                        + " FROM curves c WHERE c.trial = r.trial"
                        + " AND c.validation_accuracy = r.best_validation_accuracy)"))
                .isEmpty();
    }

    @Test
    void seconds_and_times_are_sound() {
        for (Map<String, @Nullable Object> row :
                cli.query("SELECT r.*, (SELECT SUM(seconds) FROM curves c WHERE c.trial = r.trial) s FROM results r")) {
            Instant started = Instant.parse((String) row.get("started_at"));
            Instant finished = Instant.parse((String) row.get("finished_at"));
            assertThat(started)
                    .isBeforeOrEqualTo(finished)
                    .isAfter(Instant.now().minus(Duration.ofMinutes(30)));
            assertThat((Double) row.get("seconds")).isPositive().isCloseTo((Double) row.get("s"), within(1e-9));
        }
    }

    @Test
    void the_sweep_counts_its_trials_and_keeps_its_definition_and_where_it_was_run() {
        Map<String, @Nullable Object> sweep = cli.query("SELECT * FROM sweeps").get(0);

        assertThat(sweep)
                .containsEntry("sweep", "small")
                .containsEntry("state", "COMPLETED")
                .containsEntry("trials", 8L)
                .containsEntry("completed", 7L)
                .containsEntry("diverged", 1L)
                .containsEntry("failed", 0L)
                .containsEntry("definition", SWEEP);
        assertThat(Instant.parse((String) sweep.get("created_at")))
                .isBeforeOrEqualTo(Instant.parse((String) sweep.get("finished_at")));
        assertThat(JsonRows.parseObject((String) sweep.get("provenance")))
                .containsKeys("version", "commit", "java", "os", "cpu", "engine", "nd4j_backend", "threads")
                .containsEntry("dataset", "digits")
                .containsEntry("train", 300L);
    }

    @Test
    void csv_has_an_empty_field_for_null_and_quotes_where_it_must() {
        assertThat(printed(
                                "query",
                                "SELECT trial, final_cost, hidden, in_plan, NULL n, 'a,\"b\"' q FROM results WHERE trial = 1",
                                "--format",
                                "csv")
                        .out())
                .isEqualTo("trial,final_cost,hidden,in_plan,n,q\n1,,[],true,,\"a,\"\"b\"\"\"\n");
    }

    @Test
    void json_has_numbers_at_full_precision_booleans_and_utc_times() {
        CliRun.Outcome outcome = printed(
                "query",
                "SELECT CAST(0.1 AS DOUBLE PRECISION) + CAST(0.2 AS DOUBLE PRECISION) AS d, 9007199254740993 AS l, TRUE AS b, NULL AS n,"
                        + " TIMESTAMP WITH TIME ZONE '2026-01-02 03:04:05.678+02:00' AS t, 'é\"\\' AS s",
                "--format",
                "json");

        assertThat(outcome.rows().get(0))
                .containsEntry("d", 0.1 + 0.2)
                .containsEntry("l", 9007199254740993L)
                .containsEntry("b", true)
                .containsEntry("n", null)
                .containsEntry("t", "2026-01-02T01:04:05.678Z")
                .containsEntry("s", "é\"\\");
    }

    @Test
    void a_table_is_aligned_for_people() {
        List<String> lines = printed("query", "SELECT trial, state, final_cost FROM results ORDER BY trial")
                .out()
                .lines()
                .toList();

        assertThat(lines).hasSize(10);
        assertThat(lines.get(0)).isEqualTo("trial  state      final_cost");
        assertThat(lines.get(2)).isEqualTo("    1  DIVERGED            -");
    }

    @Test
    void list_shows_the_sweeps_in_every_format() {
        assertThat(printed("list", "--format", "json").rows())
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("sweep", "small")
                        .containsEntry("trials", 8L)
                        .containsEntry("diverged", 1L));
        assertThat(printed("list", "--format", "csv").out())
                .startsWith(
                        "sweep,state,trials,completed,diverged,failed,created_at,finished_at,epochs\nsmall,COMPLETED,8,7,1,0,");
        assertThat(printed("list").out()).contains("small").contains("COMPLETED");
    }

    @Test
    void show_has_a_row_a_trial_and_the_columns_of_the_view() {
        List<Map<String, @Nullable Object>> rows =
                printed("show", "small", "--format", "json").rows();
        String[] columns = RESULTS.split(",");

        assertThat(rows)
                .hasSize(8)
                .allSatisfy(row -> assertThat(new ArrayList<>(row.keySet())).startsWith(columns));
        for (Map<String, @Nullable Object> stored : cli.query("SELECT * FROM results ORDER BY trial")) {
            assertThat(rows.get(Math.toIntExact((Long) stored.get("trial")) - 1))
                    .containsAllEntriesOf(stored);
        }
        assertThat(printed("show", "small", "--format", "csv").out())
                .startsWith(RESULTS)
                .hasLineCount(9);
        assertThat(printed("show", "small").out()).contains("LOG_OF_ZERO").hasLineCount(10);
    }

    @Test
    void show_of_a_trial_has_a_row_an_epoch() {
        assertThat(printed("show", "small", "2", "--format", "json").rows())
                .extracting(row -> row.get("epoch"), row -> row.get("cost"))
                .containsExactlyElementsOf(
                        cli.query("SELECT epoch, cost FROM curves WHERE trial = 2 ORDER BY epoch").stream()
                                .map(row -> tuple(row.get("epoch"), row.get("cost")))
                                .toList());
        assertThat(printed("show", "small", "1", "--format", "csv").out())
                .contains("1,,nan,")
                .hasLineCount(2);
        assertThat(printed("show", "small", "1").out())
                .contains("sweep small, trial 1: DIVERGED")
                .contains("diverged: ");
    }

    @Test
    void explain_tells_a_diverged_trial_and_says_so_of_a_finite_one() {
        assertThat(printed("explain", "small", "1").out())
                .contains("LOG_OF_ZERO")
                .contains("epoch 1, iteration 1")
                .contains("advice:")
                .contains("nearby:  The same cell with ")
                .contains("hidden [8] and so output softmax")
                .contains("bias_init 1 (0.")
                .containsPattern("iteration +cost +rate +lowest +highest +≤0 +=0 +=1");
        assertThat(printed("explain", "small", "2").out())
                .contains("COMPLETED")
                .contains("all its numbers stayed finite");
        assertThat(printed("explain", "small", "1", "--format", "json").rows())
                .singleElement()
                .satisfies(row -> assertThat(row.keySet()).containsExactly(DIVERGENCES.split(",")));
        assertThat(printed("explain", "small", "2", "--format", "json").out().strip())
                .isEqualTo("[]");
        assertThat(printed("explain", "small", "2", "--format", "csv").out()).isEqualTo(DIVERGENCES + "\n");
    }

    @Test
    void plan_shows_every_trial_with_its_state() {
        assertThat(noted("plan", file, "--format", "json").rows())
                .hasSize(8)
                .extracting(row -> row.get("state"))
                .containsOnly("COMPLETED", "DIVERGED");
        assertThat(noted("plan", file, "--format", "csv").out())
                .startsWith("trial,repeat,state,mark,hidden,activation,")
                .hasLineCount(9);
        assertThat(noted("plan", file).out()).contains("small: 8 trials, 8 done, 0 to be trained");
        assertThat(noted("plan", file, "epochs=3").out()).contains("small: 8 trials, 0 done, 8 to be trained");
    }

    @Test
    void validate_says_how_many_trials_there_are() {
        assertThat(noted("validate", file).out()).contains("'small' has 8 trials");
        assertThat(noted("validate", file, "bias_init=1").out()).contains("'small' has 4 trials");
        assertThat(printed("validate", file, "hidden=[[4],[8]]").out()).contains("'small' has 8 trials");
        assertThat(printed("validate", file, "activation=softmax").out()).contains("'small' has 4 trials");
    }

    @Test
    void writes_every_report_and_the_same_bytes_again() throws IOException {
        Path again = temp.resolve("again");
        CliRun.Outcome outcome = printed("report", "small", "--out", again.toString());

        List<Path> written = outcome.out().lines().map(Path::of).toList();
        assertThat(written)
                .extracting(path -> path.getFileName().toString())
                .contains("report.html", "report.md", "report.csv", "report.json");
        for (Path report : written) {
            assertThat(report).hasParentRaw(again);
            assertThat(report).hasSameBinaryContentAs(cli.reports().resolve(report.getFileName()));
        }
        String html = Files.readString(again.resolve("report.html"), StandardCharsets.UTF_8);
        assertThat(html.startsWith("<!DOCTYPE html>") && html.contains("LOG_OF_ZERO"))
                .as("a page that names the divergence")
                .isTrue();
        assertThat(Files.readString(again.resolve("report.md")))
                .contains("small")
                .contains("LOG_OF_ZERO");
    }

    @Test
    void report_writes_the_formats_asked_for_alone() throws IOException {
        Path some = temp.resolve("some");
        printed("report", "small", "--format", "json,md", "--out", some.toString());

        try (Stream<Path> files = Files.list(some)) {
            assertThat(files.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("report.json", "report.md", "report-cost.svg", "report-map.svg");
        }
    }

    @Test
    void a_file_where_the_report_folder_should_be_is_told_in_words() {
        String blocked = cli.file("blocked", "");

        CliRun.Outcome outcome = cli.run("report", "small", "--out", blocked);

        assertThat(outcome.exit()).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(outcome.err())
                .isEqualTo("can't make the folder " + blocked
                        + ": there is a file of that name, where a folder is needed\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void run_again_trains_nothing(int time) {
        List<String> before = cli.column("SELECT * FROM curves ORDER BY trial, epoch");

        CliRun.Outcome outcome = cli.run("run", file).succeeded();

        assertThat(outcome.err()).doesNotContain(" epoch ");
        assertThat(outcome.out()).contains("8 of these were done before").startsWith("small: 8 trials: 7 completed");
        assertThat(cli.column("SELECT * FROM curves ORDER BY trial, epoch")).isEqualTo(before);
        assertThat(cli.query("SELECT state FROM sweeps").get(0)).containsEntry("state", "COMPLETED");
    }

    @Test
    void diverged_trials_fail_the_run_only_where_that_is_asked_for() {
        assertThat(cli.run("run", file, "--fail-on-diverged", "--quiet").exit()).isEqualTo(ExitCode.FAILED);
        assertThat(cli.run("run", file, "--quiet").exit()).isEqualTo(ExitCode.DONE);
        assertThat(cli.run("resume", "small", "--fail-on-diverged", "--quiet").exit())
                .isEqualTo(ExitCode.FAILED);
    }
}
