package io.sweep4j.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

class DecayScheduleTest {

    /** The script multiplies update by update. */
    private static double multiplied(double rate, double decay, long times) {
        double value = rate;
        for (long i = 0; i < times; i++) {
            value *= 1 - decay;
        }
        return value;
    }

    @Property
    void powers_agree_with_repeated_multiplication(
            @ForAll @DoubleRange(min = 1e-6, max = 10) @Scale(9) double rate,
            @ForAll @DoubleRange(min = 0, max = 0.99) @Scale(6) double decay,
            @ForAll @IntRange(max = 5_000) int updates,
            @ForAll @IntRange(max = 50) int epochs) {
        double byUpdate = multiplied(rate, decay, updates);
        double byEpoch = multiplied(rate, decay, epochs);
        assertClose(DecaySchedule.ITERATION.applied(rate, decay, updates, epochs), byUpdate);
        assertClose(DecaySchedule.ITERATION.reported(rate, decay, updates, epochs), byUpdate);
        assertClose(DecaySchedule.EPOCH.applied(rate, decay, updates, epochs), byEpoch);
        assertClose(DecaySchedule.EPOCH.reported(rate, decay, updates, epochs), byEpoch);
        assertClose(DecaySchedule.REPORTED.applied(rate, decay, updates, epochs), rate * (1 - decay));
        assertClose(DecaySchedule.REPORTED.reported(rate, decay, updates, epochs), byUpdate);
    }

    private static void assertClose(double actual, double expected) {
        // Products that end among the denormals have lost their digits on the way.
        assertThat(actual).isCloseTo(expected, within(Math.max(expected * 1e-11, Double.MIN_NORMAL)));
    }

    @Test
    void the_published_rates_are_met() {
        double[] published = {0.06510201771893982, 0.04238272711077151};
        for (int epoch = 1; epoch <= 2; epoch++) {
            double rate = DecaySchedule.REPORTED.reported(0.1, 1e-3, 429L * epoch, epoch);
            assertThat(rate).isCloseTo(published[epoch - 1], within(1e-12 * published[epoch - 1]));
        }
        double last = DecaySchedule.REPORTED.reported(0.1, 1e-3, 4_290, 10);
        assertThat(last).isCloseTo(0.001367554016770813, within(1e-12 * 0.001367554016770813));
        assertThat(DecaySchedule.EPOCH.reported(0.1, 1e-3, 429, 1)).isCloseTo(0.0999, within(1e-15));
        assertThat(DecaySchedule.EPOCH.reported(0.1, 1e-3, 858, 2)).isCloseTo(0.0998001, within(1e-15));
    }

    @Test
    void no_decay_leaves_the_rate_as_it_is_to_the_bit() {
        for (DecaySchedule schedule : DecaySchedule.values()) {
            assertThat(schedule.applied(0.1, 0, 1_000_000_000_000L, 1_000)).isEqualTo(0.1);
            assertThat(schedule.reported(0.1, 0, 1_000_000_000_000L, 1_000)).isEqualTo(0.1);
            assertThat(DecaySchedule.named(schedule.yaml())).isEqualTo(schedule);
        }
        assertThatThrownBy(() -> DecaySchedule.named("never")).isInstanceOf(IllegalArgumentException.class);
    }
}
