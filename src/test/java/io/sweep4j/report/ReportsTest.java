package io.sweep4j.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportsTest {
    @Test
    void writes_every_format_over_what_was_there_and_leaves_nothing_else(@TempDir Path folder) throws IOException {
        Path out = folder.resolve("new/sweep");
        Files.createDirectories(out);
        Files.writeString(out.resolve("report.md"), "old");
        List<Path> paths = Reports.write(Comparison.of(Fixtures.activations()), out, ReportFormats.all());
        assertThat(paths)
                .extracting(path -> path.getFileName().toString())
                .containsExactly(
                        "report.html",
                        "report.md",
                        "report-cost.svg",
                        "report-map.svg",
                        "report.csv",
                        "curves.csv",
                        "report.json");
        try (var files = Files.list(out)) {
            assertThat(files).containsExactlyInAnyOrderElementsOf(paths);
        }
        assertThat(out.resolve("report.md")).content().startsWith("# Sweep bias-and-rate");
    }

    @Test
    void writes_the_same_bytes_twice(@TempDir Path folder) throws IOException {
        List<Path> one =
                Reports.write(Comparison.of(Fixtures.activations()), folder.resolve("one"), ReportFormats.all());
        List<Path> two =
                Reports.write(Comparison.of(Fixtures.activations()), folder.resolve("two"), ReportFormats.all());
        for (int i = 0; i < one.size(); i++) {
            assertThat(one.get(i)).hasSameBinaryContentAs(two.get(i));
        }
    }
}
