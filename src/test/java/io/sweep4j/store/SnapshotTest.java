package io.sweep4j.store;

import static io.sweep4j.store.StoreFixtures.cell;
import static io.sweep4j.store.StoreFixtures.define;
import static io.sweep4j.store.StoreFixtures.epoch;
import static io.sweep4j.store.StoreFixtures.started;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sweep4j.sweep.Trial;
import io.sweep4j.sweep.TrialState;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What readers see of a database, above all while another process writes to it. */
class SnapshotTest {
    @TempDir
    Path folder;

    private @Nullable Process writer;

    @AfterEach
    void killWriter() throws InterruptedException {
        if (writer != null) {
            writer.destroyForcibly().waitFor();
        }
    }

    /** Records epoch after epoch of one trial, and prints the number of each that is committed. */
    static final class Writer {
        public static void main(String... arguments) {
            SweepStore store = SweepStore.open(Path.of(arguments[0]));
            if (arguments.length > 1) {
                useSpaceAgainAtOnce(arguments[0]);
            }
            Trial trial = define(store, 1).get(0);
            RunWriter writer = store.beginRun("s", "{}");
            writer.write(List.of(started(trial)));
            for (int number = 1; number <= 1_000_000; number++) {
                writer.write(List.of(new TrialEvent.Observed(trial, epoch(number, 1, 0.5))));
                System.out.println(number);
            }
        }
    }

    /** H2 leaves what is no longer used alone for 45 seconds. */
    private static void useSpaceAgainAtOnce(String path) {
        try (Connection connection = DriverManager.getConnection("jdbc:h2:file:" + path, "SWEEP4J", "");
                Statement statement = connection.createStatement()) {
            statement.execute("SET RETENTION_TIME 0");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private BufferedReader startWriter(Path path, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Writer.class.getName(),
                path.toString()));
        command.addAll(List.of(more));
        Process started = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        writer = started;
        return started.inputReader();
    }

    private static long latest(BufferedReader committed) throws IOException {
        long latest = Long.parseLong(committed.readLine());
        while (committed.ready()) {
            latest = Long.parseLong(committed.readLine());
        }
        return latest;
    }

    @Test
    void readers_see_every_committed_epoch_while_another_process_goes_on_writing() throws Exception {
        Path path = folder.resolve("written");
        BufferedReader committed = startWriter(path);
        long first = latest(committed);
        long before = first;
        for (int i = 0; i < 20; i++) {
            // The last copy may have shown an epoch that its writer had no time to tell of.
            long acknowledged = Math.max(latest(committed), before);
            try (SweepStore copy = SweepStore.openCopy(path)) {
                long seen = (Long) cell(copy, "SELECT CAST(MAX(epoch) AS BIGINT) FROM curves");
                assertThat(seen).isGreaterThanOrEqualTo(acknowledged);
                assertThat(cell(copy, "SELECT COUNT(*) FROM curves")).isEqualTo(seen);
                assertThat(copy.trials("s").get(0).state()).isEqualTo(TrialState.RUNNING);
                before = seen;
            }
        }
        assertThat(before).as("the writer goes on").isGreaterThan(first);
    }

    @ParameterizedTest
    @ValueSource(ints = {30, 60, 90, 120, 150})
    void kill_9_loses_no_commit_where_space_in_the_file_is_used_again(int commits) throws Exception {
        Path path = folder.resolve("reused");
        BufferedReader committed = startWriter(path, "reuse");
        long acknowledged = 0;
        while (acknowledged < commits) {
            acknowledged = Long.parseLong(committed.readLine());
        }
        writer.toHandle().destroyForcibly();
        for (String line = committed.readLine(); line != null; line = committed.readLine()) {
            acknowledged = Long.parseLong(line);
        }
        try (SweepStore store = SweepStore.open(path)) {
            assertThat((Long) cell(store, "SELECT CAST(MAX(epoch) AS BIGINT) FROM curves"))
                    .isGreaterThanOrEqualTo(acknowledged);
        }
    }

    @Test
    void many_readers_at_once_are_all_served() throws Exception {
        Path path = folder.resolve("read");
        BufferedReader committed = startWriter(path);
        long acknowledged = latest(committed);
        ExecutorService pool = Executors.newFixedThreadPool(10);
        try {
            Callable<Object> read = () -> {
                try (SweepStore copy = SweepStore.openCopy(path)) {
                    return Objects.requireNonNull(cell(copy, "SELECT CAST(MAX(epoch) AS BIGINT) FROM curves"));
                }
            };
            for (Future<Object> seen : pool.invokeAll(Collections.nCopies(10, read))) {
                assertThat((Long) seen.get()).isGreaterThanOrEqualTo(acknowledged);
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(latest(committed)).isGreaterThan(acknowledged);
    }

    @Test
    void a_reader_that_falls_silent_holds_nobody_up_for_ever() throws Exception {
        Path path = folder.resolve("silent");
        BufferedReader committed = startWriter(path);
        latest(committed);
        Owner owner = Owner.live(DatabaseFile.at(path)).orElseThrow();
        try (Socket silent = new Socket(InetAddress.getLoopbackAddress(), owner.port())) {
            silent.getOutputStream().write(owner.token().getBytes(StandardCharsets.US_ASCII));
            assertThat(silent.getInputStream().read()).isEqualTo(CopyServer.GRANTED);
            long held = latest(committed);
            assertThat(Long.parseLong(committed.readLine())).isGreaterThan(held); // waits until it is cut off
            assertThat(silent.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void who_does_not_know_the_token_holds_nobody_up() throws Exception {
        Path path = folder.resolve("guarded");
        latest(startWriter(path));
        Owner owner = Owner.live(DatabaseFile.at(path)).orElseThrow();
        try (Socket stranger = new Socket(InetAddress.getLoopbackAddress(), owner.port())) {
            stranger.getOutputStream().write("0".repeat(owner.token().length()).getBytes(StandardCharsets.US_ASCII));
            assertThat(stranger.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void what_a_killed_process_left_running_reads_as_cancelled() throws Exception {
        Path path = folder.resolve("killed");
        BufferedReader committed = startWriter(path);
        latest(committed);
        killWriter();
        assertThat(Owner.file(DatabaseFile.at(path))).exists();
        assertThat(Owner.live(DatabaseFile.at(path))).isEmpty();
        for (int reading = 1; reading <= 2; reading++) {
            try (SweepStore copy = SweepStore.openCopy(path)) {
                assertThat(copy.trials("s").get(0).state()).isEqualTo(TrialState.CANCELLED);
            }
        }
        SweepStore.open(path).close();
        assertThat(Owner.file(DatabaseFile.at(path))).doesNotExist();
    }

    @Test
    void reading_leaves_the_file_and_its_folder_as_they_are() throws Exception {
        Path file = folder.resolve("old.mv.db");
        try (var released = getClass().getResourceAsStream("schema-1.mv.db")) {
            Files.copy(Objects.requireNonNull(released), file);
        }
        byte[] before = Files.readAllBytes(file);
        try (SweepStore copy = SweepStore.openCopy(folder.resolve("old"))) {
            assertThat(copy.trials("released-v1")).hasSize(4);
            assertThat(copy.delete("released-v1")).isTrue();
        }
        assertThat(file).hasBinaryContent(before);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void a_copy_leaves_nothing_behind() throws Exception {
        SweepStore.open(folder.resolve("kept")).close();
        Snapshot snapshot = Snapshot.take(DatabaseFile.at(folder.resolve("kept")));
        assertThat(snapshot.file()).exists();
        snapshot.delete();
        assertThat(snapshot.file().getParent()).doesNotExist();
    }

    @Test
    void there_is_no_copy_of_a_database_open_in_this_process() {
        Path path = folder.resolve("own");
        try (SweepStore store = SweepStore.open(path)) {
            define(store, 1);
            assertThatThrownBy(() -> SweepStore.openCopy(path))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("already open in this process");
        }
    }
}
