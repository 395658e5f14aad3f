package io.sweep4j.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class RangesProperties {
    private static List<BigDecimal> sorted(List<BigDecimal> points) {
        List<BigDecimal> copy = new ArrayList<>(points);
        copy.sort(BigDecimal::compareTo);
        return copy;
    }

    @Property
    void a_linear_range_hits_both_ends_and_rises(
            @ForAll @Size(2) List<@LongRange(min = -1_000_000, max = 1_000_000) Long> ends,
            @ForAll @IntRange(max = 6) int scale,
            @ForAll @IntRange(min = 2, max = 300) int count) {
        long low = Math.min(ends.get(0), ends.get(1));
        BigDecimal min = BigDecimal.valueOf(low, scale);
        BigDecimal max = BigDecimal.valueOf(Math.max(ends.get(0), ends.get(1)) + 1, scale);

        List<BigDecimal> points = Ranges.linear(min, max, count);

        assertThat(points).hasSize(count).startsWith(min).endsWith(max).isEqualTo(sorted(points));
        assertThat(points).doesNotHaveDuplicates();
    }

    @Property
    void a_log_range_hits_both_ends_and_every_power_of_ten_between(
            @ForAll @IntRange(min = -300, max = 100) int low, @ForAll @IntRange(min = 1, max = 200) int decades) {
        List<BigDecimal> points = Ranges.logarithmic(
                BigDecimal.ONE.scaleByPowerOfTen(low), BigDecimal.ONE.scaleByPowerOfTen(low + decades), decades + 1);

        for (int i = 0; i <= decades; i++) {
            assertThat(points.get(i)).isEqualByComparingTo(BigDecimal.ONE.scaleByPowerOfTen(low + i));
        }
    }

    @Property
    void a_whole_range_holds_as_many_numbers_as_there_are(
            @ForAll @LongRange(min = -1000, max = 1000) long low, @ForAll @IntRange(min = 1, max = 300) int width) {
        BigDecimal min = BigDecimal.valueOf(low);
        List<BigDecimal> all = Ranges.whole(min, BigDecimal.valueOf(low + width), width + 1);

        for (int i = 0; i <= width; i++) {
            assertThat(all.get(i)).isEqualByComparingTo(BigDecimal.valueOf(low + i));
        }
    }

    @Property
    void a_whole_range_keeps_its_numbers_apart(
            @ForAll @LongRange(min = Long.MIN_VALUE / 2, max = Long.MAX_VALUE / 2) long low,
            @ForAll @LongRange(min = 500, max = 1L << 60) long width,
            @ForAll @IntRange(min = 2, max = 500) int count) {
        List<BigDecimal> points = Ranges.whole(BigDecimal.valueOf(low), BigDecimal.valueOf(low + width), count);

        assertThat(points).hasSize(count).doesNotHaveDuplicates().isEqualTo(sorted(points));
        assertThat(points.get(count - 1)).isEqualByComparingTo(BigDecimal.valueOf(low + width));
    }
}
