package io.sweep4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The SQL that a report quotes, on the database that the report is of. */
class ReportQueriesTest {
    private static final Pattern STATEMENT = Pattern.compile("aria-label=\"SQL\"><code>(.*?)</code>", Pattern.DOTALL);

    @TempDir
    Path temp;

    @Test
    void every_statement_of_a_report_runs_and_finds_something() throws IOException {
        CliRun cli = new CliRun(temp);
        String file = cli.file("x.yaml", """
                name: queries
                dataset: {name: digits, train: 200, validation: 100, test: 100}
                repeats: 2
                parameters:
                  activation: [tanh, softmax]
                  learning_rate: [0.01, 0.1, 1]
                  l2: [0, 0.01, 0.1]
                  weight_init: zero
                  epochs: 2
                """);
        cli.run("run", file, "--quiet").succeeded();

        String page = Files.readString(cli.reports().resolve("report.html"));
        List<String> statements = STATEMENT
                .matcher(page)
                .results()
                .map(match -> match.group(1)
                        .replace("&#39;", "'")
                        .replace("&lt;", "<")
                        .replace("&gt;", ">")
                        .replace("&quot;", "\"")
                        .replace("&amp;", "&"))
                .toList();

        assertThat(statements).hasSizeGreaterThan(18).anyMatch(sql -> sql.contains("STDDEV_SAMP"));
        for (String sql : statements) {
            assertThat(cli.run("query", sql, "--format", "json")
                            .succeeded()
                            .out()
                            .strip())
                    .as(sql)
                    .isNotEqualTo("[]");
        }
    }
}
