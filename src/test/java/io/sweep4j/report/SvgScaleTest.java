package io.sweep4j.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SvgScaleTest {
    private static SvgScale scale(double... values) {
        return SvgScale.of(values, 0, 100);
    }

    @Test
    void equal_factors_are_equal_lengths_above_zero() {
        assertThat(scale(0.01, 100).at(1)).isCloseTo(50, within(1e-9));
        assertThat(scale(0.01, 100).ticks()).containsExactly(0.01, 0.1, 1.0, 10.0, 100.0);
    }

    @Test
    void equal_steps_are_equal_lengths_where_a_value_is_not_above_zero() {
        assertThat(scale(-1, 3).at(1)).isCloseTo(50, within(1e-9));
        assertThat(scale(-1, 3).ticks()).containsExactly(-1.0, 0.0, 1.0, 2.0, 3.0);
    }

    @Property
    void every_value_has_a_place_and_ticks_are_few_and_within(@ForAll @Size(min = 1, max = 20) List<Double> values) {
        double[] all = values.stream().mapToDouble(Double::doubleValue).toArray();
        SvgScale scale = scale(all);

        for (double value : all) {
            assertThat(scale.at(value)).isBetween(-1e-9, 100 + 1e-9);
        }
        assertThat(scale.ticks()).hasSizeLessThanOrEqualTo(16).allMatch(tick -> {
            double at = scale.at(tick);
            return at > -1e-6 && at < 100 + 1e-6;
        });
    }
}
