package io.sweep4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "999, 999 B",
        "1000, 1.0 kB",
        "20480, 20.5 kB",
        "999949, 999.9 kB",
        "999950, 1.0 MB",
        "1234567, 1.2 MB",
        "999999999, 1.0 GB",
        "9223372036854775807, 9223372.0 TB"
    })
    void a_size_has_one_decimal_and_less_than_a_thousand_before_it(long bytes, String text) {
        assertThat(Figures.size(bytes)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "PT-5M, just now",
        "PT0S, just now",
        "PT59.9S, just now",
        "PT1M, 1 min ago",
        "PT59M59S, 59 min ago",
        "PT1H, 1 h ago",
        "PT23H59M, 23 h ago",
        "PT24H, 1 day ago",
        "PT48H, 2 days ago",
        "P400D, 400 days ago"
    })
    void an_age_is_in_the_largest_unit_that_fits(Duration since, String text) {
        assertThat(Figures.age(since)).isEqualTo(text);
    }
}
