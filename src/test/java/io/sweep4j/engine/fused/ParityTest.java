package io.sweep4j.engine.fused;

import static org.assertj.core.api.Assertions.assertThat;

import io.sweep4j.data.Dataset;
import io.sweep4j.engine.Configurations;
import io.sweep4j.engine.Detection;
import io.sweep4j.engine.Ending;
import io.sweep4j.engine.RecordedTraining;
import io.sweep4j.engine.TinyData;
import io.sweep4j.engine.TrainingEngine;
import io.sweep4j.engine.TrialTask;
import io.sweep4j.engine.dl4j.Dl4jEngine;
import io.sweep4j.sweep.Observation;
import io.sweep4j.sweep.OnDivergence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The fused engine against DL4J, on random configurations. */
class ParityTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
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
        for (int i = 1; i <= 400; i++) {
            tasks.add(new TrialTask(Configurations.trial(i, configuration(random)), OnDivergence.CONTINUE, true));
        }
        RecordedTraining expected = new RecordedTraining();
        RecordedTraining actual = new RecordedTraining();
        try (TrainingEngine dl4j = new Dl4jEngine(PATIENCE);
                TrainingEngine fused = new FusedEngine(PATIENCE, 1 << 26)) {
            dl4j.train(tasks, data, expected);
            fused.train(tasks, data, actual);
        }
        int bad = 0;
        for (TrialTask task : tasks) {
            long n = task.trial().number();
            String e = describe(expected, n), a = describe(actual, n);
            double worst = 0, worst1 = 0;
            int acc = 0;
            for (int i = 0; i < expected.curve(n).size(); i++) {
                Observation x = expected.curve(n).get(i), y = actual.curve(n).get(i);
                double dev = Math.abs(x.cost() - y.cost()) / Math.max(1, Math.abs(x.cost()));
                if (Double.isNaN(x.cost()) != Double.isNaN(y.cost())) dev = 99;
                if (dev > worst) worst = dev;
                if (i == 0) worst1 = worst;
                acc = Math.max(acc, (int) Math.round(300 * Math.abs(x.trainAccuracy() - y.trainAccuracy())));
            }
            if (!e.equals(a) || worst > 1e-3 || worst1 > 1e-5 || acc > 0) {
                bad++;
                System.out.println(n + " " + task.trial().configuration() + "\n    " + e + " | " + a + " dev1 " + worst1
                        + " dev " + worst + " acc " + acc
                        + (actual.ending(n) instanceof Ending.Failed f ? " " + f.error() : ""));
                if (actual.ending(n) instanceof Ending.Failed f) f.error().printStackTrace();
            }
        }
        System.out.println("bad " + bad);
        assertThat(bad).isZero();
    }

    private static String describe(RecordedTraining recorded, long trial) {
        if (recorded.ending(trial) instanceof Ending.Diverged diverged) {
            Detection d = diverged.detection();
            return "diverged " + d.iteration() + " " + d.quantity() + " " + d.kind() + " " + d.layer() + " bad "
                    + d.badSamples();
        }
        return recorded.ending(trial).getClass().getSimpleName();
    }
}
