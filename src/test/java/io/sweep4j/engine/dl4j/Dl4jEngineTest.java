package io.sweep4j.engine.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.sweep4j.data.Dataset;
import io.sweep4j.engine.Configurations;
import io.sweep4j.engine.Detection;
import io.sweep4j.engine.Ending;
import io.sweep4j.engine.EpochOrder;
import io.sweep4j.engine.RecordedTraining;
import io.sweep4j.engine.TinyData;
import io.sweep4j.engine.TrainingEngine;
import io.sweep4j.engine.TrainingEngineContract;
import io.sweep4j.engine.TrialTask;
import io.sweep4j.engine.replay.Replay;
import io.sweep4j.sweep.Configuration;
import io.sweep4j.sweep.Domain;
import io.sweep4j.sweep.OnDivergence;
import io.sweep4j.sweep.Parameter;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class Dl4jEngineTest extends TrainingEngineContract {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Override
    protected TrainingEngine create() {
        return new Dl4jEngine(PATIENCE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "batch_size=30 epochs=3 learning_rate=0.1",
                "batch_size=30 epochs=3 hidden=8 updater=adam decay=0.01",
                "batch_size=30 epochs=3 hidden=8 updater=nesterovs decay=0.1 decay_schedule=epoch",
                "batch_size=30 epochs=3 activation=tanh weight_init=zero bias_init=1"
            })
    void costs_are_those_of_plain_fit(String text) {
        Configuration configuration = Configurations.of(text);
        Dataset data = TinyData.clouds();
        RecordedTraining recorded = new RecordedTraining();
        new Dl4jEngine(PATIENCE)
                .train(List.of(new TrialTask(Configurations.trial(1, text), OnDivergence.STOP, false)), data, recorded);

        MultiLayerNetwork network = Networks.create(configuration, TinyData.FEATURES, TinyData.CLASSES);
        for (int epoch = 1; epoch <= configuration.epochs(); epoch++) {
            int[] order = EpochOrder.of(data.train().rows(), true, configuration.seed(), epoch);
            double costs = 0;
            for (int from = 0; from < order.length; from += 30) {
                INDArray x = Nd4j.create(30, TinyData.FEATURES);
                INDArray y = Nd4j.zeros(30, TinyData.CLASSES);
                for (int i = 0; i < 30; i++) {
                    int row = order[from + i];
                    for (int f = 0; f < TinyData.FEATURES; f++) {
                        x.putScalar(i, f, data.train().features()[row * TinyData.FEATURES + f]);
                    }
                    y.putScalar(i, data.train().labels()[row], 1);
                }
                network.fit(x, y);
                costs += network.score();
            }
            network.incrementEpochCount();
            assertThat(recorded.costs(1).get(epoch - 1)).isEqualTo(costs / 10);
        }
    }

    @Test
    void the_vocabulary_has_exactly_the_names_of_dl4j() {
        assertThat(names(Parameter.ACTIVATION)).containsExactlyInAnyOrder(lower(Activation.values()));
        assertThat(names(Parameter.LOSS)).containsExactlyInAnyOrder(lower(LossFunction.values()));
        assertThat(names(Parameter.WEIGHT_INIT)).containsExactlyInAnyOrder(lower(WeightInit.values()));
    }

    @Test
    void names_said_to_train_alike_build_the_same_functions() {
        Domain.Names losses = (Domain.Names) Parameter.LOSS.domain();
        losses.alike()
                .forEach((name, same) -> assertThat(Networks.loss(name).getILossFunction())
                        .isInstanceOf(Networks.loss(same).getILossFunction().getClass()));
        Domain.Names inits = (Domain.Names) Parameter.WEIGHT_INIT.domain();
        inits.alike()
                .forEach((name, same) -> assertThat(Networks.weightInit(name).getWeightInitFunction())
                        .isEqualTo(Networks.weightInit(same).getWeightInitFunction()));
    }

    private static String[] names(Parameter parameter) {
        Domain.Names names = (Domain.Names) parameter.domain();
        return Stream.concat(names.names().stream(), names.refused().keySet().stream())
                .toArray(String[]::new);
    }

    private static String[] lower(Object[] constants) {
        return Arrays.stream(constants)
                .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                .toArray(String[]::new);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "zero",
                "ones",
                "sigmoid_uniform",
                "normal",
                "uniform",
                "xavier",
                "xavier_uniform",
                "xavier_legacy",
                "relu",
                "relu_uniform",
                "lecun_uniform",
                "var_scaling_normal_fan_in",
                "var_scaling_uniform_fan_avg"
            })
    void every_weight_init_builds_a_network(String init) {
        MultiLayerNetwork network =
                Networks.create(Configurations.of("hidden=8 bias_init=0.5 weight_init=" + init), 12, 3);
        assertThat(network.getParam("0_b").data().asFloat()).containsOnly(0.5f);
        assertThat(network.getParam("1_b").data().asFloat()).containsOnly(0.5f);
    }

    @Test
    void dropout_is_the_share_dropped_and_spares_the_first_layer() {
        var layers = Networks.describe(
                Configurations.of("hidden=8,4 dropout=0.2"), 12, 3, LossFunction.MCXENT.getILossFunction());
        assertThat(layers.getConf(0).getLayer().getIDropout()).isNull();
        assertThat(((Dropout) layers.getConf(1).getLayer().getIDropout()).getP())
                .isEqualTo(0.8);
        assertThat(layers.getConf(2).getLayer().getIDropout()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hidden=8 dropout=0.5 updater=adam activation=relu output_activation=identity batch_size=20 epochs=30"
                        + " learning_rate=0.05 decay=0.001",
                "hidden=8 dropout=0.3 updater=nesterovs activation=relu output_activation=tanh batch_size=7 epochs=30"
                        + " learning_rate=0.1 decay=0.1 decay_schedule=epoch",
                "hidden=6,4 activation=rrelu output_activation=identity batch_size=20 epochs=30 learning_rate=0.1",
                "activation=relu weight_init=zero batch_size=20 epochs=4"
            })
    void a_replay_repeats_what_happened_and_leaves_no_trace(String text) {
        RecordedTraining patient = train(PATIENCE, text);
        RecordedTraining impatient = train(Duration.ZERO, text);
        assertThat(patient.bits(1)).isEqualTo(impatient.bits(1));
        Detection seen = ((Ending.Diverged) patient.ending(1)).detection();
        Detection glanced = ((Ending.Diverged) impatient.ending(1)).detection();
        assertThat(glanced.steps()).containsExactly(seen.last());
        assertThat(seen.steps().size()).isEqualTo((int) Math.min(seen.iteration(), expectedSteps(seen.iteration())));
        assertThat(glanced.iteration()).isEqualTo(seen.iteration());
        assertThat(glanced.quantity()).isEqualTo(seen.quantity());
        assertThat(seen.skipped()).isZero();
        assertThat(glanced.skipped()).isEqualTo(seen.steps().size() - 1);
    }

    @Test
    void a_replay_looks_at_the_last_iterations_however_little_time_there_is() {
        String text = "activation=identity loss=mse batch_size=20 epochs=10 learning_rate=1.5";
        Detection hurried = ((Ending.Diverged) train(Duration.ofNanos(1), text).ending(1)).detection();
        Detection patient = ((Ending.Diverged) train(PATIENCE, text).ending(1)).detection();
        int all = patient.steps().size();
        assertThat(all).isGreaterThan(Replay.ALWAYS + 1);
        assertThat(hurried.steps()).isEqualTo(patient.steps().subList(all - Replay.ALWAYS - 1, all));
        assertThat(hurried.skipped()).isEqualTo(all - Replay.ALWAYS - 1);
    }

    /** From the older of the two moments remembered. */
    private static long expectedSteps(long iteration) {
        long younger = (iteration - 1) / Replay.INTERVAL * Replay.INTERVAL;
        return iteration - Math.max(0, younger - Replay.INTERVAL);
    }

    private static RecordedTraining train(Duration patience, String text) {
        RecordedTraining recorded = new RecordedTraining();
        new Dl4jEngine(patience)
                .train(
                        List.of(new TrialTask(Configurations.trial(1, text), OnDivergence.CONTINUE, false)),
                        TinyData.clouds(),
                        recorded);
        return recorded;
    }

    @Test
    void a_single_bad_element_is_found_wherever_it_stands() {
        for (int length = 1; length <= 70; length++) {
            for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
                for (int at = 0; at < length; at++) {
                    INDArray values = Nd4j.ones(DataType.FLOAT, length);
                    assertThat(Finite.all(values)).isTrue();
                    values.putScalar(at, bad);
                    assertThat(Finite.all(values)).isFalse();
                }
            }
        }
    }

    @Test
    void numbers_whose_sum_is_too_large_are_finite_all_the_same() {
        assertThat(Finite.all(Nd4j.valueArrayOf(new long[] {9}, 3e38, DataType.FLOAT)))
                .isTrue();
    }
}
