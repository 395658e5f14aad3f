package io.sweep4j.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.sweep4j.sweep.Observation;
import io.sweep4j.sweep.OutputMeans;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OutputNoteTest {
    private static final OutputMeans FINITE = new OutputMeans(0.9, 0.1);

    private static Observation epoch(int epoch, @Nullable Double validation, @Nullable OutputMeans outputs) {
        return new Observation(epoch, 0.5, null, validation, 0.8, 0.1, 0.1, false, 1, outputs);
    }

    @Test
    void finite_outputs_need_no_note() {
        assertThat(OutputNote.of(List.of(epoch(1, 0.9, FINITE), epoch(2, 0.9, FINITE))))
                .isEmpty();
        assertThat(OutputNote.of(List.of())).isEmpty();
    }

    @Test
    void the_first_bad_epoch_is_named() {
        assertThat(OutputNote.of(List.of(
                        epoch(1, 0.9, FINITE), epoch(2, 0.9, null), epoch(3, 0.9, FINITE), epoch(4, 0.9, null))))
                .contains("outputs on the validation samples were not finite from epoch 2 on, in 2 of 4 epochs");
        assertThat(OutputNote.of(List.of(epoch(1, null, FINITE), epoch(2, null, null))))
                .contains("outputs on the test samples were not finite from epoch 2 on, in 1 of 2 epochs");
    }

    @Test
    void epochs_of_a_divergence_and_without_samples_are_left_out() {
        assertThat(OutputNote.of(List.of(
                        epoch(1, 0.9, FINITE),
                        new Observation(2, Double.NaN, null, 0.1, 0.1, 0.1, 0.1, true, 1),
                        new Observation(3, 0.5, null, null, null, 0.1, 0.1, false, 1))))
                .isEmpty();
    }
}
