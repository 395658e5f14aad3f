package io.sweep4j.engine.fused;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossMAE;

class OutputStageTest {
    private static final int ROWS = 7;

    static List<String> pairs() {
        List<String> pairs = new ArrayList<>();
        for (var activation : org.nd4j.linalg.activations.Activation.values()) {
            for (LossFunction loss : LossFunction.values()) {
                String pair = (activation + " " + loss).toLowerCase(Locale.ROOT);
                if (OutputStage.of(pair.split(" ")[0], pair.split(" ")[1]).isPresent()) {
                    pairs.add(pair);
                }
            }
        }
        return pairs;
    }

    @Test
    void twenty_activations_are_known_with_fourteen_losses() {
        assertThat(pairs()).hasSize(20 * 14);
        assertThat(OutputStage.of("rrelu", "mse")).isEmpty();
        assertThat(OutputStage.of("softmax", "cosine_proximity")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void ordinary_numbers_give_what_dl4j_gives(String pair) {
        Random random = new Random(3);
        for (int classes : new int[] {3, 10}) {
            for (int trials : new int[] {1, 3, 8}) {
                Batch batch = new Batch(pair, classes, trials);
                for (int row = 0; row < ROWS; row++) {
                    for (int i = 0; i < classes * trials; i++) {
                        batch.z[row * batch.stride + i] = (float) random.nextGaussian();
                    }
                }
                batch.check();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void nasty_numbers_give_what_dl4j_gives(String pair) {
        float[] nasty = {
            0, -0f, 1, -1, 1e30f, -1e30f, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 30, -50
        };
        Random random = new Random(4);
        for (int repetition = 0; repetition < 4; repetition++) {
            Batch batch = new Batch(pair, 3, 8);
            for (int row = 0; row < ROWS; row++) {
                for (int i = 0; i < 24; i++) {
                    // Half of the rows without NaN and infinities, which soon fill a whole row of softmax.
                    batch.z[row * batch.stride + i] = nasty[random.nextInt(row < 3 ? 6 : nasty.length)];
                }
            }
            batch.check();
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void a_trial_has_the_same_bits_wherever_it_stands(String pair) {
        Random random = new Random(5);
        float[] column = new float[ROWS * 10];
        for (int i = 0; i < column.length; i++) {
            column[i] = (float) random.nextGaussian() * 3;
        }
        Batch alone = new Batch(pair, 10, 1);
        alone.put(0, column);
        alone.run();
        for (int trials : new int[] {2, 3, 8, 11, 16}) {
            for (int trial = 0; trial < trials; trial += 2) {
                Batch batch = new Batch(pair, 10, trials);
                for (int i = 0; i < batch.z.length; i++) {
                    batch.z[i] = i % 13 == 0 ? Float.NaN : (float) random.nextGaussian();
                }
                batch.put(trial, column);
                batch.run();
                assertThat(batch.take(batch.a, trial)).containsExactly(alone.take(alone.a, 0));
                assertThat(batch.take(batch.s, trial)).containsExactly(alone.take(alone.s, 0));
                assertThat(batch.take(batch.d, trial)).containsExactly(alone.take(alone.d, 0));
            }
        }
    }

    @Test
    void outputs_alone_are_those_of_training() {
        for (String pair : List.of("tanh mcxent", "softmax mcxent", "softmax mse")) {
            Batch batch = new Batch(pair, 10, 3);
            for (int i = 0; i < batch.z.length; i++) {
                batch.z[i] = i % 30 / 10f;
            }
            batch.run();
            float[] outputs = batch.z.clone();
            batch.stage.outputs(outputs, outputs, ROWS, batch.stride, 10, 3);
            Batch evaluated = new Batch(pair, 10, 3);
            System.arraycopy(outputs, 0, evaluated.a, 0, outputs.length);
            for (int trial = 0; trial < 3; trial++) {
                assertThat(evaluated.take(evaluated.a, trial)).containsExactly(batch.take(batch.a, trial));
            }
        }
    }

    /** Numbers of a pair of activation and loss, in this engine's layout. */
    private static final class Batch {
        final String pair;
        final int classes;
        final int trials;
        final int stride;
        final OutputStage stage;
        final IActivation activation;
        final ILossFunction loss;
        final float[] z;
        final float[] y;
        final float[] a;
        final float[] s;
        final float[] d;

        Batch(String pair, int classes, int trials) {
            this.pair = pair;
            this.classes = classes;
            this.trials = trials;
            String[] names = pair.split(" ");
            stage = OutputStage.of(names[0], names[1]).orElseThrow();
            activation = org.nd4j.linalg.activations.Activation.valueOf(names[0].toUpperCase(Locale.ROOT))
                    .getActivationFunction();
            loss = LossFunction.valueOf(names[1].toUpperCase(Locale.ROOT)).getILossFunction();
            stride = Lanes.padded(classes * trials);
            z = new float[ROWS * stride];
            y = new float[ROWS * stride];
            a = new float[ROWS * stride];
            s = new float[ROWS * stride];
            d = new float[ROWS * stride];
            for (int row = 0; row < ROWS; row++) {
                for (int i = 0; i < classes * trials; i++) {
                    boolean right = i / trials == row % classes;
                    y[row * stride + i] = right ? 1 : names[1].endsWith("hinge") ? -1 : 0;
                }
            }
        }

        void run() {
            stage.run(z, y, a, s, d, ROWS, stride, classes, trials);
        }

        /** The numbers of one trial, rows of classes. */
        float[] take(float[] from, int trial) {
            float[] taken = new float[ROWS * classes];
            for (int i = 0; i < taken.length; i++) {
                taken[i] = from[i / classes * stride + i % classes * trials + trial];
            }
            return taken;
        }

        void put(int trial, float[] column) {
            for (int i = 0; i < column.length; i++) {
                z[i / classes * stride + i % classes * trials + trial] = column[i];
            }
        }

        void check() {
            run();
            for (int trial = 0; trial < trials; trial++) {
                float[] preOutput = take(z, trial);
                INDArray labels = array(take(y, trial));
                Agreement.check(
                        pair + ": outputs",
                        1,
                        preOutput,
                        take(a, trial),
                        floats(activation.getActivation(array(preOutput), true)));
                float[] scores = floats(scores(labels, array(preOutput)));
                float[] sums = new float[ROWS];
                float[] each = take(s, trial);
                for (int i = 0; i < each.length; i++) {
                    sums[i / classes] += each[i];
                }
                Agreement.check(pair + ": scores", classes, new float[ROWS], sums, scores);
                float[] gradient = floats(loss.computeGradient(labels, array(preOutput), activation, null));
                Agreement.checkSteep(pair + ": gradients", preOutput, take(d, trial), gradient);
            }
        }

        private INDArray scores(INDArray labels, INDArray preOutput) {
            INDArray scores = loss.computeScoreArray(labels, preOutput, activation, null);
            // DL4J's score of a batch divides by the classes, which is what training sees; its score array means to but
            // doesn't.
            scores = loss instanceof LossMAE ? scores.div(classes) : scores;
            return scores.add(0); // no −0, which is a matter of the order of summing
        }

        private INDArray array(float[] values) {
            return Nd4j.createFromArray(values.clone()).reshape(ROWS, classes);
        }

        private static float[] floats(INDArray values) {
            return values.dup('c').data().asFloat();
        }
    }
}
