package io.sweep4j.divergence;

import static org.assertj.core.api.Assertions.assertThat;

import io.sweep4j.engine.Configurations;
import io.sweep4j.sweep.Observation;
import io.sweep4j.sweep.Warning;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WarningsTest {
    private static final JudgedSamples SAMPLES = new JudgedSamples(5_000, 0.12);

    /** Epochs from pairs of cost and accuracy. */
    private static List<Observation> epochs(double... costAndAccuracy) {
        List<Observation> epochs = new ArrayList<>();
        for (int i = 0; i < costAndAccuracy.length; i += 2) {
            double accuracy = costAndAccuracy[i + 1];
            epochs.add(new Observation(i / 2 + 1, costAndAccuracy[i], null, accuracy, accuracy, 0.1, 0.1, false, 1));
        }
        return epochs;
    }

    private static List<Warning> of(String configuration, double... costAndAccuracy) {
        return Warnings.of(Configurations.of(configuration), epochs(costAndAccuracy), SAMPLES);
    }

    @Test
    void a_sound_trial_has_none() {
        assertThat(of("", 2.3, 0.5, 1, 0.8, 0.5, 0.9)).isEmpty();
        assertThat(of("", 2.3, 0.5)).isEmpty();
    }

    @Test
    void a_network_that_stands_still_is_dead() {
        assertThat(of("", 2.3, 0.5, 2.3, 0.5, 2.3, 0.5)).containsExactly(Warning.DEAD_NETWORK);
        assertThat(of("", 2.3, 0.5, 2.2999, 0.5)).isEmpty();
    }

    @Test
    void no_better_than_one_answer_for_all_is_chance() {
        assertThat(of("", 2.3, 0.1, 2.2, 0.12)).containsExactly(Warning.CHANCE_LEVEL);
        assertThat(of("", 2.3, 0.1, 2.2, 0.121)).isEmpty();
    }

    @Test
    void cross_entropy_below_zero_is_remarked_and_other_losses_are_not() {
        assertThat(of("activation=relu", 1, 0.5, -3, 0.6))
                .containsExactly(Warning.COST_BELOW_ZERO, Warning.UNNORMALISED_OUTPUT);
        assertThat(of("activation=identity loss=cosine_proximity", 1, 0.5, -3, 0.6))
                .isEmpty();
    }

    @Test
    void cross_entropy_without_softmax_is_unnormalised() {
        assertThat(of("activation=tanh", 1, 0.5, 0.5, 0.6)).containsExactly(Warning.UNNORMALISED_OUTPUT);
        assertThat(of("hidden=4 activation=tanh", 1, 0.5, 0.5, 0.6)).isEmpty();
        assertThat(of("activation=sigmoid loss=xent", 1, 0.5, 0.5, 0.6)).isEmpty();
    }

    @Test
    void accuracy_that_falls_while_the_cost_falls_is_overfitting() {
        assertThat(of("", 1, 0.5, 0.5, 0.8, 0.1, 0.75)).containsExactly(Warning.OVERFITTING);
        assertThat(of("", 1, 0.5, 0.5, 0.8, 0.1, 0.795)).as("too little").isEmpty();
        assertThat(of("", 1, 0.5, 0.5, 0.8, 0.6, 0.75)).as("the cost rose").isEmpty();
    }

    @Test
    void a_fall_within_the_noise_of_few_samples_is_no_overfitting() {
        List<Observation> epochs = epochs(1, 0.5, 0.5, 0.8, 0.1, 0.75);
        assertThat(Warnings.of(Configurations.of(""), epochs, new JudgedSamples(200, 0.12)))
                .as("0.05 is a standard deviation and a quarter")
                .isEmpty();
        assertThat(Warnings.of(Configurations.of(""), epochs, new JudgedSamples(600, 0.12)))
                .containsExactly(Warning.OVERFITTING);
    }

    @Test
    void a_cost_that_does_not_go_on_falling_is_no_overfitting() {
        assertThat(of("", 1, 0.5, 0.5, 0.8, 0.4, 0.78, 0.41, 0.77, 0.39, 0.76, 0.3, 0.75, 0.31, 0.74))
                .as("it went up and down")
                .isEmpty();
        assertThat(of("", 1, 0.5, 0.5, 0.8, 0.4, 0.78, 0.35, 0.77, 0.2, 0.76, 0.1, 0.75, 0.11, 0.74))
                .containsExactly(Warning.OVERFITTING);
        assertThat(of("", 1, 0.5, 0.5, 0.8, 0.2, 0.79, 0.48, 0.75))
                .as("hardly below")
                .isEmpty();
    }

    @Test
    void what_another_warning_explains_is_no_overfitting() {
        assertThat(of("activation=tanh", 1, 0.5, 0.5, 0.8, 0.1, 0.75)).containsExactly(Warning.UNNORMALISED_OUTPUT);
        assertThat(of("", 1, 0.12, 0.5, 0.02, 0.1, 0.01)).containsExactly(Warning.CHANCE_LEVEL);
        assertThat(of("activation=tanh loss=mse", 1, 0.5, 0.5, 0.8, 0.1, 0.75)).containsExactly(Warning.OVERFITTING);
    }

    @Test
    void what_is_unlearned_on_the_training_samples_too_is_no_overfitting() {
        assertThat(Warnings.of(Configurations.of(""), trained(0.9, 0.85), SAMPLES))
                .isEmpty();
        assertThat(Warnings.of(Configurations.of(""), trained(0.9, 0.9), SAMPLES))
                .containsExactly(Warning.OVERFITTING);
    }

    private static List<Observation> trained(double atBest, double atEnd) {
        return List.of(
                new Observation(1, 0.5, atBest, 0.8, 0.8, 0.1, 0.1, false, 1),
                new Observation(2, 0.1, atEnd, 0.75, 0.75, 0.1, 0.1, false, 1));
    }
}
