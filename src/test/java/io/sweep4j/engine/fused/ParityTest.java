package io.sweep4j.engine.fused;

import static org.assertj.core.api.Assertions.assertThat;

import io.sweep4j.data.Dataset;
import io.sweep4j.engine.Configurations;
import io.sweep4j.engine.CostDifference;
import io.sweep4j.engine.Detection;
import io.sweep4j.engine.Ending;
import io.sweep4j.engine.RecordedTraining;
import io.sweep4j.engine.TinyData;
import io.sweep4j.engine.TrainingEngine;
import io.sweep4j.engine.TrialTask;
import io.sweep4j.engine.dl4j.Dl4jEngine;
import io.sweep4j.engine.dl4j.Perturbed;
import io.sweep4j.sweep.Observation;
import io.sweep4j.sweep.OnDivergence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** The fused engine against DL4J, on random configurations. */
class ParityTest {
    private static final int CONFIGURATIONS = 120;
    private static final double AFTER_AN_EPOCH = 1e-5;
    private static final double AFTER_TEN = 1e-3;
    private static final String[][] AXES = {
        {
            "softmax",
            "tanh",
            "sigmoid",
            "relu",
            "identity",
            "cube",
            "elu",
            "gelu",
            "hardsigmoid",
            "hardtanh",
            "leakyrelu",
            "mish",
            "rationaltanh",
            "rectifiedtanh",
            "relu6",
            "selu",
            "softplus",
            "softsign",
            "swish",
            "thresholdedrelu"
        },
        {
            "mcxent",
            "mse",
            "xent",
            "l1",
            "l2",
            "mean_absolute_error",
            "hinge",
            "squared_hinge",
            "kl_divergence",
            "poisson",
            "mean_squared_logarithmic_error"
        },
        {"sgd", "nesterovs", "adam", "rmsprop", "adagrad"},
        {
            "0 decay_schedule=iteration",
            "0.01 decay_schedule=iteration",
            "0.1 decay_schedule=epoch",
            "0.01 decay_schedule=reported"
        },
        {"", "8", "6,5"},
        {"0", "0.01"},
        {"0", "1", "0.5"},
        {"0.01", "0.1", "0.5", "5"},
        {"zero", "xavier", "normal"},
        {"0", "0.001"},
    };

    private static String configuration(Random random) {
        String[] chosen = new String[AXES.length];
        for (int i = 0; i < chosen.length; i++) {
            chosen[i] = AXES[i][random.nextInt(AXES[i].length)];
        }
        String hidden = chosen[4].isEmpty() ? "" : "hidden=" + chosen[4] + " ";
        String activation = chosen[4].isEmpty()
                ? "activation=" + chosen[0]
                : "activation=" + AXES[0][1 + random.nextInt(AXES[0].length - 1)] + " output_activation=" + chosen[0];
        return hidden + activation + " loss=" + chosen[1] + " updater=" + chosen[2] + " decay=" + chosen[3] + " l2="
                + chosen[5] + " l1=" + chosen[9] + " bias_init=" + chosen[6] + " learning_rate=" + chosen[7]
                + " weight_init=" + chosen[8] + " batch_size=20 epochs=10";
    }

    @Test
    void engines_agree_on_random_configurations() {
        Dataset data = TinyData.clouds();
        Random random = new Random(7);
        List<TrialTask> tasks = new ArrayList<>();
        for (int i = 1; i <= CONFIGURATIONS; i++) {
            tasks.add(new TrialTask(Configurations.trial(i, configuration(random)), OnDivergence.CONTINUE, true));
        }
        RecordedTraining expected = new RecordedTraining();
        RecordedTraining actual = new RecordedTraining();
        try (TrainingEngine dl4j = new Dl4jEngine(Duration.ZERO);
                TrainingEngine fused = new FusedEngine(Duration.ZERO, 1 << 26)) {
            dl4j.train(tasks, data, expected);
            fused.train(tasks, data, actual);
        }
        SoftAssertions softly = new SoftAssertions();
        int drifting = 0;
        for (TrialTask task : tasks) {
            long number = task.trial().number();
            String what = task.trial().configuration().toString();
            softly.assertThat(state(actual, number)).as(what).isEqualTo(state(expected, number));
            Difference difference = Difference.between(expected.curve(number), actual.curve(number));
            if (difference.within(1)) {
                continue;
            }
            // Perhaps rounding alone makes such a difference: then it shows between DL4J and DL4J too.
            RecordedTraining moved = new RecordedTraining();
            Perturbed.train(task, data, moved);
            softly.assertThat(Difference.between(expected.curve(number), moved.curve(number))
                            .within(0.1))
                    .as("%s: %s", what, difference)
                    .isFalse();
            drifting++;
        }
        softly.assertAll();
        assertThat(drifting).as("trials that drift apart").isLessThan(CONFIGURATIONS / 5);
    }

    /** How a trial ended, and where it went wrong if it did. */
    private static String state(RecordedTraining recorded, long trial) {
        if (recorded.ending(trial) instanceof Ending.Diverged diverged) {
            Detection detection = diverged.detection();
            return "diverged in iteration " + detection.iteration() + ": " + detection.quantity() + " "
                    + detection.kind() + " in layer " + detection.layer() + ", " + detection.badSamples()
                    + " bad samples";
        }
        return recorded.ending(trial).toString();
    }

    /**
     * @param firstEpoch difference of costs as a share of the larger of 1 and the cost
     * @param atTheEnd largest of all epochs
     * @param samples of any split, decided differently in any epoch
     */
    private record Difference(double firstEpoch, double atTheEnd, int samples) {
        static Difference between(List<Observation> expected, List<Observation> actual) {
            double first = 0;
            double worst = 0;
            int samples = 0;
            for (int i = 0; i < expected.size(); i++) {
                worst = Math.max(
                        worst,
                        CostDifference.of(actual.get(i).cost(), expected.get(i).cost()));
                first = i == 0 ? worst : first;
                samples = Math.max(
                        samples,
                        differing(expected.get(i).trainAccuracy(), actual.get(i).trainAccuracy(), 300));
                samples = Math.max(
                        samples,
                        differing(expected.get(i).testAccuracy(), actual.get(i).testAccuracy(), 90));
            }
            return new Difference(first, worst, samples);
        }

        boolean within(double share) {
            return firstEpoch <= share * AFTER_AN_EPOCH && atTheEnd <= share * AFTER_TEN && samples == 0;
        }

        private static int differing(double expected, double actual, int rows) {
            return (int) Math.round(Math.abs(expected - actual) * rows);
        }
    }
}
