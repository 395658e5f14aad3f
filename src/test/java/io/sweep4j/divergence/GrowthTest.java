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
        assertThat(Growth.of(List.of(1.0, 1.5, 2.25, 3.375))).isEqualTo(new Growth(3, 1.5));
        assertThat(Growth.of(List.of(1.0, 1.4999, 2.24)).iterations()).isZero();
    }

    @Test
    void the_sign_does_not_matter() {
        assertThat(Growth.of(List.of(-1.0, 2.0, -4.0, 8.0)).sustained()).isTrue();
    }

    @Test
    void the_whole_range_of_doubles_is_no_overflow() {
        assertThat(Growth.of(List.of(Double.MIN_VALUE, Double.MAX_VALUE)).factor())
                .isGreaterThan(1e300);
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
        assertThat(growth.iterations()).isEqualTo(steps);
        assertThat(growth.factor()).isCloseTo(factor, within(factor * 1e-9));
        assertThat(growth.sustained()).isEqualTo(steps >= Growth.ENOUGH);
    }

    @Property
    void any_history_has_a_sound_answer(
            @ForAll @Size(max = 12) List<@DoubleRange(min = -1e38, max = 1e38) Double> history) {
        Growth growth = Growth.of(history);
        assertThat(growth.iterations()).isBetween(0, Math.max(0, history.size() - 1));
        assertThat(growth.factor()).isFinite();
        assertThat(growth.factor()).isGreaterThanOrEqualTo(growth.iterations() == 0 ? 1 : Growth.RATIO * (1 - 1e-12));
    }

    @Property
    void healthy_wandering_is_no_growth(
            @ForAll @Size(min = 2, max = 12) List<@DoubleRange(min = 1, max = 1.49) @Scale(4) Double> history) {
        assertThat(Growth.of(history)).isEqualTo(new Growth(0, 1));
    }
}
