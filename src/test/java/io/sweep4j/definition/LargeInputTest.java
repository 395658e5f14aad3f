package io.sweep4j.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that are made to take long, or all memory, are refused or read within seconds. */
class LargeInputTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String HEAD = "name: x\nparameters:\n";

    static Stream<Arguments> inputs() {
        String many = IntStream.range(0, 90_000).mapToObj(String::valueOf).collect(Collectors.joining(","));
        return Stream.of(
                Arguments.of("ten megabytes", "#" + "x".repeat(10_000_000), "too large"),
                Arguments.of("deep lists", "a: " + "[".repeat(500_000), "nested more than 50 deep"),
                Arguments.of("deep maps", "{a: ".repeat(100_000), "nested more than 50 deep"),
                Arguments.of("deep block lists", "- ".repeat(100_000), "nested more than 50 deep"),
                Arguments.of("bomb", bomb(), "anchors"),
                Arguments.of("huge exponent", HEAD + "  decay: 1e999999999\n  seed: 1e-999999999\n", "too large"),
                Arguments.of("zero with a huge exponent", range("0e999999999", "0.5"), ""),
                Arguments.of("range of huge numbers", range("1e-300", "0.99999"), ""),
                Arguments.of("long number", HEAD + "  seed: " + "9".repeat(900_000), "at most 1000 characters"),
                Arguments.of("long axis", HEAD + "  seed: [" + many + "]\n", ""),
                Arguments.of(
                        "too long axis", HEAD + "  seed: [" + "1,".repeat(200_000) + "1]\n", "more than 100000 values"),
                Arguments.of("all values wrong", HEAD + "  decay: [" + "2,".repeat(99_000) + "2]\n", "more problems"),
                Arguments.of("long mixture", HEAD + "  hidden: [1, [" + "1,".repeat(200_000) + "1]]\n", "cannot mix"),
                Arguments.of("many keys", HEAD + keys(50_000), "at most 1000 keys"),
                Arguments.of("long key", HEAD + "  ? " + "k".repeat(900_000) + "\n  : 1\n", "unknown key 'kkk"),
                Arguments.of("long name", "name: " + "n".repeat(900_000), "'name' cannot be"),
                Arguments.of("many exclusions", exclusions(), "does not have"),
                Arguments.of("large range", range("0.1", "0.2").replace("count: 3", "count: 100000"), ""),
                Arguments.of(
                        "large log range",
                        HEAD + "  l1: {min: 1e-30, max: 1e30, count: 100000, distribution: log_uniform_values}\n",
                        ""),
                Arguments.of(
                        "crowded log range",
                        HEAD + "  seed: {min: 1, max: 200000, count: 100000, distribution: log_uniform_values}\n",
                        "the largest count is"));
    }

    private static String bomb() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 30; i++) {
            String alias = "*a" + (i - 1);
            bomb.append("a" + i + ": &a" + i + " [" + (alias + ", ").repeat(8) + alias + "]\n");
        }
        return bomb.toString();
    }

    private static String range(String min, String max) {
        return HEAD + "  decay: {min: " + min + ", max: " + max + ", count: 3}\n";
    }

    private static String keys(int count) {
        return IntStream.range(0, count).mapToObj(i -> "  k" + i + ": 1\n").collect(Collectors.joining());
    }

    private static String exclusions() {
        return HEAD + "  seed: {min: 1, max: 100000, count: 100000}\nexclude:\n" + "  - {seed: 0}\n".repeat(60_000);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("inputs")
    void ends_soon(String title, String yaml, String expected) {
        Reading reading =
                Assertions.assertTimeoutPreemptively(PATIENCE, () -> Definitions.read("x.yaml", yaml, List.of()));

        assertThat(reading.problems()).allMatch(problem -> problem.message().length() < 1_000);
        if (expected.isEmpty()) {
            assertThat(reading.problems()).isEmpty();
        } else {
            assertThat(reading.problems()).map(Problem::message).anyMatch(message -> message.contains(expected));
        }
    }
}
