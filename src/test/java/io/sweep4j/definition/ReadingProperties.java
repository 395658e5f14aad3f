package io.sweep4j.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.sweep4j.sweep.Parameter;
import io.sweep4j.sweep.Value;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class ReadingProperties {
    private static final String SOUND = """
            name: sound
            description: 'a text'
            dataset: {name: csv, path: a.csv, label: b, validation: 0.2}
            metric: {name: cost, goal: minimize}
            parameters:
              hidden: [[], [64], [128, 64]]
              learning_rate: {min: 0.001, max: 1, count: 4, distribution: log_uniform_values}
              decay: [0, 1e-3]
              bias_init: [0, 1]
              seed: 42
              shuffle: true
            exclude: [{decay: 0, bias_init: 1}]
            zip: [[decay, bias_init]]
            repeats: 2
            """;

    private static void soundOrExplained(Reading reading) {
        for (Problem problem : reading.problems()) {
            assertThat(problem.message()).isNotBlank().doesNotContain("\n", "\r", "Exception", "com.", "org.");
            boolean inFile = problem.source().equals("x.yaml") && problem.line() >= 1 && problem.column() >= 1;
            assertThat(inFile || problem.source().equals(Problem.COMMAND_LINE)).isTrue();
        }
        assertThat(reading.problems().isEmpty() && reading.definition().isEmpty())
                .isFalse();
    }

    @Provide
    Arbitrary<byte[]> yamlBytes() {
        String punctuation = "[]{}:,-?&*!|>'\"%@`#~<. \n\t\r\\0129aexn";
        Arbitrary<Byte> marks =
                Arbitraries.of(punctuation.chars().mapToObj(c -> (byte) c).toList());
        return Arbitraries.frequencyOf(Tuple.of(8, marks), Tuple.of(1, Arbitraries.bytes()))
                .array(byte[].class)
                .ofMaxSize(40);
    }

    @Property
    void random_bytes_never_throw(@ForAll @Size(max = 200) byte[] bytes) {
        soundOrExplained(Definitions.read("x.yaml", bytes, List.of()));
    }

    @Property(tries = 5000)
    void random_punctuation_never_throws(@ForAll("yamlBytes") byte[] bytes) {
        soundOrExplained(Definitions.read("x.yaml", bytes, List.of()));
    }

    @Property(tries = 5000)
    void a_mutated_sweep_never_throws(
            @ForAll @IntRange(max = 500) int at, @ForAll @IntRange(max = 12) int cut, @ForAll("yamlBytes") byte[] put) {
        String head = SOUND.substring(0, Math.min(at, SOUND.length()));
        String tail = SOUND.substring(Math.min(at + cut, SOUND.length()));
        String middle = new String(put, StandardCharsets.ISO_8859_1);
        soundOrExplained(Definitions.read("x.yaml", head + middle + tail, List.of()));
    }

    @Example
    void a_line_break_in_the_key_of_an_override_is_shown_by_its_number() {
        Reading reading = Definitions.read("x.yaml", SOUND, List.of("dataset.\n="));
        assertThat(reading.problems().get(0).message()).endsWith("'dataset.U+000A' has no value after '='");
        soundOrExplained(reading);
    }

    @Property(tries = 5000)
    void random_overrides_never_throw(@ForAll("keys") String key, @ForAll("yamlBytes") byte[] value) {
        String argument = key + new String(value, StandardCharsets.ISO_8859_1);
        soundOrExplained(Definitions.read("x.yaml", SOUND, List.of(argument)));
    }

    @Provide
    Arbitrary<String> keys() {
        return Arbitraries.of(
                "",
                "=",
                "learning_rate=",
                "hidden=",
                "dataset=",
                "dataset.",
                "dataset.x=",
                "metric.goal=",
                "zip=",
                "exclude=",
                "name=",
                "seed=",
                "shuffle={",
                "decay=[",
                "parameters.decay=",
                "program=",
                "repeats=");
    }

    @Property
    void a_double_comes_through_as_it_was_written(@ForAll("floats") float number) {
        String text = Float.toString(number);
        Reading reading = Definitions.read("x.yaml", "name: x\nparameters: {bias_init: " + text + "}\n", List.of());

        assertThat(reading.problems()).isEmpty();
        Value value = reading.definition().orElseThrow().sweep().constants().get(Parameter.BIAS_INIT);
        assertThat(value).isEqualTo(new Value.Real(Double.parseDouble(text), text));
        assertThat(String.valueOf(value)).contains(text);
    }

    @Provide
    Arbitrary<Float> floats() {
        return Arbitraries.floats().between(-3e38f, 3e38f);
    }

    @Property
    void a_long_comes_through(@ForAll long number) {
        Reading reading = Definitions.read("x.yaml", "name: x", List.of("seed=" + number));

        assertThat(reading.problems()).isEmpty();
        assertThat(reading.definition().orElseThrow().sweep().constants())
                .containsEntry(Parameter.SEED, new Value.Whole(number));
    }
}
