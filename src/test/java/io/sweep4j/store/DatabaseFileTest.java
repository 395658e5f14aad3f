package io.sweep4j.store;

import static io.sweep4j.store.StoreFixtures.cell;
import static io.sweep4j.store.StoreFixtures.define;
import static io.sweep4j.store.StoreFixtures.epoch;
import static io.sweep4j.store.StoreFixtures.record;
import static io.sweep4j.store.StoreFixtures.rows;
import static io.sweep4j.store.StoreFixtures.started;
import static io.sweep4j.store.StoreFixtures.whole;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.sweep4j.sweep.Observation;
import io.sweep4j.sweep.Trial;
import io.sweep4j.sweep.TrialState;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The database as a file among other files and processes. */
class DatabaseFileTest {
    @TempDir
    Path folder;

    private static String refusal(Path path) {
        Throwable failure = org.assertj.core.api.Assertions.catchThrowable(
                () -> SweepStore.open(path).close());
        assertThat(failure).isInstanceOf(StoreException.class);
        assertThat(failure.getMessage())
                .startsWith(path + ": ")
                .doesNotContain("\n")
                .hasSizeLessThan(500);
        return failure.getMessage().substring(path.toString().length() + 2);
    }

    private Path filled(String name) {
        Path path = folder.resolve(name);
        try (SweepStore store = SweepStore.open(path)) {
            record(store, whole(define(store, 1).get(0), TrialState.COMPLETED, epoch(1, 1, 0.5)));
        }
        return path;
    }

    private void sql(Path path, String user, String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:h2:file:" + path, user, "");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"plain", "with space", "ünïcode-数", "deep/er/still", "dots.in.name", "per%20cent", "a'b\"c", "~x"
            })
    void any_sound_path_will_do(String name) {
        Path path = filled(name);
        assertThat(path.resolveSibling(path.getFileName() + ".mv.db")).exists();
        assertThat(SweepStore.exists(path)).isTrue();
        assertThat(SweepStore.exists(path.resolveSibling(path.getFileName() + ".mv.db")))
                .isTrue();
        try (SweepStore store = SweepStore.open(path.resolveSibling(path.getFileName() + ".mv.db"))) {
            assertThat(store.trials("s")).hasSize(1);
        }
        try (Stream<Path> files = Files.list(path.getParent())) {
            assertThat(files).allMatch(file -> file.toString().endsWith(".mv.db"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void a_path_with_a_semicolon_is_refused_before_anything_is_made() {
        assertThat(refusal(folder.resolve("new/a;INIT=x"))).contains("';'");
        assertThat(folder.resolve("new")).doesNotExist();
        assertThat(refusal(folder.resolve(".mv.db"))).contains("name");
    }

    @Test
    void a_newer_schema_is_refused_with_both_numbers() throws Exception {
        Path path = filled("newer");
        sql(path, "SWEEP4J", "UPDATE SWEEP4J.VERSION SET SCHEMA_NUMBER = 7");
        assertThat(refusal(path)).contains("schema 7").contains("schema " + Schema.NEWEST);
        sql(path, "SWEEP4J", "UPDATE SWEEP4J.VERSION SET SCHEMA_NUMBER = " + Schema.NEWEST);
        try (SweepStore store = SweepStore.open(path)) {
            assertThat(store.trials("s")).hasSize(1);
        }
    }

    /** A real database of that schema under a name of the test's. */
    private Path copyReleased(int schema, String name) throws IOException {
        Path file = folder.resolve(name + ".mv.db");
        try (InputStream released = getClass().getResourceAsStream("schema-" + schema + ".mv.db")) {
            Files.copy(Objects.requireNonNull(released), file);
        }
        return file;
    }

    @Test
    void a_database_of_schema_1_is_backed_up_and_brought_up_to_date() throws Exception {
        Path file = copyReleased(1, "old");
        byte[] before = Files.readAllBytes(file);
        for (int opening = 1; opening <= 2; opening++) {
            try (SweepStore store = SweepStore.open(folder.resolve("old"))) {
                assertThat(store.trials("released-v1")).hasSize(4);
                assertThat(store.curve("released-v1", 2)).hasSize(3).allMatch(epoch -> epoch.outputs() == null);
                assertThat(rows(store, "SELECT trial FROM ranking ORDER BY position"))
                        .containsExactly(List.of(2L), List.of(3L), List.of(4L), List.of(1L));
            }
        }
        try (ZipFile backup = new ZipFile(folder.resolve("old.schema-1.zip").toFile())) {
            byte[] kept = backup.getInputStream(backup.getEntry("old.mv.db")).readAllBytes();
            Path restored = Files.write(folder.resolve("restored.mv.db"), kept);
            assertThat(Files.size(restored)).isGreaterThanOrEqualTo(before.length / 2);
            sql(
                    folder.resolve("restored"),
                    "SWEEP4J",
                    "ALTER TABLE SWEEP4J.VERSION ADD CONSTRAINT STILL_1 CHECK (SCHEMA_NUMBER = 1)");
        }
        assertThat(folder.resolve("old.schema-1.zip.part")).doesNotExist();
    }

    @Test
    void a_database_of_schema_2_is_backed_up_and_brought_up_to_date() throws Exception {
        copyReleased(2, "old");
        for (int opening = 1; opening <= 2; opening++) {
            try (SweepStore store = SweepStore.open(folder.resolve("old"))) {
                assertThat(store.trials("released-v2")).hasSize(4);
                assertThat(store.curve("released-v2", 2)).hasSize(3).noneMatch(epoch -> epoch.outputs() == null);
                assertThat(rows(store, "SELECT * FROM reused")).isEmpty();
            }
        }
        assertThat(folder.resolve("old.schema-2.zip")).exists();
    }

    @Test
    void a_database_of_schema_3_is_backed_up_and_brought_up_to_date() throws Exception {
        copyReleased(3, "old");
        for (int opening = 1; opening <= 2; opening++) {
            try (SweepStore store = SweepStore.open(folder.resolve("old"))) {
                assertThat(store.trials("released-v3")).hasSize(4);
                assertThat(rows(store, "SELECT trial, state FROM ranking ORDER BY position"))
                        .element(3)
                        .isEqualTo(List.of(1L, "DIVERGED"));
            }
        }
        assertThat(folder.resolve("old.schema-3.zip")).exists();
    }

    @Test
    void a_database_of_schema_4_is_backed_up_and_brought_up_to_date() throws Exception {
        copyReleased(4, "old");
        for (int opening = 1; opening <= 2; opening++) {
            try (SweepStore store = SweepStore.open(folder.resolve("old"))) {
                assertThat(store.trials("released-v4"))
                        .hasSize(4)
                        .allSatisfy(trial -> assertThat(trial.worker()).isNull());
                assertThat(rows(store, "SELECT * FROM workers WHERE worker IS NULL"))
                        .hasSize(4);
            }
        }
        assertThat(folder.resolve("old.schema-4.zip")).exists();
    }

    /** It was left by a process that was killed while it trained two of four trials. */
    @Test
    void a_database_of_schema_5_is_backed_up_and_brought_up_to_date() throws Exception {
        copyReleased(5, "old");
        for (int opening = 1; opening <= 2; opening++) {
            try (SweepStore store = SweepStore.open(folder.resolve("old"))) {
                assertThat(store.trials("released-v5"))
                        .extracting(StoredTrial::state)
                        .containsExactly(
                                TrialState.DIVERGED, TrialState.COMPLETED, TrialState.CANCELLED, TrialState.CANCELLED);
                for (StoredTrial trial : store.trials("released-v5")) {
                    List<Observation> curve =
                            store.curve("released-v5", trial.trial().number());
                    assertThat(trial.summary().epochsRun()).isEqualTo(curve.size());
                    assertThat(trial.summary().last()).isEqualTo(withoutOutputs(curve.get(curve.size() - 1)));
                }
            }
        }
        assertThat(folder.resolve("old.schema-5.zip")).exists();
    }

    private static Observation withoutOutputs(Observation epoch) {
        return new Observation(
                epoch.epoch(),
                epoch.cost(),
                epoch.trainAccuracy(),
                epoch.validationAccuracy(),
                epoch.testAccuracy(),
                epoch.learningRate(),
                epoch.appliedLearningRate(),
                epoch.diverged(),
                epoch.seconds());
    }

    private static String script(String name) {
        try (InputStream script = Objects.requireNonNull(Schema.class.getResourceAsStream(name), name)) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String[] statements(Stream<String> scripts) {
        return scripts.map(DatabaseFileTest::script)
                .collect(Collectors.joining())
                .split("(?m);$");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void an_upgraded_database_is_built_like_a_new_one(int number) throws Exception {
        copyReleased(number, "old");
        for (String built : List.of(
                "SELECT TABLE_NAME, COLUMN_NAME, DATA_TYPE, CHARACTER_MAXIMUM_LENGTH, NUMERIC_PRECISION, DATETIME_PRECISION,"
                        + " IS_NULLABLE, COLUMN_DEFAULT, DOMAIN_NAME FROM INFORMATION_SCHEMA.COLUMNS"
                        + " WHERE TABLE_SCHEMA = 'SWEEP4J' ORDER BY TABLE_NAME, COLUMN_NAME",
                "SELECT TABLE_NAME, COLUMN_NAME, ORDINAL_POSITION, DATA_TYPE FROM INFORMATION_SCHEMA.COLUMNS"
                        + " WHERE TABLE_SCHEMA = 'PUBLIC' ORDER BY TABLE_NAME, ORDINAL_POSITION",
                "SELECT TABLE_NAME, CONSTRAINT_TYPE, COUNT(*) FROM INFORMATION_SCHEMA.TABLE_CONSTRAINTS"
                        + " WHERE TABLE_SCHEMA = 'SWEEP4J' GROUP BY TABLE_NAME, CONSTRAINT_TYPE ORDER BY 1, 2",
                "SELECT TABLE_NAME, VIEW_DEFINITION FROM INFORMATION_SCHEMA.VIEWS ORDER BY TABLE_NAME")) {
            try (SweepStore upgraded = SweepStore.open(folder.resolve("old"));
                    SweepStore made = SweepStore.open(folder.resolve("new"))) {
                assertThat(rows(upgraded, built)).isNotEmpty().isEqualTo(rows(made, built));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 6})
    void an_upgrade_broken_off_anywhere_is_made_good(int number) throws Exception {
        Stream<String> upgrades = Schema.CHANGED_TABLES.stream()
                .filter(changed -> changed >= number)
                .map(changed -> "upgrade-" + changed + ".sql");
        String[] statements = statements(Stream.concat(upgrades, Stream.of("views.sql")));
        for (int kept = 1; kept < statements.length; kept++) {
            Path path = folder.resolve("broken-off" + kept);
            copyReleased(number - 1, "broken-off" + kept);
            sql(path, "SWEEP4J", String.join(";", Arrays.copyOf(statements, kept)));
            try (SweepStore store = SweepStore.open(path)) {
                assertThat(rows(store, "SELECT * FROM ranking")).hasSize(4);
                assertThat(rows(store, "SELECT * FROM outputs"))
                        .hasSameSizeAs(rows(store, "SELECT * FROM curves"))
                        .hasSizeGreaterThanOrEqualTo(8);
            }
        }
    }

    @Test
    void a_schema_half_made_by_a_killed_process_is_made_anew() throws Exception {
        String[] statements = statements(Stream.of("tables.sql", "views.sql"));
        for (int kept = 1; kept < statements.length; kept++) {
            Path path = folder.resolve("half" + kept);
            sql(path, "SWEEP4J", String.join(";", Arrays.copyOf(statements, kept)));
            try (SweepStore store = SweepStore.open(path)) {
                assertThat(define(store, 1)).hasSize(1);
                assertThat(rows(store, "SELECT * FROM results")).isEmpty();
            }
        }
    }

    @Test
    void another_programs_database_is_left_alone() throws Exception {
        Path foreign = folder.resolve("foreign");
        sql(foreign, "sa", "CREATE TABLE T (A INT)");
        assertThat(refusal(foreign)).contains("not Sweep4j's");
        sql(foreign, "sa", "INSERT INTO T VALUES (1)");
        Path sameUser = folder.resolve("same-user");
        sql(sameUser, "SWEEP4J", "CREATE TABLE T (A INT)");
        assertThat(refusal(sameUser)).contains("other tables");
        sql(sameUser, "SWEEP4J", "INSERT INTO T VALUES (1)");
    }

    @Test
    void what_is_no_database_is_left_alone() throws Exception {
        Path text = DatabaseFile.at(folder.resolve("text")).file();
        for (String content : List.of("hello", "hello world\n".repeat(1_000), "\0".repeat(10_000))) {
            Files.writeString(text, content);
            assertThat(refusal(folder.resolve("text"))).contains("damaged or no H2 database");
            assertThat(text).hasContent(content);
        }
        Files.createDirectories(DatabaseFile.at(folder.resolve("folder")).file());
        assertThat(refusal(folder.resolve("folder"))).contains("is a folder");
        Files.writeString(folder.resolve("file"), "x");
        assertThat(refusal(folder.resolve("file/db"))).contains("can't make the folder");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).noneMatch(file -> file.toString().contains("trace"));
        }
    }

    @Test
    void a_folder_that_may_not_be_written_to_is_named() throws Exception {
        Path locked = Files.createDirectory(folder.resolve("locked"));
        assertThat(locked.toFile().setWritable(false)).isTrue();
        try {
            assumeThat(Files.isWritable(locked))
                    .as("this user may write to read-only folders")
                    .isFalse();
            assertThat(refusal(locked.resolve("db")))
                    .endsWith("locked/db: no permission to write in the folder " + locked.toRealPath());
        } finally {
            locked.toFile().setWritable(true);
        }
    }

    @Test
    void an_empty_file_becomes_a_database() throws Exception {
        Files.createFile(DatabaseFile.at(folder.resolve("empty")).file());
        filled("empty");
    }

    @Test
    void a_read_only_file_is_named() throws Exception {
        Path path = filled("read-only");
        assertThat(DatabaseFile.at(path).file().toFile().setReadOnly()).isTrue();
        assumeThat(Files.isWritable(DatabaseFile.at(path).file()))
                .as("this user may write read-only files")
                .isFalse();
        assertThat(refusal(path)).contains("no permission");
    }

    @Test
    void one_process_opens_a_file_once() throws Exception {
        Path path = folder.resolve("once");
        try (SweepStore store = SweepStore.open(path)) {
            Trial trial = define(store, 1).get(0);
            try (RunWriter writer = store.beginRun("s", "{}")) {
                writer.write(List.of(started(trial)));
                assertThat(refusal(path)).contains("already open");
                Path link = Files.createSymbolicLink(folder.resolve("link"), folder);
                assertThat(refusal(link.resolve("once.mv.db"))).contains("already open");
                assertThat(store.trials("s").get(0).state()).isEqualTo(TrialState.RUNNING);
                writer.finish(false);
            }
        }
        SweepStore.open(path).close();
    }

    /** Opens the database of its argument, says so, and waits to be told to end. */
    static final class Holder {
        public static void main(String... arguments) throws IOException {
            SweepStore store = SweepStore.open(Path.of(arguments[0]));
            Trial trial = define(store, 1).get(0);
            RunWriter writer = store.beginRun("s", "{}");
            writer.write(List.of(started(trial)));
            writer.write(StoreFixtures.observed(trial, List.of(epoch(1, 1, 0.5))));
            System.out.println("open");
            System.in.read();
        }
    }

    @Test
    void another_process_is_turned_away_and_its_death_loses_nothing() throws Exception {
        Path path = folder.resolve("held");
        Process holder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        path.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertThat(holder.inputReader().readLine()).isEqualTo("open");
            assertThat(refusal(path)).contains("in use by process " + holder.pid());
        } finally {
            holder.destroyForcibly().waitFor();
        }
        try (SweepStore store = SweepStore.open(path)) {
            assertThat(store.curve("s", 1)).hasSize(1);
            assertThat(store.trials("s").get(0).state()).isEqualTo(TrialState.CANCELLED);
        }
    }

    @Test
    void closing_lets_go_of_the_file_whatever_is_still_open() throws Exception {
        Path path = folder.resolve("closed");
        SweepStore store = SweepStore.open(path);
        Trial trial = define(store, 1).get(0);
        RunWriter writer = store.beginRun("s", "{}");
        writer.write(List.of(started(trial)));
        ReadOnlyQuery query = store.query("SELECT * FROM results");
        store.close();
        store.close();
        Files.move(DatabaseFile.at(path).file(), folder.resolve("moved.mv.db"));
        query.close();
        writer.close();
        assertThatThrownBy(() -> store.trials("s")).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> writer.write(List.of(started(trial)))).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> store.query("SELECT 1")).isInstanceOf(StoreException.class);
        assertThat(DatabaseFile.at(path).file()).doesNotExist();
        try (SweepStore moved = SweepStore.open(folder.resolve("moved"))) {
            assertThat(moved.trials("s").get(0).state()).isEqualTo(TrialState.CANCELLED);
        }
    }

    @Test
    void compacting_shrinks_the_file_and_keeps_what_is_in_it() throws Exception {
        Path path = folder.resolve("compact");
        SweepStore store = SweepStore.open(path);
        List<Trial> trials = define(store, 300);
        try (RunWriter writer = store.beginRun("s", "{}")) {
            for (Trial trial : trials) {
                for (TrialEvent event : whole(trial, TrialState.COMPLETED, epoch(1, 1, 0.5), epoch(2, 1, 0.5))) {
                    writer.write(List.of(event));
                }
            }
            writer.finish(false);
        }
        long before = Files.size(DatabaseFile.at(path).file());
        RunWriter stillOpen = store.beginRun("s", "{}");
        store.closeCompact();
        store.closeCompact();
        store.close();
        stillOpen.close();
        assertThat(Files.size(DatabaseFile.at(path).file())).isLessThan(before / 2);
        try (SweepStore again = SweepStore.open(path)) {
            assertThat(cell(again, "SELECT COUNT(*) FROM curves")).isEqualTo(600L);
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(DatabaseFile.at(path).file());
        }
    }

    @Test
    void a_store_in_memory_closes_too() {
        SweepStore store = SweepStore.inMemory();
        define(store, 1);
        store.closeCompact();
        store.close();
        try (SweepStore other = SweepStore.inMemory()) {
            assertThat(other.sweeps()).isEmpty();
        }
    }

    @Test
    void commits_are_written_at_once_in_this_opening_and_in_the_next() throws Exception {
        String setting = "SELECT SETTING_VALUE FROM INFORMATION_SCHEMA.SETTINGS WHERE SETTING_NAME = 'WRITE_DELAY'";
        Path path = filled("delay");
        try (SweepStore store = SweepStore.open(path)) {
            assertThat(cell(store, setting)).isEqualTo("0");
        }
        try (Connection plain = DriverManager.getConnection("jdbc:h2:file:" + path, "SWEEP4J", "");
                var row = plain.createStatement().executeQuery(setting)) {
            row.next();
            assertThat(row.getString(1)).isEqualTo("0");
        }
    }
}
