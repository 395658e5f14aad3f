package io.sweep4j.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Holds what a document quotes against what was really printed. Numbers may differ a little: other processors round otherwise. */
public final class Quotes {
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?(e[+-]?\\d+)?");
    private static final double TOLERANCE = 0.05;

    private Quotes() {}

    /** Every quoted line was printed, with numbers that are close. */
    public static void holds(String quoted, String printed) {
        words(quoted, printed);
        quoted.lines().forEach(line -> {
            String real = printed.lines()
                    .filter(other -> masked(other).equals(masked(line)))
                    .findFirst()
                    .orElseThrow();
            List<Double> numbers = numbers(line);
            for (int i = 0; i < numbers.size(); i++) {
                assertThat(numbers(real).get(i))
                        .as("number %s of: %s", i + 1, line)
                        .isCloseTo(numbers.get(i), within(TOLERANCE * Math.abs(numbers.get(i))));
            }
        });
    }

    /** Every quoted line was printed, whatever the numbers in it. */
    public static void words(String quoted, String printed) {
        assertThat(printed.lines().map(Quotes::masked))
                .containsAll(quoted.lines().map(Quotes::masked).toList());
    }

    private static String masked(String line) {
        return NUMBER.matcher(line).replaceAll("#");
    }

    private static List<Double> numbers(String line) {
        Matcher matcher = NUMBER.matcher(line);
        return matcher.results().map(number -> Double.valueOf(number.group())).toList();
    }
}
