package io.sweep4j.engine.auto;

import static org.assertj.core.api.Assertions.assertThat;

import io.sweep4j.engine.Configurations;
import io.sweep4j.engine.Ending;
import io.sweep4j.engine.RecordedTraining;
import io.sweep4j.engine.TinyData;
import io.sweep4j.engine.TrainingEngine;
import io.sweep4j.engine.TrainingEngineContract;
import io.sweep4j.engine.TrialTask;
import io.sweep4j.engine.dl4j.Dl4jEngine;
import io.sweep4j.engine.fused.FusedEngine;
import io.sweep4j.sweep.OnDivergence;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AutoEngineTest extends TrainingEngineContract {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Override
    protected TrainingEngine create() {
        return new AutoEngine(new FusedEngine(PATIENCE, 1 << 26), new Dl4jEngine(PATIENCE));
    }

    private static TrialTask task(long number, String text) {
        return new TrialTask(Configurations.trial(number, text), OnDivergence.STOP, false);
    }

    @Test
    void what_there_is_no_kernel_for_is_trained_on_dl4j() {
        RecordedTraining recorded = new RecordedTraining();
        try (TrainingEngine engine = create()) {
            engine.train(
                    List.of(
                            task(1, "epochs=1 batch_size=20"),
                            task(2, "epochs=1 batch_size=20 updater=nadam"),
                            task(3, "epochs=1 batch_size=20 hidden=4 dropout=0.5"),
                            task(4, "epochs=1 batch_size=20 activation=rrelu loss=mse"),
                            task(5, "epochs=1 batch_size=20 loss=cosine_proximity activation=identity"),
                            task(6, "epochs=1 batch_size=20 hidden=4 updater=adam")),
                    TinyData.clouds(),
                    recorded);
        }
        assertThat(List.of(1L, 2L, 3L, 4L, 5L, 6L).stream().map(recorded::engine))
                .containsExactly("fused", "dl4j", "dl4j", "dl4j", "dl4j", "fused");
    }

    @Test
    void each_kind_of_network_is_judged_once_and_told_of() {
        try (AutoEngine engine = (AutoEngine) create()) {
            engine.train(
                    List.of(
                            task(1, "epochs=1 batch_size=20 learning_rate=0.1"),
                            task(2, "epochs=2 batch_size=20 bias_init=1"),
                            task(3, "epochs=1 batch_size=20 hidden=4 updater=adam"),
                            task(4, "epochs=1 batch_size=20 activation=tanh"),
                            task(5, "epochs=1 batch_size=20 updater=nadam")),
                    TinyData.clouds(),
                    new RecordedTraining());
            assertThat(Judgements.of(engine.provenance()).kinds()).isEqualTo(3);
            assertThat(Judgements.of(engine.provenance()).largestDeviation()).isBetween(0.0, 1e-5);
            assertThat(Judgements.of(engine.provenance()).disagreements()).isEmpty();
            assertThat(engine.provenance())
                    .containsKeys("judged [] softmax mcxent sgd 20", "judged [4] relu softmax mcxent adam 20")
                    .hasEntrySatisfying(
                            "judged [] tanh mcxent sgd 20",
                            verdict -> assertThat(verdict)
                                    .matches("costs differ by (at most )?[0-9.e-]+ in 50 iterations"));
        }
    }

    @Test
    void a_kind_on_which_the_engines_can_not_be_compared_is_trained_on_dl4j() {
        RecordedTraining recorded = new RecordedTraining();
        try (AutoEngine engine =
                new AutoEngine(new FusedEngine(PATIENCE, 1 << 26), new Dl4jEngine(PATIENCE), (kind, data) -> {
                    throw new OutOfMemoryError("no room for a comparison");
                })) {
            engine.train(
                    List.of(task(1, "epochs=1 batch_size=20"), task(2, "epochs=2 batch_size=20 activation=tanh")),
                    TinyData.clouds(),
                    recorded);
            assertThat(Judgements.of(engine.provenance()).disagreements())
                    .hasSize(2)
                    .contains("[] softmax mcxent sgd 20: the engines could not be compared: trained on dl4j instead");
        }
        assertThat(recorded.engine(1)).isEqualTo("dl4j");
        assertThat(recorded.ending(1)).isInstanceOf(Ending.Completed.class);
        assertThat(recorded.engine(2)).isEqualTo("dl4j");
        assertThat(recorded.ending(2)).isInstanceOf(Ending.Diverged.class);
    }

    @Test
    void a_kind_on_which_the_engines_disagree_is_trained_on_dl4j_from_the_start() {
        TrialTask task = task(1, "epochs=3 batch_size=20 learning_rate=0.1");
        RecordedTraining recorded = new RecordedTraining();
        RecordedTraining expected = new RecordedTraining();
        try (Dl4jEngine dl4j = new Dl4jEngine(PATIENCE);
                AutoEngine engine = new AutoEngine(
                        new FusedEngine(PATIENCE, 1 << 26),
                        dl4j,
                        (kind, data) -> new Verdict(kind.toString(), 50, 0.5))) {
            dl4j.train(List.of(task), TinyData.clouds(), expected);
            engine.train(List.of(task), TinyData.clouds(), recorded);
            engine.train(List.of(task(2, "epochs=1 batch_size=20")), TinyData.clouds(), recorded);
            assertThat(Judgements.of(engine.provenance()).disagreements())
                    .containsExactly("[] softmax mcxent sgd 20: costs differ by at most 0.50 in 50 iterations, too"
                            + " much: trained on dl4j instead");
        }
        assertThat(recorded.engine(1)).isEqualTo("dl4j");
        assertThat(recorded.ending(1)).isInstanceOf(Ending.Completed.class);
        assertThat(recorded.bits(1)).isEqualTo(expected.bits(1));
        assertThat(recorded.starts(1)).as("it had begun on the fused engine").isEqualTo(2);
        assertThat(recorded.starts(2)).as("the verdict was known").isEqualTo(1);
    }
}
