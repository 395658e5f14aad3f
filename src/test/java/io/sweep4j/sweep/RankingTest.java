package io.sweep4j.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.sweep4j.sweep.Metric.Goal;
import io.sweep4j.sweep.Ranking.Entry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class RankingTest {

    private static Comparator<Entry> by(Goal goal) {
        return Ranking.of(goal, Function.identity());
    }

    private static Entry entry(TrialState state, Double value, int epoch, long number) {
        return new Entry(state, value, epoch, number);
    }

    @Test
    void better_values_first_then_earlier_epochs_then_lower_numbers() {
        Entry first = entry(TrialState.COMPLETED, 0.9, 2, 7);
        Entry second = entry(TrialState.COMPLETED, 0.9, 3, 1);
        Entry third = entry(TrialState.COMPLETED, 0.9, 3, 2);
        Entry fourth = entry(TrialState.COMPLETED, 0.8, 1, 3);
        List<Entry> ranked = new ArrayList<>(List.of(fourth, third, second, first));
        ranked.sort(by(Goal.MAXIMIZE));
        assertThat(ranked).containsExactly(first, second, third, fourth);
        ranked.sort(by(Goal.MINIMIZE));
        assertThat(ranked).containsExactly(fourth, first, second, third);
    }

    @Test
    void zeros_of_either_sign_tie() {
        assertThat(by(Goal.MINIMIZE)
                        .compare(entry(TrialState.COMPLETED, 0.0, 1, 1), entry(TrialState.COMPLETED, -0.0, 1, 2)))
                .isNegative();
        assertThat(by(Goal.MAXIMIZE)
                        .compare(entry(TrialState.COMPLETED, -0.0, 1, 1), entry(TrialState.COMPLETED, 0.0, 1, 2)))
                .isNegative();
    }

    @Test
    void a_diverged_trial_comes_after_the_worst_finite_one_and_before_a_failed_one() {
        List<Entry> ranked = new ArrayList<>(List.of(
                entry(TrialState.FAILED, null, 0, 1),
                entry(TrialState.DIVERGED, null, 0, 2),
                entry(TrialState.DIVERGED, 1.0, 1, 3),
                entry(TrialState.COMPLETED, 0.0, 1, 4),
                entry(TrialState.COMPLETED, null, 0, 6),
                entry(TrialState.RUNNING, null, 0, 5)));
        ranked.sort(by(Goal.MAXIMIZE));
        assertThat(ranked).extracting(Entry::number).containsExactly(4L, 6L, 3L, 2L, 1L, 5L);
    }

    @Provide
    Arbitrary<List<Entry>> entries() {
        Arbitrary<Double> values = Arbitraries.of(
                        Double.NaN,
                        Double.POSITIVE_INFINITY,
                        Double.NEGATIVE_INFINITY,
                        Double.MAX_VALUE,
                        -Double.MAX_VALUE,
                        Double.MIN_VALUE,
                        0.0,
                        -0.0,
                        0.5,
                        1.0,
                        -1.0)
                .injectNull(0.1);
        return Combinators.combine(
                        Arbitraries.of(TrialState.values()),
                        values,
                        Arbitraries.integers().between(0, 3))
                .as((state, value, epoch) -> entry(state, value, epoch, 0))
                .list()
                .ofMaxSize(30)
                .map(list -> {
                    List<Entry> numbered = new ArrayList<>();
                    list.forEach(e -> numbered.add(entry(e.state(), e.value(), e.epoch(), numbered.size() + 1)));
                    return numbered;
                });
    }

    @Property
    void the_order_is_total_and_does_not_depend_on_where_it_starts(
            @ForAll("entries") List<Entry> entries, @ForAll Goal goal, @ForAll long seed) {
        Comparator<Entry> order = by(goal);
        for (Entry a : entries) {
            for (Entry b : entries) {
                assertThat(Integer.signum(order.compare(a, b))).isEqualTo(-Integer.signum(order.compare(b, a)));
                assertThat(order.compare(a, b) == 0).isEqualTo(a.number() == b.number());
            }
        }
        List<Entry> ranked = entries.stream().sorted(order).toList();
        for (int i = 0; i < ranked.size(); i++) {
            for (int j = i + 1; j < ranked.size(); j++) {
                assertThat(order.compare(ranked.get(i), ranked.get(j))).isNegative();
            }
        }
        List<Entry> shuffled = new ArrayList<>(entries);
        Collections.shuffle(shuffled, new Random(seed));
        shuffled.sort(order);
        assertThat(shuffled).isEqualTo(ranked);
    }

    @Property
    void no_diverged_trial_comes_before_a_finite_one(@ForAll("entries") List<Entry> entries, @ForAll Goal goal) {
        List<Entry> ranked = entries.stream().sorted(by(goal)).toList();
        boolean over = false;
        for (Entry entry : ranked) {
            boolean finite =
                    entry.state() == TrialState.COMPLETED && entry.value() != null && Double.isFinite(entry.value());
            assertThat(over && finite).isFalse();
            over |= entry.state() == TrialState.DIVERGED;
        }
    }
}
