package io.sweep4j.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sweep4j.sweep.DecaySchedule;
import io.sweep4j.sweep.Dimension;
import io.sweep4j.sweep.Parameter;
import io.sweep4j.sweep.Sweep;
import io.sweep4j.sweep.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExamplesTest {
    private static final Path FOLDER = Path.of("sweeps");

    static List<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    private static Sweep clean(Reading reading) {
        assertThat(reading.problems()).isEmpty();
        Definition definition = reading.definition().orElseThrow();
        assertThat(definition.warnings()).isEmpty();
        return definition.sweep();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void every_example_is_clean_and_named_as_its_file(Path file) throws IOException {
        Sweep sweep = clean(Definitions.read(file, List.of()));
        assertThat(file.getFileName()).hasToString(sweep.name() + ".yaml");
        assertThat(sweep.description()).isNotEmpty();
    }

    @Test
    void there_are_examples() throws IOException {
        assertThat(examples()).hasSizeGreaterThanOrEqualTo(6);
    }

    @Test
    void the_published_case_is_two_trials() throws IOException {
        Sweep sweep = clean(Definitions.read(FOLDER.resolve("published-tanh.yaml"), List.of()));
        assertThat(sweep.dimensions()).map(Dimension::size).containsExactly(2);
        assertThat(sweep.dimensions().get(0).axes().get(0).values())
                .containsExactly(Value.Real.of(0), Value.Real.of(1));
        assertThat(sweep.dimensions().get(0).axes().get(1).values())
                .map(value -> DecaySchedule.named(value.text()))
                .containsExactly(DecaySchedule.EPOCH, DecaySchedule.REPORTED);
        assertThat(sweep.constants()).doesNotContainKey(Parameter.HIDDEN).hasSize(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"my-sweep", "null", "1e3", "x.y_z", "yes"})
    void the_template_is_clean(String name) {
        Sweep sweep = clean(Definitions.read(name + ".yaml", Definitions.template(name), List.of()));
        assertThat(sweep.name()).isEqualTo(name);
    }

    @Test
    void the_template_needs_a_name() {
        assertThatThrownBy(() -> Definitions.template("a b")).isInstanceOf(IllegalArgumentException.class);
    }
}
