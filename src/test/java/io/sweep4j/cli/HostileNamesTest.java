package io.sweep4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Texts in a user's files that a browser, a spreadsheet, a terminal or a path would take for more than texts. */
class HostileNamesTest {
    private static final String SCRIPT = "<script>alert(1)</script>";
    private static final String FOLDER = "=cmd'|..";

    @TempDir
    Path temp;

    private CliRun train() {
        CliRun cli = new CliRun(temp);
        StringBuilder table = new StringBuilder("\"=1+1\",\"" + SCRIPT + "\",kind\n");
        for (int i = 0; i < 40; i++) {
            table.append(i)
                    .append(',')
                    .append(i * i)
                    .append(i % 2 == 0 ? ",\"=cmd()\n" + SCRIPT + "\"\n" : ",\"@x\"\"'../..\"\n");
        }
        String data = cli.file(FOLDER + "/" + "-a'b\"<i>&`|.csv", table.toString());
        String file = cli.file("x.yaml", """
                        name: x..
                        description: "=cmd()\\n%s ../../x | `a` [b](javascript:c) -- '\\""
                        dataset: {name: csv, path: '%s', label: kind}
                        parameters: {bias_init: [-0.5, 1], loss: mse, batch_size: 5, epochs: 1}
                        """.formatted(SCRIPT, data.replace("'", "''")));
        cli.run("run", file, "--quiet").succeeded();
        return cli;
    }

    @Test
    void are_texts_in_every_report() throws IOException {
        CliRun cli = train();
        Path reports = cli.reports();

        assertThat(Files.readString(reports.resolve("report.html")))
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                .doesNotContain(SCRIPT)
                .doesNotContain("\u001b")
                .doesNotContain("\u202e");
        // between fences longer than any in the text, the definition stands as it is
        String outsideFences =
                Files.readString(reports.resolve("report.md")).replaceAll("(?s)\n(`{3,})yaml\n.*?\n\\1\n", "\n");
        assertThat(outsideFences)
                .contains("&lt;script&gt;")
                .doesNotContain("<script")
                .doesNotContain("[b](")
                .doesNotContain("\u001b");
        assertThat(Files.readString(reports.resolve("report.json")))
                .doesNotContain("\u001b")
                .contains("\"x..\"");
        for (String name : new String[] {"report.csv", "curves.csv"}) {
            try (CSVParser csv = CSVParser.parse(
                    Files.readString(reports.resolve(name)),
                    CSVFormat.RFC4180
                            .builder()
                            .setHeader()
                            .setSkipHeaderRecord(true)
                            .get())) {
                for (CSVRecord row : csv) {
                    assertThat(row.get("sweep")).isEqualTo("x..");
                    assertThat(row.stream())
                            .allMatch(cell -> cell.isEmpty()
                                    || "=+@\t\r".indexOf(cell.charAt(0)) < 0
                                            && (cell.charAt(0) != '-' || Double.isFinite(Double.parseDouble(cell))));
                }
            }
        }
        assertThat(Files.readString(reports.resolve("report.csv"))).contains(",-0.5,");
    }

    @Test
    void are_texts_on_the_terminal_too() {
        CliRun cli = train();

        for (String[] command : new String[][] {
            {"list"}, {"show", "x..", "1"}, {"query", "SELECT definition FROM sweeps"}, {"explain", "x..", "1"}
        }) {
            assertThat(cli.run(command).succeeded().out())
                    .doesNotContain("\u001b")
                    .doesNotContain("\u202e");
        }
    }

    @Test
    void a_name_can_not_leave_the_folder_of_results() {
        CliRun cli = new CliRun(temp);
        for (String name : new String[] {
            "../x", "-x", ".x", "=x", "@x", "a/b", "..", ".", "a\\b", "x\\ny", SCRIPT, "a'b", "CON:", ""
        }) {
            String file = cli.file("x.yaml", "name: \"" + name + "\"\nparameters: {epochs: 1}\n");

            CliRun.Outcome outcome = cli.run("run", file);

            assertThat(outcome.exit()).as(name).isEqualTo(ExitCode.USAGE);
            assertThat(outcome.err()).startsWith(file + ":1:7: 'name' ");
            assertThat(cli.files()).containsExactlyInAnyOrder("", "x.yaml");
        }
    }
}
