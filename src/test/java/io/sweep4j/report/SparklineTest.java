package io.sweep4j.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SparklineTest {
    @Test
    void costs_fall_by_equal_steps_when_they_fall_by_equal_factors() {
        assertThat(Sparkline.ofCosts(List.of(1.0, 0.1, 0.01, 0.001))).isEqualTo("█▆▃▁");
    }

    @Test
    void costs_below_zero_are_drawn_as_they_are() {
        assertThat(Sparkline.ofCosts(List.of(1.0, 0.0, -1.0, -3.0))).isEqualTo("█▇▅▁");
    }

    @Test
    void the_end_that_is_not_finite_is_a_cross_and_moves_nothing_else() {
        assertThat(Sparkline.ofCosts(List.of(1.0, 10.0, Double.POSITIVE_INFINITY, Double.NaN)))
                .isEqualTo("▁█××");
        assertThat(Sparkline.ofCosts(List.of(Double.NaN))).isEqualTo("×");
    }

    @Test
    void a_flat_curve_lies_on_the_ground() {
        assertThat(Sparkline.ofCosts(List.of(0.5, 0.5, 0.5))).isEqualTo("▁▁▁");
    }

    @Test
    void values_as_far_apart_as_numbers_can_be_are_drawn() {
        assertThat(Sparkline.ofCosts(List.of(-Double.MAX_VALUE, 0.0, Double.MAX_VALUE)))
                .isEqualTo("▁▅█");
        assertThat(Sparkline.ofCosts(List.of(Double.MIN_VALUE, 1.0, Double.MAX_VALUE)))
                .isEqualTo("▁▅█");
    }

    @Test
    void a_long_curve_is_as_short_as_any_and_hides_no_cross() {
        List<Double> costs = IntStream.range(0, 1000)
                .mapToObj(epoch -> epoch == 500 ? Double.NaN : 1.0 / (1 + epoch))
                .toList();

        String line = Sparkline.ofCosts(costs);

        assertThat(line).hasSize(Sparkline.WIDTH).containsOnlyOnce("×").endsWith("▁");
        assertThat(line.indexOf('×')).isEqualTo(6);
    }

    @Test
    void accuracies_that_were_not_measured_are_left_out() {
        assertThat(Sparkline.ofAccuracies(Arrays.asList(0.1, null, 0.9))).isEqualTo("▁█");
        assertThat(Sparkline.ofAccuracies(Collections.singletonList(null))).isEmpty();
    }
}
