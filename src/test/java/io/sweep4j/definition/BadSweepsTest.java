package io.sweep4j.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sweep4j.sweep.Parameter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Everything that can be wrong with a sweep, in the table {@code bad-sweeps.txt}: after {@code ===} a title, after
 * {@code $} an override, then the file, then after {@code >>>} each problem as it must be shown.
 */
class BadSweepsTest {
    record Case(String title, String yaml, List<String> overrides, List<String> problems) {
        @Override
        public String toString() {
            return title;
        }
    }

    static Stream<Case> cases() throws IOException {
        try (InputStream in = Objects.requireNonNull(BadSweepsTest.class.getResourceAsStream("bad-sweeps.txt"))) {
            String table = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Stream.of(table.split("(?m)^=== "))
                    .filter(block -> !block.isEmpty())
                    .map(BadSweepsTest::parse);
        }
    }

    private static Case parse(String block) {
        List<String> lines = block.lines().toList();
        List<String> yaml = new ArrayList<>();
        List<String> overrides = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            if (line.startsWith("$ ")) {
                overrides.add(line.substring(2));
            } else if (line.startsWith(">>> ")) {
                problems.add(line.substring(4));
            } else {
                yaml.add(line + "\n");
            }
        }
        return new Case(lines.get(0), String.join("", yaml), overrides, problems);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void every_problem_is_shown_with_position_and_hint(Case bad) {
        Reading reading = Definitions.read("x.yaml", bad.yaml(), bad.overrides());

        assertThat(reading.problems()).map(Problem::toString).containsExactlyElementsOf(bad.problems());
        assertThat(bad.problems()).isNotEmpty().noneMatch(line -> line.contains("\n"));
    }

    @Test
    void the_table_was_really_read() throws IOException {
        assertThat(cases()).hasSizeGreaterThan(90);
    }

    @Test
    void a_hundred_problems_are_shown_and_the_rest_is_counted() {
        String yaml = "name: x\nparameters: {decay: [" + "2, ".repeat(150) + "3]}\n";

        List<Problem> problems = Definitions.read("x.yaml", yaml, List.of()).problems();

        assertThat(problems).hasSize(101);
        assertThat(problems.get(100).message()).isEqualTo("and 51 more problems from here on");
    }

    @Test
    void what_is_left_of_a_bad_sweep_is_there_for_later_stages() {
        String yaml = """
                name: x
                parameters:
                  decay: [0, 0.1]
                  lr: 0.1
                  epochs: many
                exclude: [{decay: 7}]
                """;

        Reading reading = Definitions.read("x.yaml", yaml, List.of());

        assertThat(reading.problems()).hasSize(3);
        assertThat(reading.definition().orElseThrow().sweep().dimensions()).hasSize(1);
        assertThat(reading.invalid()).containsExactlyInAnyOrder(Parameter.LEARNING_RATE, Parameter.EPOCHS);
        assertThat(reading.exclusionsInvalid()).isTrue();
        assertThatThrownBy(reading::orThrow)
                .isInstanceOfSatisfying(
                        DefinitionException.class, e -> assertThat(e.problems()).hasSize(3));
    }
}
