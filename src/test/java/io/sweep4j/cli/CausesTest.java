package io.sweep4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sweep4j.docs.Quotes;
import io.sweep4j.sweep.Cause;
import io.sweep4j.sweep.Warning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The sweeps of docs/DIVERGENCE.md, one for each cause and warning and named after it, show what they promise. */
class CausesTest {
    private static final Path SWEEPS = Path.of("sweeps", "causes");
    private static final Path DOCUMENT = Path.of("docs", "DIVERGENCE.md");

    @TempDir
    Path temp;

    private static String name(Enum<?> code) {
        return code.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The trials of a sweep, by number. */
    private List<Map<String, @Nullable Object>> run(String sweep, String... overrides) {
        CliRun cli = new CliRun(temp);
        List<String> arguments = Stream.concat(
                        Stream.of("run", SWEEPS.resolve(sweep + ".yaml").toString()), Stream.of(overrides))
                .toList();
        CliRun.Outcome outcome = cli.run(arguments.toArray(String[]::new)).succeeded();
        assertThat(outcome.err()).doesNotContain("warning");
        return cli.query("SELECT * FROM results ORDER BY trial");
    }

    private static List<String> warnings(Map<String, @Nullable Object> trial) {
        return trial.get("warnings") instanceof String codes ? List.of(codes.split(",")) : List.of();
    }

    @ParameterizedTest
    @EnumSource
    void a_cause_is_found_has_a_neighbour_that_survived_and_is_explained_as_the_document_says(Cause cause)
            throws IOException {
        List<Map<String, @Nullable Object>> trials = run(name(cause));

        assertThat(trials).allSatisfy(trial -> {
            if ("COMPLETED".equals(trial.get("state"))) {
                assertThat(trial.get("cause")).isNull();
            } else {
                assertThat(trial).containsEntry("state", "DIVERGED").containsEntry("cause", cause.name());
            }
        });
        assertThat(trials).extracting(trial -> trial.get("state")).contains("COMPLETED", "DIVERGED");
        Matcher quote = Pattern.compile("(?s)`\\./sweep4j explain " + name(cause) + " (\\d+)`[^`]*```text\\n(.*?)```")
                .matcher(Files.readString(DOCUMENT));
        assertThat(quote.find()).as("the document quotes explain").isTrue();
        String explained = new CliRun(temp)
                .run("explain", name(cause), quote.group(1))
                .succeeded()
                .out();
        assertThat(quote.group(2)).contains("why: ", "advice: ");
        Quotes.holds(quote.group(2), explained);
    }

    @ParameterizedTest
    @EnumSource
    void a_warning_is_given_and_not_to_its_neighbour(Warning warning) {
        List<Map<String, @Nullable Object>> trials = run(name(warning));

        assertThat(trials).hasSize(2);
        assertThat(trials).allSatisfy(trial -> {
            assertThat(trial).containsEntry("state", "COMPLETED");
            assertThat(trial.get("cause")).isNull();
        });
        assertThat(warnings(trials.get(0))).contains(warning.name());
        assertThat(warnings(trials.get(1))).isEmpty();
        assertThat((double) trials.get(1).get("best_validation_accuracy"))
                .isGreaterThan((double) trials.get(0).get("best_validation_accuracy"));
    }

    @Test
    void standardised_features_cure_bad_input() {
        assertThat(run("bad-input", "name=bad-input-cured", "dataset.standardise=true"))
                .hasSize(2)
                .allSatisfy(trial -> {
                    assertThat(trial).containsEntry("state", "COMPLETED");
                    assertThat(warnings(trial)).isEmpty();
                });
    }

    @Test
    void there_is_one_sweep_for_each_code_and_no_other_and_the_document_leads_to_it() throws IOException {
        List<String> names = Stream.<Enum<?>>concat(Stream.of(Cause.values()), Stream.of(Warning.values()))
                .map(code -> name(code) + ".yaml")
                .sorted()
                .toList();
        try (Stream<Path> files = Files.list(SWEEPS)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrderElementsOf(names);
        }
        String text = Files.readString(DOCUMENT);
        assertThat(names).allSatisfy(file -> assertThat(text).contains("(../sweeps/causes/" + file + ")"));
    }
}
