package io.sweep4j.divergence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class GrowthTest {

    @Test
    void too_little_history_is_no_growth() {
        assertThat(Growth.of(List.of())).isEqualTo(new Growth(0, 1));
        assertThat(Growth.of(List.of(5.0))).isEqualTo(new Growth(0, 1));
        assertThat(Growth.of(List.of(0.0, 5.0))).isEqualTo(new Growth(0, 1));
    }

    @Test
    void three_steps_in_a_row_are_enough_two_are_not() {
        assertThat(Growth.of(List.of(9.0, 1.0, 2.0, 4.0)).sustained()).isFalse();
        assertThat(Growth.of(List.of(9.0, 1.0, 2.0, 4.0, 8.0)).sustained()).isTrue();
        assertThat(Growth.of(List.of(1.0, 2.0, 4.0, 8.0, 8.0)).sustained())
                .as("it has stopped")
                .isFalse();
    }

    @Test
    void the_threshold_itself_counts() {
        Growth half = Growth.of(List.of(1.0, 1.5, 2.25, 3.375));
        assertThat(half.iterations()).isEqualTo(3);
        assertThat(half.factor()).isCloseTo(1.5, within(1e-9));
        assertThat(Growth.of(List.of(1.0, 1.4999, 2.24)).iterations()).isZero();
    }

    @Test
    void the_whole_range_of_doubles_is_no_overflow() {
        Growth steps = Growth.of(List.of(1e-300, 1e-100, 1e100, 1e300));
        assertThat(steps.iterations()).isEqualTo(3);
        assertThat(steps.factor()).isCloseTo(1e200, within(1e188));
    }

    @Property
    void geometric_growth_is_measured(
            @ForAll @DoubleRange(min = 1.51, max = 1e4) @Scale(6) double factor,
            @ForAll @DoubleRange(min = 1e-12, max = 1e10) @Scale(12) double first,
            @ForAll @IntRange(min = 1, max = 12) int steps) {
        List<Double> history = new ArrayList<>(List.of(first * 10, first));
        for (int i = 0; i < steps; i++) {
            history.add(history.get(history.size() - 1) * factor);
        }
        Growth growth = Growth.of(history);
        assertThat(growth.iterations()).isEqualTo(steps >= 3 ? steps : 0);
        assertThat(growth.factor()).isCloseTo(steps >= 3 ? factor : 1, within(factor * 1e-9));
    }

    @Property
    void any_history_has_a_sound_answer(
            @ForAll @Size(max = 40) List<@DoubleRange(min = 0, max = 1e38) Double> history) {
        Growth growth = Growth.of(history);
        assertThat(growth.iterations()).isBetween(0, Math.max(0, history.size() - 1));
        assertThat(growth.factor()).isFinite();
        assertThat(growth.factor()).isGreaterThanOrEqualTo(1);
    }

    @Property
    void healthy_wandering_is_no_growth(
            @ForAll @Size(min = 2, max = 12) List<@DoubleRange(min = 1, max = 1.49) @Scale(4) Double> history) {
        assertThat(Growth.of(history)).isEqualTo(new Growth(0, 1));
    }

    @Test
    void slow_growth_counts_once_it_is_long_enough() {
        assertThat(Growth.of(powers(1.1, 10)).sustained()).as("not yet tenfold").isFalse();
        Growth growth = Growth.of(powers(1.1, 60));
        assertThat(growth.iterations()).isEqualTo(59);
        assertThat(growth.factor()).isCloseTo(1.1, within(1e-9));
    }

    @Test
    void slow_growth_may_tremble_but_must_be_straight_in_the_logarithm() {
        List<Double> trembling = powers(1.2, 40);
        for (int i = 0; i < 40; i += 2) {
            trembling.set(i, trembling.get(i) * 1.3);
        }
        assertThat(Growth.of(trembling).factor()).isCloseTo(1.2, within(0.02));
        List<Double> linear = new ArrayList<>();
        for (int i = 1; i <= 64; i++) {
            linear.add((double) i);
        }
        assertThat(Growth.of(linear)).as("steps of one size").isEqualTo(new Growth(0, 1));
    }

    @Test
    void what_is_not_finite_at_the_end_is_left_out() {
        List<Double> history = powers(2, 5);
        history.add(Double.POSITIVE_INFINITY);
        history.add(Double.NaN);
        assertThat(Growth.of(history).iterations()).isEqualTo(4);
    }

    private static List<Double> powers(double factor, int length) {
        List<Double> powers = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            powers.add(Math.pow(factor, i));
        }
        return powers;
    }
}
