package io.sweep4j.store;

import static io.sweep4j.store.StoreFixtures.define;
import static io.sweep4j.store.StoreFixtures.epoch;
import static io.sweep4j.store.StoreFixtures.record;
import static io.sweep4j.store.StoreFixtures.whole;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sweep4j.sweep.Trial;
import io.sweep4j.sweep.TrialState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files in the place of a database that H2 would repair, shorten or overwrite. */
class DamagedFileTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-25T09:30:00Z"), ZoneOffset.UTC);
    private static final int HEAD = 8_192;

    /** Large, so that most of the file is one closed chunk; and as a killed process leaves it, many small chunks. */
    private static byte[] closed;

    private static byte[] killed;

    @TempDir
    Path folder;

    /** What can happen to a file. */
    enum Damage {
        HEAD_OF_ZEROS(bytes -> filled(bytes, 0, HEAD, 0)),
        HEAD_OF_NOISE(bytes -> noisy(bytes, 0, HEAD)),
        BEGINNING_OF_NOISE(bytes -> noisy(bytes, 0, 50_000)),
        MIDDLE_OF_ZEROS(bytes -> filled(bytes, bytes.length / 2, bytes.length / 2 + 20_000, 0)),
        MIDDLE_OF_NOISE(bytes -> noisy(bytes, bytes.length / 2, bytes.length / 2 + 20_000)),
        ALL_BUT_THE_HEAD_OVERWRITTEN(bytes -> filled(bytes, HEAD, bytes.length, 0x5a)),
        ALL_BUT_THE_HEAD_ZEROS(bytes -> filled(bytes, HEAD, bytes.length, 0)),
        NEWEST_PART_OF_ZEROS(bytes -> filled(bytes, bytes.length - 20_000, bytes.length, 0)),
        CUT_BY_A_BYTE(bytes -> Arrays.copyOf(bytes, bytes.length - 1)),
        CUT_BY_A_BLOCK(bytes -> Arrays.copyOf(bytes, bytes.length - 4_096)),
        CUT_IN_HALF(bytes -> Arrays.copyOf(bytes, bytes.length / 2)),
        CUT_BEHIND_THE_HEAD(bytes -> Arrays.copyOf(bytes, HEAD)),
        CUT_WITHIN_THE_HEAD(bytes -> Arrays.copyOf(bytes, 100)),
        ZEROS(bytes -> new byte[bytes.length]),
        NOISE(bytes -> noisy(bytes, 0, bytes.length)),
        SMALL_NOISE(bytes -> noisy(new byte[20_000], 0, 20_000)),
        TEXT(bytes -> "no database\n".repeat(1_000).getBytes(StandardCharsets.UTF_8)),
        A_FEW_BYTES(bytes -> "x".getBytes(StandardCharsets.UTF_8));

        private final UnaryOperator<byte[]> change;

        Damage(UnaryOperator<byte[]> change) {
            this.change = change;
        }

        private static byte[] filled(byte[] bytes, int from, int to, int with) {
            byte[] changed = bytes.clone();
            Arrays.fill(changed, from, to, (byte) with);
            return changed;
        }

        private static byte[] noisy(byte[] bytes, int from, int to) {
            byte[] changed = bytes.clone();
            byte[] noise = new byte[to - from];
            new Random(from).nextBytes(noise);
            System.arraycopy(noise, 0, changed, from, noise.length);
            return changed;
        }
    }

    @BeforeAll
    static void fill(@TempDir Path folder) throws IOException {
        Path path = folder.resolve("sound");
        List<TrialEvent> events = new ArrayList<>();
        try (SweepStore store = SweepStore.open(path)) {
            for (Trial trial : define(store, 800)) {
                events.addAll(whole(trial, TrialState.COMPLETED, epoch(1, 1, 0.5), epoch(2, 0.5, 0.75)));
            }
            record(store, events);
            killed = Files.readAllBytes(file(path));
            store.closeCompact();
        }
        closed = Files.readAllBytes(file(path));
        assertThat(closed.length).isGreaterThan(110_000);
        assertThat(killed.length).isGreaterThan(110_000);
    }

    private Path database(byte[] content) throws IOException {
        Path path = folder.resolve("sweep4j");
        Files.write(file(path), content);
        return path;
    }

    private static Path file(Path path) {
        return DatabaseFile.at(path).file();
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private void assertRefusedTwiceAndUntouched(byte[] content) throws IOException {
        Path path = database(content);
        for (int opening = 1; opening <= 2; opening++) {
            assertThatThrownBy(() -> SweepStore.open(path).close())
                    .isInstanceOf(DamagedException.class)
                    .hasMessageStartingWith(path + ": the file is damaged or no H2 database")
                    .hasMessageContaining("--move-damaged");
            assertThatThrownBy(() -> SweepStore.openCopy(path).close())
                    .isInstanceOf(DamagedException.class)
                    .hasMessageStartingWith(path + ": the file is damaged or no H2 database");
            assertThat(Files.readAllBytes(file(path))).isEqualTo(content);
            assertThat(files()).containsExactly("sweep4j.mv.db");
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_damaged_database_is_refused_and_not_a_byte_of_it_changes(Damage damage) throws IOException {
        assertRefusedTwiceAndUntouched(damage.change.apply(closed));
    }

    /** The newest chunks of a process that was killed may be missing: H2 then goes back to those before, as it should. */
    @ParameterizedTest
    @EnumSource(
            names = {"HEAD_OF_ZEROS", "HEAD_OF_NOISE", "BEGINNING_OF_NOISE", "ALL_BUT_THE_HEAD_OVERWRITTEN", "ZEROS"})
    void so_is_one_that_a_killed_process_left(Damage damage) throws IOException {
        assertRefusedTwiceAndUntouched(damage.change.apply(killed));
    }

    @Test
    void sound_files_are_opened_however_they_were_left() throws IOException {
        for (byte[] content : List.of(closed, killed)) {
            try (SweepStore store = SweepStore.open(database(content))) {
                assertThat(store.trials("s")).hasSize(800);
            }
        }
        Files.write(file(folder.resolve("sweep4j")), new byte[0]);
        SweepStore.open(folder.resolve("sweep4j")).close();
    }

    @ParameterizedTest
    @EnumSource
    void on_request_a_damaged_file_is_put_aside_and_a_new_database_made(Damage damage) throws IOException {
        byte[] content = damage.change.apply(closed);
        Path path = database(content);
        List<Path> told = new ArrayList<>();

        try (SweepStore store = SweepStore.openAnew(path, CLOCK, told::add)) {
            assertThat(store.sweeps()).isEmpty();
            define(store, 1);
        }

        Path aside = folder.resolve("sweep4j.damaged-20261125-093000.mv.db");
        assertThat(told).containsExactly(aside);
        assertThat(Files.readAllBytes(aside)).isEqualTo(content);
        try (SweepStore store = SweepStore.openAnew(path, CLOCK, told::add)) {
            assertThat(store.trials("s")).hasSize(1);
        }
        assertThat(told).hasSize(1);
    }

    @Test
    void what_was_put_aside_in_the_same_second_is_kept() throws IOException {
        for (String content : List.of("one", "two", "three")) {
            Path path = database(content.getBytes(StandardCharsets.UTF_8));
            SweepStore.openAnew(file(path), CLOCK, aside -> {}).close();
        }
        assertThat(folder.resolve("sweep4j.damaged-20261125-093000.mv.db")).hasContent("one");
        assertThat(folder.resolve("sweep4j.damaged-20261125-093000-2.mv.db")).hasContent("two");
        assertThat(folder.resolve("sweep4j.damaged-20261125-093000-3.mv.db")).hasContent("three");
    }

    @Test
    void databases_of_others_newer_ones_and_those_in_use_are_never_put_aside() throws Exception {
        Path foreign = folder.resolve("foreign");
        sql(foreign, "sa", "CREATE TABLE T (A INT)");
        assertNotPutAside(foreign, "not Sweep4j's");
        Path other = folder.resolve("other");
        sql(other, "SWEEP4J", "CREATE TABLE T (A INT)");
        assertNotPutAside(other, "other tables");
        Path newer = folder.resolve("newer");
        SweepStore.open(newer).close();
        sql(newer, "SWEEP4J", "UPDATE SWEEP4J.VERSION SET SCHEMA_NUMBER = 70");
        assertNotPutAside(newer, "schema 70");
        Path inUse = folder.resolve("in-use");
        try (SweepStore store = SweepStore.open(inUse)) {
            assertNotPutAside(inUse, "already open");
            assertThat(store.sweeps()).isEmpty();
        }
        Path format = folder.resolve("format");
        Files.write(file(format), ofFormat(9, closed));
        assertNotPutAside(format, "newer H2");
        assertThat(Files.readAllBytes(file(format))).isEqualTo(ofFormat(9, closed));
    }

    /** Both copies of the head with another format number, and the check value that H2 expects of them. */
    private static byte[] ofFormat(int number, byte[] bytes) {
        byte[] changed = bytes.clone();
        for (int start : List.of(0, 4_096)) {
            String head = new String(bytes, start, 4_096, StandardCharsets.ISO_8859_1);
            int end = head.indexOf(",fletcher:");
            byte[] text = head.substring(0, end)
                    .replaceFirst("format:\\d", "format:" + number)
                    .getBytes(StandardCharsets.ISO_8859_1);
            System.arraycopy(text, 0, changed, start, text.length);
            String check = Integer.toHexString(org.h2.mvstore.DataUtils.getFletcher32(text, 0, text.length));
            byte[] rest = (",fletcher:" + "0".repeat(8 - check.length()) + check).getBytes(StandardCharsets.ISO_8859_1);
            System.arraycopy(rest, 0, changed, start + text.length, rest.length);
        }
        return changed;
    }

    private void assertNotPutAside(Path path, String reason) throws IOException {
        List<String> before = files();
        assertThatThrownBy(() -> SweepStore.openAnew(path, CLOCK, aside -> {}).close())
                .isInstanceOf(StoreException.class)
                .isNotInstanceOf(DamagedException.class)
                .hasMessageContaining(reason);
        assertThat(files()).isEqualTo(before);
    }

    private static void sql(Path path, String user, String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:h2:file:" + path, user, "");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
