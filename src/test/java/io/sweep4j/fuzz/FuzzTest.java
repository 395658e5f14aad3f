package io.sweep4j.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.Jazzer;
import io.sweep4j.data.CsvFuzz;
import io.sweep4j.data.IdxFuzz;
import io.sweep4j.definition.SweepFileFuzz;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Everything that reads files of a user's, under a fuzzer that looks for inputs that reach new code: first what it and
 * people have come upon so far, then some new ones: for as long as {@code -Dsweep4j.fuzz.seconds=600} says, else a few
 * hundred.
 */
class FuzzTest {
    private static final Path SEEDS = Path.of("src", "test", "resources", "io", "sweep4j", "fuzz");
    /** Grows from run to run, until it is cleaned away. */
    private static final Path FOUND = Path.of("target", "fuzz");

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int RUNS = 500;

    /** What is fuzzed. */
    enum Target {
        SWEEP("sweep", SweepFileFuzz.class, SweepFileFuzz::fuzzerTestOneInput),
        CSV("csv", CsvFuzz.class, CsvFuzz::fuzzerTestOneInput),
        IDX("idx", IdxFuzz.class, IdxFuzz::fuzzerTestOneInput);

        private final String folder;
        private final Class<?> type;
        private final Consumer<byte[]> run;

        Target(String folder, Class<?> type, Consumer<byte[]> run) {
            this.folder = folder;
            this.type = type;
            this.run = run;
        }
    }

    static Stream<Arguments> seeds() throws IOException {
        Stream.Builder<Arguments> seeds = Stream.builder();
        for (Target target : Target.values()) {
            try (Stream<Path> files = Files.list(SEEDS.resolve(target.folder))) {
                files.sorted()
                        .forEach(file -> seeds.add(
                                Arguments.of(target, file.getFileName().toString())));
            }
        }
        return seeds.build();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void an_input_of_note_is_read_or_refused_in_words(Target target, String seed) throws IOException {
        byte[] input = Files.readAllBytes(SEEDS.resolve(target.folder).resolve(seed));

        Assertions.assertTimeoutPreemptively(PATIENCE, () -> target.run.accept(input));
    }

    @ParameterizedTest
    @EnumSource
    void a_fuzzer_finds_no_exception_hang_or_memory_blow_up(Target target) throws IOException, InterruptedException {
        int seconds = Integer.getInteger("sweep4j.fuzz.seconds", 0);
        Path folder = Files.createDirectories(FOUND.resolve(target.folder));
        Path corpus = Files.createDirectories(folder.resolve("corpus"));
        Path log = folder.resolve("log.txt");
        Process fuzzer = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Jazzer.class.getName(),
                        "--target_class=" + target.type.getName(),
                        "--instrumentation_includes=io.sweep4j.**:com.fasterxml.jackson.dataformat.yaml.**"
                                + ":org.apache.commons.csv.**",
                        "--reproducer_path=" + folder,
                        "-artifact_prefix=" + folder + "/",
                        // on a busy machine the first seconds go by without an input
                        seconds > 0 ? "-max_total_time=" + seconds : "-runs=" + RUNS,
                        "-timeout=60",
                        "-rss_limit_mb=0", // counts what this JVM took; -Xmx bounds what a target can take
                        "-max_len=4096",
                        "-print_final_stats=1",
                        corpus.toString(),
                        SEEDS.resolve(target.folder).toString()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(fuzzer.waitFor(seconds + 300L, TimeUnit.SECONDS))
                    .as("the fuzzer ends; see %s", log)
                    .isTrue();
        } finally {
            fuzzer.destroyForcibly();
        }
        String said = Files.readString(log);
        assertThat(fuzzer.exitValue()).as(said).isZero();
        assertThat(said).contains("stat::number_of_executed_units");
    }
}
