package io.sweep4j.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, 0",
        "1, 1",
        "0.028564449004, 0.028564",
        "123456.7, 123457",
        "1234567890, 1234567890",
        "1e15, 1e15",
        "0.00012345678, 0.00012346",
        "0.000012345678, 1.2346e-5",
        "-1.5e-300, -1.5e-300",
        "4.2e37, 4.2e37",
        "9.99999e-10, 1e-9",
        "NaN, NaN",
        "-Infinity, -Infinity"
    })
    void shortens_to_five_digits(double number, String expected) {
        assertThat(Numbers.compact(number, 5)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0, 0 s", "0.4237, 0.424 s", "59.94, 59.9 s", "60, 1 min 0 s", "200.4, 3 min 20 s", "7500, 2 h 5 min"})
    void words_lengths_of_time(double seconds, String expected) {
        assertThat(Numbers.duration(seconds)).isEqualTo(expected);
    }
}
