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

    private static List<List<Long>> batches(Set<Long> alone) {
        List<Trial> trials = LongStream.rangeClosed(1, 4)
                .mapToObj(number -> Configurations.trial(number, "learning_rate=0." + number))
                .toList();
        try (FusedEngine engine = new FusedEngine(Duration.ZERO, 1 << 20)) {
            return Batches.of(trials, engine, DATA, 1, alone).stream()
                    .map(batch -> batch.stream().map(Trial::number).toList())
                    .toList();
        }
    }

    @Test
    void a_trial_that_may_crash_java_has_no_company_to_be_charged_with_it() {
        assertThat(batches(Set.of())).containsExactly(List.of(1L, 2L, 3L, 4L));
        assertThat(batches(Set.of(2L))).containsExactly(List.of(1L, 3L, 4L), List.of(2L));
    }
}
