package io.sweep4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A long sweep needs no more memory than a short one. */
@Tag("heavy")
@EnabledOnOs(OS.LINUX)
class MemoryTest {
    @TempDir
    Path temp;

    @Test
    @Timeout(120)
    void stays_flat_over_500_trials_in_one_process() throws IOException, InterruptedException {
        CliRun cli = new CliRun(temp);
        cli.file("many.yaml", """
                        name: many
                        dataset: {name: digits, train: 64, validation: 32, test: 32}
                        repeats: 250
                        parameters: {hidden: [[], [8]], batch_size: 16, epochs: 1}
                        """);
        // A heap of one size, all of it touched at the start: what grows is memory outside of it.
        List<String> options = List.of("-Xms256m", "-Xmx256m", "-XX:+AlwaysPreTouch");

        try (ChildCli child = cli.startWith(options, "run", "many.yaml", "--threads", "2")) {
            child.awaitLine("100th trial", line -> line.endsWith("(100 of 500)"));
            long early = residentKilobytes(child.pid());
            child.awaitLine("490th trial", line -> line.endsWith("(490 of 500)"));
            long late = residentKilobytes(child.pid());
            child.await().succeeded();

            assertThat(late)
                    .as("kB resident near the end, %d after 100 trials", early)
                    .isLessThan(early * 115 / 100);
        }
        assertThat(cli.column("SELECT COUNT(*) FROM results WHERE state = 'COMPLETED'"))
                .containsExactly("500");
    }

    private static long residentKilobytes(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
