package io.sweep4j.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.sweep4j.data.DatasetInfo;
import io.sweep4j.engine.Configurations;
import io.sweep4j.engine.fused.FusedEngine;
import io.sweep4j.sweep.SplitSizes;
import io.sweep4j.sweep.Trial;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BatchesTest {
    private static final DatasetInfo DATA =
            new DatasetInfo("digits", "0".repeat(64), 784, 10, new SplitSizes(1_000, 100, 100));

    private static List<List<Long>> batches(int trials, int threads, int most, Set<Long> alone) {
        return batches(
                LongStream.rangeClosed(1, trials)
                        .mapToObj(number -> Configurations.trial(number, "learning_rate=0." + number))
                        .toList(),
                threads,
                most,
                alone);
    }

    private static List<List<Long>> batches(List<Trial> trials, int threads, int most, Set<Long> alone) {
        try (FusedEngine engine = new FusedEngine(Duration.ZERO, 1 << 20)) {
            return Batches.of(trials, engine, DATA, threads, most, alone).stream()
                    .map(batch -> batch.stream().map(Trial::number).toList())
                    .toList();
        }
    }

    @Test
    void a_trial_that_may_crash_java_has_no_company_to_be_charged_with_it() {
        assertThat(batches(4, 1, 99, Set.of())).containsExactly(List.of(1L, 2L, 3L, 4L));
        assertThat(batches(4, 1, 99, Set.of(2L))).containsExactly(List.of(1L, 3L, 4L), List.of(2L));
    }

    @Test
    void no_thread_is_left_without_work_for_the_sake_of_company() {
        assertThat(batches(4, 2, 99, Set.of())).containsExactly(List.of(1L, 2L), List.of(3L, 4L));
        assertThat(batches(3, 4, 99, Set.of())).containsExactly(List.of(1L), List.of(2L), List.of(3L));
    }

    @Test
    void trials_may_be_asked_for_one_by_one() {
        assertThat(batches(3, 1, 1, Set.of())).containsExactly(List.of(1L), List.of(2L), List.of(3L));
    }

    @Test
    void batches_hold_what_a_panel_holds_and_are_about_equally_large() {
        List<List<Long>> batches = batches(70, 1, 1_000, Set.of());

        int width = batches.get(0).size();
        assertThat(width).isBetween(2, 64);
        assertThat(batches).allSatisfy(batch -> assertThat(batch).hasSizeBetween(width - 1, width + 1));
        assertThat(batches.stream().mapToInt(List::size).sum()).isEqualTo(70);
    }

    @Test
    void only_trials_of_one_shape_and_one_order_of_samples_share_a_batch() {
        List<Trial> trials = List.of(
                Configurations.trial(1, "learning_rate=0.1"),
                Configurations.trial(2, "learning_rate=0.1 activation=tanh"),
                Configurations.trial(3, "learning_rate=0.2 bias_init=1 l2=0.1 decay=0.1 epochs=3 weight_init=zero"),
                Configurations.trial(4, "learning_rate=0.2 seed=43"),
                Configurations.trial(5, "learning_rate=0.2 activation=tanh loss=negativeloglikelihood"),
                Configurations.trial(6, "learning_rate=0.2 batch_size=64"));

        assertThat(batches(trials, 1, 99, Set.of()))
                .containsExactly(List.of(1L, 3L), List.of(2L, 5L), List.of(4L), List.of(6L));
    }
}
