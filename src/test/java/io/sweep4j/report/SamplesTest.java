package io.sweep4j.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import org.junit.jupiter.api.Test;

class SamplesTest {

    @Test
    void interpolates_quantiles_as_numpy_does() {
        double[] sorted = {1, 2, 4, 8};
        assertThat(Samples.quantile(sorted, 0)).isEqualTo(1);
        assertThat(Samples.quantile(sorted, 0.1)).isCloseTo(1.3, offset(1e-12));
        assertThat(Samples.quantile(sorted, 0.5)).isEqualTo(3);
        assertThat(Samples.quantile(sorted, 0.9)).isCloseTo(6.8, offset(1e-12));
        assertThat(Samples.quantile(sorted, 1)).isEqualTo(8);
        assertThat(Samples.quantile(new double[] {7}, 0.25)).isEqualTo(7);
    }

    @Test
    void divides_squares_by_one_less_than_their_number() {
        assertThat(Samples.deviation(new double[] {2, 4, 4, 4, 5, 5, 7, 9}))
                .isCloseTo(Math.sqrt(32 / 7.0), offset(1e-12));
        assertThat(Samples.deviation(new double[] {3})).isZero();
    }

    @Test
    void shares_ranks_among_ties_infinities_too() {
        double inf = Double.POSITIVE_INFINITY;
        assertThat(Samples.midRanks(new double[] {5, inf, 1, 5, inf, inf})).containsExactly(2.5, 5, 1, 2.5, 5, 5);
    }
}
