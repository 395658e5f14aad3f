package io.sweep4j.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueTest {

    @ParameterizedTest
    @CsvSource({
        "0.1, 0.1",
        "1, 1",
        "100, 100",
        "1e15, 1e15",
        "123456, 123456",
        "0.001, 0.001",
        "1e-7, 1e-7",
        "1.5e-7, 1.5e-7",
        "-0.0, 0",
        "-2.5, -2.5",
        "4.9e-324, 4.9e-324",
        "1.7976931348623157e308, 1.7976931348623157e308"
    })
    void numbers_are_spelled_short(double number, String text) {
        assertThat(Value.Real.of(number).text()).isEqualTo(text);
    }

    @Property
    void every_finite_number_survives_its_spelling(@ForAll long bits) {
        double number = Double.longBitsToDouble(bits);
        if (Double.isFinite(number)) {
            Value.Real real = Value.Real.of(number);
            assertThat(Double.parseDouble(real.text())).isEqualTo(number + 0.0);
            assertThat(new BigDecimal(real.text()).doubleValue()).isEqualTo(number + 0.0);
            assertThat(Double.parseDouble(real.canonical())).isEqualTo(number + 0.0);
        }
    }

    @Test
    void equality_is_by_meaning_not_by_spelling() {
        assertThat(new Value.Real(0.1, "0.10"))
                .isEqualTo(new Value.Real(0.1, "1e-1"))
                .hasSameHashCodeAs(new Value.Real(0.1, "1e-1"));
        assertThat(new Value.Real(0.0, "0"))
                .isEqualTo(new Value.Real(-0.0, "-0"))
                .hasSameHashCodeAs(new Value.Real(-0.0, "-0"));
        assertThat(new Value.Real(0.1, "0.10").canonical()).isEqualTo(new Value.Real(0.1, "1e-1").canonical());
        assertThat((Value) new Value.Whole(1)).isNotEqualTo(Value.Real.of(1));
        assertThat((Value) new Value.Text("1")).isNotEqualTo(new Value.Whole(1));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void only_finite_numbers_are_values(double number) {
        assertThatThrownBy(() -> new Value.Real(number, "x")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void widths_are_spelled_as_a_list_and_can_not_be_changed_from_outside() {
        List<Integer> layers = new ArrayList<>(List.of(128, 64));
        Value.Widths widths = new Value.Widths(layers);
        layers.add(1);
        assertThat(widths.text()).isEqualTo("[128, 64]").isEqualTo(widths.canonical());
        assertThat(new Value.Widths(List.of()).text()).isEqualTo("[]");
    }
}
