package io.sweep4j.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OutputsTest {

    @Test
    void outputs_are_counted_by_kind_and_by_class() {
        float[] outputs = {0, -0.5f, 1, -1, 0, -2, Float.NaN, Float.NEGATIVE_INFINITY, 1};
        assertThat(Outputs.of(outputs, new int[] {0, 2, 1})).isEqualTo(new Outputs(9, -2, 1, 2, 1, 1, 1, 2, 0, 2, 2));
    }
}
