package io.sweep4j.engine.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.sweep4j.data.Dataset;
import io.sweep4j.engine.Configurations;
import io.sweep4j.engine.TinyData;
import io.sweep4j.sweep.Configuration;
import io.sweep4j.sweep.Domain;
import io.sweep4j.sweep.Parameter;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Updates against DL4J's own {@code fit}: the same bits, and the same random numbers drawn. */
class UpdatesTest {
    private static final int EPOCHS = 2;

    private final Dataset data = TinyData.clouds();

    static Stream<String> configurations() {
        Stream<String> outputs = names(Parameter.ACTIVATION).map(name -> "activation=" + name);
        Stream<String> hidden = names(Parameter.ACTIVATION)
                .filter(name -> !name.equals("softmax"))
                .map(name -> "hidden=6 activation=" + name);
        Stream<String> losses = names(Parameter.LOSS).map(name -> "activation=sigmoid loss=" + name);
        Stream<String> updaters = names(Parameter.UPDATER)
                .flatMap(name -> Stream.of(
                        "updater=" + name,
                        "hidden=6,5 decay=0.1 l2=0.01 updater=" + name,
                        "hidden=6 decay=0.1 decay_schedule=epoch l1=0.01 l2=0.001 updater=" + name));
        Stream<String> rest = Stream.of(
                "hidden=6 dropout=0.4",
                "hidden=6,5 dropout=0.2 activation=rrelu",
                "activation=tanh weight_init=zero bias_init=0",
                "learning_rate=1e30 activation=identity loss=mse");
        return Stream.of(outputs, hidden, losses, updaters, rest).flatMap(s -> s);
    }

    private static Stream<String> names(Parameter parameter) {
        return ((Domain.Names) parameter.domain()).names().stream();
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void an_update_is_that_of_plain_fit(String text) {
        Configuration configuration =
                Configurations.of("batch_size=30 learning_rate=0.1 weight_init=xavier bias_init=0.3 " + text);
        NativeThreads.limitToOne();
        try (Updates updates = new Updates(configuration, data, true)) {
            MultiLayerNetwork plain = Networks.create(configuration, TinyData.FEATURES, TinyData.CLASSES);
            for (int i = 0; i < EPOCHS * updates.perEpoch(); i++) {
                if (i > 0 && i % updates.perEpoch() == 0) {
                    plain.incrementEpochCount();
                }
                updates.load();
                long rootState = Nd4j.getRandom().rootState();
                long nodeState = Nd4j.getRandom().nodeState();
                updates.computeGradient();
                updates.step();
                long rootAfter = Nd4j.getRandom().rootState();
                long nodeAfter = Nd4j.getRandom().nodeState();

                Nd4j.getRandom().setStates(rootState, nodeState);
                plain.fit(updates.batch().features(), updates.batch().labels());

                assertThat(bits(updates.network().params())).isEqualTo(bits(plain.params()));
                assertThat(bits(updates.updaterState()))
                        .isEqualTo(bits(plain.getUpdater().getStateViewArray()));
                assertThat(Nd4j.getRandom().rootState()).isEqualTo(rootAfter);
                assertThat(Nd4j.getRandom().nodeState()).isEqualTo(nodeAfter);
                if (configuration.l1() == 0 && configuration.l2() == 0) {
                    assertThat((Double) updates.cost()).isEqualTo((Double) plain.score()); // NaN as well
                }
            }
        }
    }

    private static float[] bits(INDArray values) {
        return values == null ? new float[0] : values.data().asFloat();
    }
}
