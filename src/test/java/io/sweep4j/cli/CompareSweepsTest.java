package io.sweep4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sweep beside its successor, in which its user has changed something. */
class CompareSweepsTest {
    private static final Pattern STATEMENT =
            Pattern.compile("id=\"side-cells\".*?aria-label=\"SQL\"><code>(.*?)</code>", Pattern.DOTALL);

    @TempDir
    Path temp;

    @Test
    void a_report_on_two_sweeps_tells_what_the_change_did() throws IOException {
        CliRun cli = new CliRun(temp);
        String before = """
                name: before
                dataset: {name: digits, train: 600, validation: 200, test: 100}
                parameters:
                  activation: [tanh, softmax]
                  learning_rate: [0.01, 0.1]
                  weight_init: zero
                  bias_init: 0
                  epochs: 2
                """;
        String after = before.replace("before", "after")
                .replace("bias_init: 0", "bias_init: 1")
                .replace("[0.01, 0.1]", "[0.1, 0.5]");
        cli.run("run", cli.file("before.yaml", before), "--quiet").succeeded();
        cli.run("run", cli.file("after.yaml", after), "--quiet").succeeded();

        CliRun.Outcome report = cli.run("report", "before", "after").succeeded();

        assertThat(report.out()).contains("cells.csv");
        String page = Files.readString(cli.reports().resolve("report.html"));
        assertThat(page)
                .contains(
                        "A cell is a combination of values of activation and learning_rate. 2 cells are in both sweeps, 2 only in before"
                                + " and 2 only in after.")
                .contains("<th scope=\"row\">bias_init</th><td>0</td><td>1</td>")
                .contains("1 cell that diverged in the reference survives: 1 LOG_OF_ZERO.");
        assertThat(Files.readString(cli.reports().resolve("report.md")))
                .containsPattern(
                        "\\| tanh \\| 0.1 \\| ❌ diverged \\(LOG_OF_ZERO\\) \\| 0\\.\\d+[^|]* \\| \\*\\*survives\\*\\* \\|");
        Matcher statement = STATEMENT.matcher(page);
        assertThat(statement.find()).isTrue();
        List<Map<String, @Nullable Object>> rows = cli.query(
                statement.group(1).replace("&#39;", "'").replace("&gt;", ">").replace("&lt;", "<"));
        assertThat(rows).hasSize(2);
        assertThat(rows.get(1)).containsEntry("activation", "tanh").containsEntry("best_1", null);
        assertThat(rows.get(1).get("best_2")).isNotNull();

        cli.run("report", "before", "before").succeeded();
        assertThat(Files.readString(cli.reports().resolve("report.html"))).doesNotContain("<div id=\"side\"");
    }
}
