package io.sweep4j.engine.fused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sweep4j.data.Dataset;
import io.sweep4j.engine.Configurations;
import io.sweep4j.engine.Ending;
import io.sweep4j.engine.RecordedTraining;
import io.sweep4j.engine.TinyData;
import io.sweep4j.engine.TrialTask;
import io.sweep4j.engine.dl4j.Dl4jEngine;
import io.sweep4j.engine.dl4j.Networks;
import io.sweep4j.sweep.Configuration;
import io.sweep4j.sweep.Domain;
import io.sweep4j.sweep.OnDivergence;
import io.sweep4j.sweep.Parameter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class FusedEngineTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Dataset data = TinyData.clouds();

    private RecordedTraining train(List<TrialTask> tasks) {
        return train(tasks, data);
    }

    private static RecordedTraining train(List<TrialTask> tasks, Dataset data) {
        RecordedTraining recorded = new RecordedTraining();
        try (FusedEngine engine = new FusedEngine(PATIENCE, 1 << 24)) {
            engine.train(tasks, data, recorded);
        }
        return recorded;
    }

    private static TrialTask task(long number, String text) {
        return new TrialTask(Configurations.trial(number, text), OnDivergence.STOP, true);
    }

    /** As many trials as make rows too wide, on any machine, for dense inputs to be multiplied as they are. */
    private static final int WIDE = 30;

    @ParameterizedTest
    @CsvSource({
        "activation=tanh weight_init=zero, false",
        "activation=softmax, false",
        "activation=identity loss=mse, false",
        "activation=tanh weight_init=zero, true",
        "activation=softmax, true",
        "activation=identity loss=mse, true"
    })
    void a_trials_bits_depend_neither_on_its_place_nor_on_its_neighbours(String common, boolean sparse) {
        Dataset some = sparse ? TinyData.sparse() : data;
        assertThat(Samples.of(some.train())).isInstanceOf(sparse ? SparseSamples.class : DenseSamples.class);
        List<TrialTask> tasks = new ArrayList<>();
        for (int i = 1; i <= WIDE; i++) {
            tasks.add(task(
                    i,
                    common + " batch_size=20 updater=nesterovs epochs=" + (1 + i % 4) + " learning_rate="
                            + (i % 7 == 0 ? 90 : 0.01 * i) + " bias_init=" + i % 3 + " l2=" + i % 2 * 0.01));
        }
        RecordedTraining together = train(tasks, some);
        Collections.shuffle(tasks, new Random(3));
        RecordedTraining shuffled = train(tasks, some);
        RecordedTraining few = new RecordedTraining();
        RecordedTraining alone = new RecordedTraining();
        try (FusedEngine engine = new FusedEngine(PATIENCE, 1)) {
            for (int i = 0; i < tasks.size(); i += 3) {
                engine.train(tasks.subList(i, i + 3), some, few);
            }
            tasks.forEach(task -> engine.train(List.of(task), some, alone));
        }
        long diverged = LongStream.rangeClosed(1, WIDE)
                .filter(trial -> together.ending(trial) instanceof Ending.Diverged)
                .count();
        assertThat(diverged)
                .as("some leave the others behind")
                .isBetween(common.contains("softmax") ? 0L : 1L, WIDE - 1L);
        for (long trial = 1; trial <= WIDE; trial++) {
            assertThat(shuffled.bits(trial)).isEqualTo(together.bits(trial));
            assertThat(few.bits(trial)).isEqualTo(together.bits(trial));
            assertThat(alone.bits(trial)).isEqualTo(together.bits(trial));
            assertThat(alone.ending(trial)).isEqualTo(together.ending(trial));
            assertThat(shuffled.ending(trial)).isEqualTo(together.ending(trial));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"updater=sgd", "updater=adam", "updater=nesterovs l1=0.001 l2=0.01"})
    void layers_of_many_blocks_train_as_on_dl4j(String text) {
        TrialTask task = task(1, text + " hidden=70,50 batch_size=20 epochs=3 learning_rate=0.01 weight_init=xavier");
        RecordedTraining expected = new RecordedTraining();
        new Dl4jEngine(PATIENCE).train(List.of(task), data, expected);
        List<Double> costs = train(List.of(task)).costs(1);
        for (int epoch = 0; epoch < 3; epoch++) {
            assertThat(costs.get(epoch)).isCloseTo(expected.costs(1).get(epoch), within(1e-5));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hidden=8", "hidden=8,5 weight_init=relu bias_init=0.3"})
    void networks_begin_as_dl4j_begins_them_and_load_into_it(String text) {
        Configuration configuration = Configurations.of(text + " seed=9");
        Shape shape = Shape.of(configuration, data.info());
        float[] parameters = new Initialisations().of(configuration, shape);
        MultiLayerNetwork network = Networks.create(configuration, TinyData.FEATURES, TinyData.CLASSES);
        assertThat(parameters).isEqualTo(network.params().data().asFloat());

        Weights weights = new Weights(shape, 3, 1);
        weights.put(1, parameters);
        assertThat(weights.parameters(1)).isEqualTo(parameters);
        assertThat(weights.parameters(0)).containsOnly(0);

        float[] moved = floats(new Random(2), parameters.length);
        Weights alone = new Weights(shape, 1, 0);
        alone.put(0, moved);
        network.params().data().asNioFloat().put(moved);
        Panel panel = new Panel(Design.of(configuration, data.info()), alone, 90);
        int[] order = new int[90];
        Arrays.setAll(order, row -> row);
        float[] outputs = panel.outputs(Samples.of(data.test()).batch(order, 0, 90));
        try (INDArray x = Nd4j.createFromArray(data.test().features()).reshape(90, TinyData.FEATURES)) {
            float[] expected = network.output(x).dup('c').data().asFloat();
            for (int row = 0; row < 90; row++) {
                for (int j = 0; j < TinyData.CLASSES; j++) {
                    assertThat(outputs[row * panel.stride() + j])
                            .isCloseTo(expected[row * TinyData.CLASSES + j], within(1e-5f));
                }
            }
        }
    }

    private static float[] floats(Random random, int length) {
        float[] floats = new float[length];
        for (int i = 0; i < length; i++) {
            floats[i] = (float) random.nextGaussian();
        }
        return floats;
    }

    @Test
    void what_is_told_of_kernels_is_what_there_is() {
        Domain.Names activations = (Domain.Names) Parameter.ACTIVATION.domain();
        Domain.Names losses = (Domain.Names) Parameter.LOSS.domain();
        Domain.Names updaters = (Domain.Names) Parameter.UPDATER.domain();
        for (String activation : activations.names()) {
            for (String loss : losses.names()) {
                for (String updater : updaters.names()) {
                    Configuration configuration =
                            Configurations.of("activation=" + activation + " loss=" + loss + " updater=" + updater);
                    Optional<String> obstacle = Coverage.obstacle(configuration, data.info());
                    boolean kernels = OutputStage.of(activation, loss).isPresent()
                            && Updaters.named(updater).isPresent();
                    assertThat(obstacle.isEmpty()).as(configuration.toString()).isEqualTo(kernels);
                }
            }
        }
        assertThat(Coverage.obstacle(Configurations.of("hidden=4 activation=rrelu"), data.info()))
                .contains("activation rrelu");
        assertThat(Coverage.obstacle(Configurations.of("hidden=4 activation=softmax"), data.info()))
                .contains("activation softmax in hidden layers");
        for (String activation : activations.names()) {
            Configuration configuration = Configurations.of("hidden=4 activation=" + activation);
            assertThat(Coverage.obstacle(configuration, data.info()).isEmpty())
                    .as(configuration.toString())
                    .isEqualTo(Activations.named(activation).isPresent());
        }
        assertThat(Coverage.obstacle(Configurations.of("hidden=4 dropout=0.5"), data.info()))
                .contains("dropout");
        assertThat(Coverage.obstacle(Configurations.of("hidden=9000000"), data.info()))
                .contains("a network of more than 50000000 parameters");
    }

    @Test
    void batches_are_made_anew_where_there_is_no_room_to_keep_them() {
        Samples samples = Samples.of(data.train());
        BatchCache small = new BatchCache(samples, data.train().labels(), 1);
        BatchCache large = new BatchCache(samples, data.train().labels(), 10 * samples.bytesOfEpoch());
        BatchOrder order = new BatchOrder(20, true, 4);
        EpochBatches first = small.epoch(order, 1);
        assertThat(small.epoch(order, 1)).isSameAs(first);
        EpochBatches second = small.epoch(order, 2);
        assertThat(small.epoch(order, 1)).isNotSameAs(first);
        assertThat(second.rows(0)).isNotEqualTo(first.rows(0));
        assertThat(large.epoch(order, 1).rows(3)).isEqualTo(first.rows(3));
        assertThat(large.epoch(order, 2)).isSameAs(large.epoch(order, 2));
        BatchOrder unshuffled = new BatchOrder(20, false, 0);
        assertThat(large.epoch(unshuffled, 5)).as("every epoch is the first").isSameAs(large.epoch(unshuffled, 1));
    }
}
