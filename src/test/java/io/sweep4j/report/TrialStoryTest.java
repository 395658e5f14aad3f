package io.sweep4j.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.sweep4j.store.StoredTrial;
import io.sweep4j.sweep.Observation;
import io.sweep4j.sweep.OutputMeans;
import io.sweep4j.sweep.TrialState;
import io.sweep4j.sweep.TrialSummary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TrialStoryTest {
    /** A trial in another state. */
    private static StoredTrial as(StoredTrial trial, TrialState state, boolean inPlan, @Nullable String error) {
        boolean begun = state != TrialState.WAITING;
        return new StoredTrial(
                trial.trial(),
                inPlan,
                state,
                trial.engine(),
                begun ? trial.summary() : TrialSummary.EMPTY,
                state == TrialState.DIVERGED ? trial.divergence() : null,
                trial.warnings(),
                error,
                trial.seconds(),
                trial.startedAt(),
                trial.finishedAt(),
                null);
    }

    /** The story of a trial of {@link Fixtures#activations}, put into another state; number 1 diverged, 2 did not. */
    private static String story(long number, TrialState state, boolean inPlan, @Nullable String error)
            throws IOException {
        ReportInput input = Fixtures.activations();
        int place = Math.toIntExact(number) - 1;
        StoredTrial trial = as(input.trials().get(place), state, inPlan, error);
        List<StoredTrial> trials = new ArrayList<>(input.trials());
        trials.set(place, trial);
        Map<Long, List<Observation>> curves = new HashMap<>(input.curves());
        if (state == TrialState.WAITING) {
            curves.remove(number);
        }
        return story(new ReportInput(input.sweep(), trials, curves), trial);
    }

    /** The story of a completed trial with these costs and mean outputs, and the warning that they may explain. */
    private static String unnormalised(double[]... costTrueOther) throws IOException {
        List<Observation> epochs = new ArrayList<>();
        for (double[] epoch : costTrueOther) {
            epochs.add(new Observation(
                    epochs.size() + 1,
                    epoch[0],
                    null,
                    0.7,
                    0.7,
                    0.1,
                    0.1,
                    false,
                    1,
                    new OutputMeans(epoch[1], epoch[2])));
        }
        ReportInput input = Fixtures.single("odd", "");
        StoredTrial trial = input.trials().get(0);
        StoredTrial warned = new StoredTrial(
                trial.trial(),
                true,
                TrialState.COMPLETED,
                trial.engine(),
                trial.summary(),
                null,
                List.of("UNNORMALISED_OUTPUT"),
                null,
                trial.seconds(),
                trial.startedAt(),
                trial.finishedAt(),
                null);
        return story(new ReportInput(input.sweep(), List.of(warned), Map.of(1L, epochs)), warned);
    }

    @Test
    void what_unnormalised_outputs_did_is_told_where_the_figures_show_it() throws IOException {
        assertThat(unnormalised(new double[] {0.1, 0.9, 0.7}, new double[] {0.01, 0.99, 0.95}))
                .contains("\nwarning: UNNORMALISED_OUTPUT: ")
                .contains("so nothing pushes them down, and the lead of the true class went from 0.200 to 0.0400.");
    }

    @Test
    void what_the_figures_do_not_show_is_not_told() throws IOException {
        List<String> stories = List.of(
                unnormalised(new double[] {0.1, 0.9, 0.7}),
                unnormalised(new double[] {0.1, 0.9, 0.7}, new double[] {0.01, 0.99, 0.6}),
                unnormalised(new double[] {0.1, 0.8, 0.7}, new double[] {0.01, 0.99, 0.75}),
                unnormalised(new double[] {0.1, 0.9, 0.7}, new double[] {0.2, 0.95, 0.9}));
        assertThat(stories)
                .allSatisfy(story -> assertThat(story)
                        .contains("\nwarning: UNNORMALISED_OUTPUT: ", "best_other")
                        .doesNotContain("pushes them down"));
    }

    private static String story(ReportInput input, StoredTrial trial) throws IOException {
        StringBuilder out = new StringBuilder();
        TrialStory.write(out, SweepComparison.of(input), trial);
        return out.toString();
    }

    @Test
    void a_diverged_trial_has_its_cause_and_its_neighbours() throws IOException {
        assertThat(story(1, TrialState.DIVERGED, true, null))
                .startsWith("sweep bias-and-rate, trial 1: DIVERGED\n")
                .contains("\ncause:   LOG_OF_ZERO\n", "\nwhy:     All 10 outputs", "\nevidence:\n")
                .contains("\nnearby:  The same cell with ");
    }

    @Test
    void accuracies_of_rows_of_nan_are_said_to_mean_nothing() throws IOException {
        assertThat(story(1, TrialState.DIVERGED, true, null))
                .contains(
                        "\nresult:  validation_accuracy 0.098 and test_accuracy 0.0975, both recorded in epoch 10, say"
                                + " nothing about the network: a row of NaN counts as class 0, so they are the shares of class"
                                + " 0.\n");
    }

    @Test
    void accuracies_of_a_network_that_is_still_finite_are_said_to_come_too_late() throws IOException {
        ReportInput input = Fixtures.activations();
        Map<Long, List<Observation>> curves = new HashMap<>(input.curves());
        OutputMeans finite = new OutputMeans(0.9, 0.1);
        curves.put(1L, List.of(new Observation(1, Double.NaN, null, 0.9, null, 0.1, 0.1, true, 1, finite)));
        assertThat(story(
                        new ReportInput(input.sweep(), input.trials(), curves),
                        input.trials().get(0)))
                .contains(
                        "\nresult:  validation_accuracy 0.9, recorded in epoch 1, was measured after the divergence and"
                                + " doesn't count.\n");
    }

    @Test
    void a_diverged_trial_that_left_the_plan_has_its_cause_all_the_same() throws IOException {
        assertThat(story(1, TrialState.DIVERGED, false, null))
                .startsWith("sweep bias-and-rate, trial 1: DIVERGED, no longer in the sweep file\n")
                .contains("\ncause:   LOG_OF_ZERO\n", "\nwhy:     All 10 outputs", "\nevidence:\n")
                .contains("\nnearby:  not looked for, since the trial is no longer in the sweep file\n")
                .doesNotContain("nothing in it");
    }

    @Test
    void a_trial_that_was_never_started_is_said_to_be_so() throws IOException {
        assertThat(story(2, TrialState.WAITING, true, null))
                .startsWith("sweep bias-and-rate, trial 2: WAITING\n")
                .endsWith("\n\ntrial 2 has not been trained yet\n");
    }

    @Test
    void a_failed_trial_has_its_error() throws IOException {
        assertThat(story(2, TrialState.FAILED, true, "OutOfMemoryError: no space"))
                .contains("\n\nan error ended it: OutOfMemoryError: no space\n")
                .doesNotContain("non-finite");
    }

    @Test
    void what_is_not_over_is_judged_until_now_alone() throws IOException {
        assertThat(story(2, TrialState.RUNNING, true, null))
                .contains("\n\nit is being trained; so far all its numbers stayed finite\n");
        assertThat(story(2, TrialState.CANCELLED, true, null))
                .contains("\n\nit was stopped before its last epoch; until then all its numbers stayed finite\n");
        assertThat(story(1, TrialState.RUNNING, true, null))
                .contains("\n\nit is being trained; so far something in it went non-finite: the cause is recorded when"
                        + " it ends\n");
    }

    @Test
    void a_completed_trial_has_its_epochs() throws IOException {
        assertThat(story(2, TrialState.COMPLETED, true, null))
                .contains("\n\nall its numbers stayed finite\n", "\n\nby epoch ")
                .hasLineCount(2 + 1 + 2 + 1 + 1 + 2 + 10);
    }
}
