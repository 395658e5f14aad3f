package io.sweep4j.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.sweep4j.data.Dataset;
import io.sweep4j.sweep.Checkpoint;
import io.sweep4j.sweep.Divergence.Quantity;
import io.sweep4j.sweep.NumberKind;
import io.sweep4j.sweep.Observation;
import io.sweep4j.sweep.OnDivergence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every engine must keep; a new engine adds one subclass. */
public abstract class TrainingEngineContract {
    private final Dataset data = TinyData.clouds();
    private TrainingEngine engine;

    protected abstract TrainingEngine create();

    @BeforeEach
    void open() {
        engine = create();
    }

    @AfterEach
    void close() {
        engine.close();
    }

    private RecordedTraining train(OnDivergence onDivergence, String... configurations) {
        RecordedTraining recorded = new RecordedTraining();
        engine.train(tasks(onDivergence, configurations), data, recorded);
        return recorded;
    }

    private static List<TrialTask> tasks(OnDivergence onDivergence, String... configurations) {
        List<TrialTask> tasks = new ArrayList<>();
        for (String configuration : configurations) {
            tasks.add(new TrialTask(Configurations.trial(tasks.size() + 1, configuration), onDivergence, true));
        }
        return tasks;
    }

    @Test
    void a_classifier_learns() {
        RecordedTraining recorded = train(
                OnDivergence.STOP,
                "learning_rate=0.5 batch_size=10 epochs=8",
                "hidden=16 learning_rate=0.3 batch_size=10 epochs=8");
        for (long trial = 1; trial <= 2; trial++) {
            List<Double> costs = recorded.costs(trial);
            assertThat(costs.get(7)).isLessThan(costs.get(0));
            assertThat(recorded.curve(trial).get(7).testAccuracy()).isGreaterThan(0.9);
            assertThat(recorded.curve(trial).get(7).trainAccuracy()).isGreaterThan(0.9);
            assertThat(recorded.ending(trial)).isInstanceOf(Ending.Completed.class);
        }
    }

    @Test
    void a_trial_whose_time_is_up_ends_within_its_epoch_and_the_next_one_is_trained() {
        List<TrialTask> tasks =
                new ArrayList<>(tasks(OnDivergence.STOP, "epochs=3 batch_size=50", "epochs=2 batch_size=50"));
        TrialTask first = tasks.get(0);
        tasks.set(0, new TrialTask(first.trial(), OnDivergence.STOP, true, Duration.ofNanos(1), 0, null));
        tasks.set(1, new TrialTask(tasks.get(1).trial(), OnDivergence.STOP, true, Duration.ofDays(1), 0, null));
        RecordedTraining recorded = new RecordedTraining();

        engine.train(tasks, data, recorded);

        assertThat(recorded.ending(1)).isEqualTo(new Ending.TimedOut(Duration.ofNanos(1)));
        assertThat(recorded.curve(1)).isEmpty();
        assertThat(recorded.ending(2)).isInstanceOf(Ending.Completed.class);
        assertThat(recorded.bits(2))
                .isEqualTo(train(OnDivergence.STOP, "epochs=1", "epochs=2 batch_size=50")
                        .bits(2));
    }

    @Test
    void every_epoch_is_reported_once_and_in_order() {
        RecordedTraining recorded = train(OnDivergence.STOP, "batch_size=50 epochs=4");
        assertThat(recorded.curve(1).stream().map(Observation::epoch)).containsExactly(1, 2, 3, 4);
    }

    @Test
    void the_first_cost_is_the_loss_before_any_update() {
        // All outputs are 1/3 at first, and a single batch makes the epoch.
        RecordedTraining recorded = train(OnDivergence.STOP, "weight_init=zero batch_size=300 epochs=1");
        assertThat(recorded.costs(1).get(0)).isEqualTo(Math.log(3), offset(1e-6));
    }

    @Test
    void penalties_steer_training_but_are_not_part_of_the_cost() {
        RecordedTraining recorded = train(
                OnDivergence.STOP,
                "weight_init=ones batch_size=300 epochs=1",
                "weight_init=ones batch_size=300 epochs=1 l1=0.5 l2=0.5",
                "batch_size=300 epochs=2",
                "batch_size=300 epochs=2 l2=5");
        assertThat(recorded.costs(2).get(0)).isEqualTo(recorded.costs(1).get(0), offset(1e-6));
        assertThat(recorded.costs(4).get(1)).isNotEqualTo(recorded.costs(3).get(1));
    }

    @Test
    void the_cost_is_not_lost_among_penalties_that_dwarf_it() {
        RecordedTraining recorded = train(
                OnDivergence.STOP,
                "weight_init=ones batch_size=300 epochs=1",
                "weight_init=ones batch_size=300 epochs=1 l2=1e20");
        assertThat(recorded.costs(2)).isEqualTo(recorded.costs(1));
    }

    @Test
    void the_last_partial_batch_is_dropped() {
        RecordedTraining recorded = train(
                OnDivergence.STOP,
                "batch_size=200 shuffle=false epochs=1 decay=0.5",
                "batch_size=150 shuffle=false epochs=1 decay=0.5");
        assertThat(recorded.curve(1).get(0).learningRate()).isEqualTo(0.01 * 0.5);
        assertThat(recorded.curve(2).get(0).learningRate()).isEqualTo(0.01 * 0.25);
    }

    @Test
    void rates_decay_as_their_schedule_says() {
        String common = "learning_rate=0.1 decay=0.1 batch_size=100 epochs=2 decay_schedule=";
        RecordedTraining recorded =
                train(OnDivergence.STOP, common + "iteration", common + "epoch", common + "reported");
        assertThat(recorded.curve(1).get(1).learningRate()).isEqualTo(0.1 * Math.pow(0.9, 6), offset(1e-15));
        assertThat(recorded.curve(1).get(1).appliedLearningRate()).isEqualTo(0.1 * Math.pow(0.9, 5), offset(1e-15));
        assertThat(recorded.curve(2).get(1).learningRate()).isEqualTo(0.1 * 0.9 * 0.9, offset(1e-15));
        assertThat(recorded.curve(2).get(1).appliedLearningRate()).isEqualTo(0.1 * 0.9, offset(1e-15));
        assertThat(recorded.curve(3).get(1).learningRate()).isEqualTo(0.1 * Math.pow(0.9, 6), offset(1e-15));
        assertThat(recorded.curve(3).get(1).appliedLearningRate()).isEqualTo(0.1 * 0.9, offset(1e-15));
        assertThat(recorded.costs(1).get(0)).isNotEqualTo(recorded.costs(2).get(0));
        assertThat(recorded.costs(2).get(0)).isNotEqualTo(recorded.costs(3).get(0));
    }

    @Test
    void a_result_depends_neither_on_the_batch_nor_on_threads_nor_on_what_came_before() throws Exception {
        String[] mixed = {
            "hidden=8 dropout=0.3 epochs=3 batch_size=20",
            "activation=tanh weight_init=zero epochs=3 batch_size=20",
            "hidden=8 updater=adam epochs=3 batch_size=20",
            "epochs=3 batch_size=20 seed=7",
            "hidden=6,4 activation=rrelu epochs=3 batch_size=20",
        };
        RecordedTraining together = train(OnDivergence.CONTINUE, mixed);
        RecordedTraining apart = new RecordedTraining();
        List<TrialTask> tasks = tasks(OnDivergence.CONTINUE, mixed);
        ExecutorService pool = Executors.newFixedThreadPool(3);
        try {
            List<Future<?>> futures = new ArrayList<>();
            for (int i = tasks.size() - 1; i >= 0; i--) {
                List<TrialTask> alone = List.of(tasks.get(i));
                futures.add(pool.submit(() -> engine.train(alone, data, apart)));
            }
            for (Future<?> future : futures) {
                future.get();
            }
        } finally {
            pool.shutdown();
        }
        for (long trial = 1; trial <= mixed.length; trial++) {
            assertThat(apart.bits(trial)).isEqualTo(together.bits(trial));
        }
    }

    @Test
    void a_seed_decides_weights_order_and_dropout() {
        String common = "hidden=8 dropout=0.5 epochs=2 batch_size=20 seed=";
        RecordedTraining recorded = train(OnDivergence.STOP, common + 1, common + 2, common + 1);
        assertThat(recorded.bits(1)).isEqualTo(recorded.bits(3)).isNotEqualTo(recorded.bits(2));
    }

    @Test
    void zero_weights_and_zero_biases_diverge_in_the_first_iteration() {
        RecordedTraining recorded =
                train(OnDivergence.CONTINUE, "weight_init=zero activation=tanh batch_size=20 epochs=3");
        assertThat(recorded.costs(1)).containsExactly(Double.NaN, Double.NaN, Double.NaN);
        assertThat(recorded.curve(1)).allMatch(Observation::diverged);
        Detection detection = ((Ending.Diverged) recorded.ending(1)).detection();
        assertThat(detection.epoch()).isEqualTo(1);
        assertThat(detection.iteration()).isEqualTo(1);
        assertThat(detection.quantity()).isEqualTo(Quantity.COST);
        assertThat(detection.kind()).isEqualTo(NumberKind.NAN);
        assertThat(detection.last().outputs().zeroAtTrueClass()).isEqualTo(20);
        assertThat(detection.last().outputs().zeroElsewhere()).isEqualTo(40);
    }

    @Test
    void rows_of_nan_count_as_class_0() {
        RecordedTraining recorded =
                train(OnDivergence.CONTINUE, "weight_init=zero activation=tanh batch_size=20 epochs=1");
        long zeros = java.util.Arrays.stream(data.test().labels())
                .filter(label -> label == 0)
                .count();
        assertThat(recorded.curve(1).get(0).testAccuracy())
                .isEqualTo((double) zeros / data.test().rows());
    }

    @Test
    void stopping_on_divergence_records_the_bad_epoch_and_ends() {
        RecordedTraining recorded =
                train(OnDivergence.STOP, "weight_init=zero activation=tanh batch_size=20 epochs=3 decay=0.5");
        assertThat(recorded.curve(1)).hasSize(1);
        assertThat(recorded.curve(1).get(0).cost()).isNaN();
        assertThat(recorded.curve(1).get(0).learningRate())
                .as("the bad iteration's own update is the last")
                .isEqualTo(0.01 * 0.5);
        assertThat(recorded.ending(1)).isInstanceOf(Ending.Diverged.class);
    }

    @Test
    void a_rate_far_too_high_is_found_where_it_goes_wrong() {
        RecordedTraining recorded = train(
                OnDivergence.STOP,
                "hidden=8 activation=identity output_activation=identity loss=mse learning_rate=3 batch_size=20 epochs=9");
        Detection detection = ((Ending.Diverged) recorded.ending(1)).detection();
        assertThat(detection.iteration()).isGreaterThan(1);
        assertThat(detection.steps())
                .hasSizeGreaterThan(1)
                .allSatisfy(step -> assertThat(step.layers())
                        .extracting(Step.LayerNorms::name)
                        .containsExactly("hidden1", "output"));
        assertThat(detection.steps().subList(0, detection.steps().size() - 1))
                .allMatch(step -> Double.isFinite(step.cost()) && Double.isFinite(step.parameterNorm()));
        assertThat(detection.epoch()).isEqualTo((int) ((detection.iteration() - 1) / 15) + 1);
        assertThat(recorded.curve(1).get(recorded.curve(1).size() - 1).diverged())
                .isTrue();
    }

    @Test
    void one_trial_going_wrong_touches_no_other() {
        String sound = "learning_rate=0.1 batch_size=20 epochs=2";
        RecordedTraining alone = train(OnDivergence.STOP, sound);
        RecordedTraining beside = train(
                OnDivergence.STOP,
                sound,
                "weight_init=zero activation=tanh batch_size=20 epochs=2",
                "batch_size=20 hidden=1000000,1000000 epochs=2");
        assertThat(beside.bits(1)).isEqualTo(alone.bits(1));
        assertThat(beside.ending(2)).isInstanceOf(Ending.Diverged.class);
        assertThat(beside.ending(3)).isInstanceOf(Ending.Failed.class);
    }

    @Test
    void a_stop_is_obeyed_at_the_end_of_the_epoch() {
        RecordedTraining recorded = new RecordedTraining(() -> true);
        engine.train(tasks(OnDivergence.STOP, "batch_size=20 epochs=5", "batch_size=20 epochs=1"), data, recorded);
        assertThat(recorded.curve(1)).hasSize(1);
        assertThat(recorded.ending(1)).isInstanceOf(Ending.Cancelled.class);
        assertThat(recorded.ending(2)).as("its only epoch is over").isInstanceOf(Ending.Completed.class);
    }

    @Test
    void splits_may_be_empty() {
        RecordedTraining recorded = new RecordedTraining();
        engine.train(tasks(OnDivergence.STOP, "batch_size=20 epochs=1"), TinyData.clouds(100, 0, 0), recorded);
        assertThat(recorded.curve(1).get(0).validationAccuracy()).isNull();
        assertThat(recorded.curve(1).get(0).testAccuracy()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sgd", "nesterovs", "adam", "adamax", "amsgrad", "nadam", "rmsprop", "adagrad"})
    void every_updater_learns_and_obeys_its_rate(String updater) {
        RecordedTraining recorded = train(
                OnDivergence.STOP,
                "learning_rate=0.05 batch_size=10 epochs=6 updater=" + updater,
                "learning_rate=0.0001 batch_size=10 epochs=6 updater=" + updater,
                "learning_rate=0.05 decay=0.5 decay_schedule=epoch batch_size=10 epochs=6 updater=" + updater);
        assertThat(recorded.curve(1).get(5).testAccuracy()).isGreaterThan(0.85);
        assertThat(recorded.costs(1).get(5)).isNotEqualTo(recorded.costs(2).get(5));
        assertThat(recorded.costs(1).get(5)).isNotEqualTo(recorded.costs(3).get(5));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cosine_proximity identity",
                "hinge identity",
                "kl_divergence softmax",
                "l1 sigmoid",
                "l2 sigmoid",
                "mcxent softmax",
                "mean_absolute_error sigmoid",
                "mean_squared_logarithmic_error sigmoid",
                "mse sigmoid",
                "negativeloglikelihood softmax",
                "poisson softplus",
                "reconstruction_crossentropy softmax",
                "squared_hinge identity",
                "squared_loss sigmoid",
                "xent sigmoid"
            })
    void every_loss_trains_a_classifier(String lossAndActivation) {
        String[] parts = lossAndActivation.split(" ");
        RecordedTraining recorded = train(
                OnDivergence.STOP,
                "learning_rate=0.2 batch_size=10 epochs=20 loss=" + parts[0] + " activation=" + parts[1]);
        List<Double> costs = recorded.costs(1);
        assertThat(costs.get(costs.size() - 1)).isLessThan(costs.get(0));
        assertThat(recorded.curve(1).get(19).testAccuracy()).isGreaterThan(0.85);
    }

    private static TrialTask checkpointed(String text, OnDivergence onDivergence, int every, Checkpoint from) {
        return new TrialTask(Configurations.trial(1, text), onDivergence, true, null, every, earlier(from));
    }

    private static TrialTask.Earlier earlier(Checkpoint from) {
        return from == null ? null : new TrialTask.Earlier(from, Duration.ofSeconds(5));
    }

    private RecordedTraining train(TrialTask task) {
        RecordedTraining recorded = new RecordedTraining();
        engine.train(List.of(task), data, recorded);
        return recorded;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "batch_size=20 epochs=4 learning_rate=0.1 decay=0.01",
                "batch_size=20 epochs=4 learning_rate=0.1 decay=0.1 decay_schedule=epoch shuffle=false",
                "batch_size=20 epochs=4 learning_rate=0.1 decay=0.1 decay_schedule=reported l1=0.01 l2=0.01",
                "batch_size=300 epochs=6 hidden=8 updater=nesterovs decay=0.1 decay_schedule=epoch",
                "batch_size=20 epochs=9 hidden=8 updater=adam decay=0.01",
                "batch_size=20 epochs=3 hidden=8 updater=adamax",
                "batch_size=20 epochs=3 hidden=8 updater=amsgrad",
                "batch_size=20 epochs=3 hidden=8 updater=nadam learning_rate=0.001",
                "batch_size=20 epochs=3 hidden=8 updater=rmsprop",
                "batch_size=20 epochs=3 hidden=8 updater=adagrad decay=0.01",
                "batch_size=7 epochs=4 hidden=8,6 dropout=0.4 updater=adam",
                "batch_size=20 epochs=6 hidden=8,6 activation=rrelu",
                // These diverge: in the first iteration, within the replay's reach of the start, and soon after a
                // checkpoint.
                "batch_size=20 epochs=4 activation=tanh weight_init=zero",
                "batch_size=20 epochs=7 activation=identity loss=mse learning_rate=1.5",
                "batch_size=20 epochs=12 activation=identity loss=mse learning_rate=1.2",
                "batch_size=20 epochs=26 activation=identity loss=mse updater=nesterovs momentum=0.5 learning_rate=0.8",
                "batch_size=7 epochs=6 hidden=8 activation=cube output_activation=identity loss=mse dropout=0.2"
                        + " learning_rate=0.3"
            })
    void a_trial_goes_on_from_its_checkpoints_bit_for_bit(String text) {
        for (OnDivergence onDivergence : OnDivergence.values()) {
            RecordedTraining plain = train(checkpointed(text, onDivergence, 0, null));
            if (onDivergence == OnDivergence.CONTINUE && plain.ending(1) instanceof Ending.Completed) {
                continue; // the same as with stop
            }
            RecordedTraining whole = train(checkpointed(text, onDivergence, 1, null));
            List<Checkpoint> checkpoints = whole.checkpoints(1);
            assertThat(plain.checkpoints(1)).isEmpty();
            assertThat(whole.bits(1)).isEqualTo(plain.bits(1));
            assertThat(whole.ending(1)).isEqualTo(plain.ending(1));
            assertThat(checkpoints)
                    .as("the last epoch is the end")
                    .hasSize(whole.curve(1).size() - 1);
            for (int at : new TreeSet<>(List.of(0, checkpoints.size() / 2, checkpoints.size() - 1))) {
                if (!checkpoints.isEmpty()) {
                    assertGoesOn(whole, checkpoints.get(at), text, onDivergence);
                }
            }
        }
    }

    private void assertGoesOn(RecordedTraining whole, Checkpoint from, String text, OnDivergence onDivergence) {
        train(OnDivergence.STOP, "hidden=3 dropout=0.5 batch_size=300 epochs=1"); // leaves its own random state behind
        RecordedTraining rest = train(checkpointed(text, onDivergence, 2, from));
        assertThat(rest.resumed(1)).isEqualTo(from.epoch());
        assertThat(rest.bits(1))
                .isEqualTo(whole.bits(1).subList(from.epoch(), whole.bits(1).size()));
        assertThat(rest.ending(1)).isEqualTo(whole.ending(1));
        for (Checkpoint later : rest.checkpoints(1)) {
            assertThat(later.epoch()).isEven();
            assertThat(later.state())
                    .isEqualTo(whole.checkpoints(1).get(later.epoch() - 1).state());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "batch_size=20 epochs=12 activation=identity loss=mse learning_rate=1.2",
                "batch_size=7 epochs=6 hidden=8 activation=cube output_activation=identity loss=mse dropout=0.2"
                        + " learning_rate=0.3"
            })
    void a_divergence_soon_after_a_checkpoint_is_seen_from_before_it(String text) {
        RecordedTraining whole = train(checkpointed(text, OnDivergence.STOP, 1, null));
        Checkpoint last = whole.checkpoints(1).get(whole.checkpoints(1).size() - 1);
        int perEpoch = data.train().rows() / Configurations.of(text).batchSize();
        Detection detection = ((Ending.Diverged) whole.ending(1)).detection();
        long after = detection.iteration() - (long) perEpoch * last.epoch();
        assertThat(after).isBetween(1L, 5L);
        assertThat(detection.steps()).hasSizeGreaterThan(64);
        assertThat(train(checkpointed(text, OnDivergence.STOP, 0, last)).ending(1))
                .isEqualTo(whole.ending(1));
    }

    @Test
    void a_stop_makes_a_checkpoint_of_the_epoch_where_checkpoints_are_asked_for() {
        String text = "hidden=8 updater=adam batch_size=20 epochs=5";
        RecordedTraining whole = train(OnDivergence.STOP, text);
        RecordedTraining stopped = new RecordedTraining(() -> true);
        engine.train(List.of(checkpointed(text, OnDivergence.STOP, 100, null)), data, stopped);
        assertThat(stopped.ending(1)).isInstanceOf(Ending.Cancelled.class);
        assertThat(stopped.checkpoints(1)).extracting(Checkpoint::epoch).containsExactly(1);
        RecordedTraining rest = train(
                checkpointed(text, OnDivergence.STOP, 0, stopped.checkpoints(1).get(0)));
        assertThat(rest.bits(1)).isEqualTo(whole.bits(1).subList(1, 5));
        assertThat(rest.checkpoints(1)).isEmpty();
    }

    @Test
    void a_checkpoint_that_is_damaged_or_anothers_is_left_aside() {
        String text = "hidden=8 updater=adam batch_size=20 epochs=4";
        RecordedTraining whole = train(checkpointed(text, OnDivergence.STOP, 2, null));
        byte[] good = whole.checkpoints(1).get(0).state();
        List<Checkpoint> bad = new ArrayList<>(List.of(
                new Checkpoint(2, new byte[0]),
                new Checkpoint(2, new byte[100]),
                new Checkpoint(2, Arrays.copyOf(good, good.length - 1)),
                new Checkpoint(2, Arrays.copyOf(good, good.length + 1)),
                new Checkpoint(3, good)));
        for (int at = 0; at < good.length; at += 397) {
            byte[] flipped = good.clone();
            flipped[at] ^= 16;
            bad.add(new Checkpoint(2, flipped));
        }
        for (Checkpoint checkpoint : bad) {
            RecordedTraining anew = train(checkpointed(text, OnDivergence.STOP, 0, checkpoint));
            assertThat(anew.resumed(1)).isZero();
            assertThat(anew.bits(1)).isEqualTo(whole.bits(1));
        }
        RecordedTraining other = new RecordedTraining();
        engine.train(
                List.of(new TrialTask(
                        Configurations.trial(2, text),
                        OnDivergence.STOP,
                        true,
                        null,
                        0,
                        earlier(new Checkpoint(2, good)))),
                data,
                other);
        assertThat(other.resumed(2)).isZero();
        assertThat(other.bits(2)).isEqualTo(whole.bits(1));
    }

    @Test
    void the_time_before_a_checkpoint_counts_towards_the_timeout() {
        String text = "batch_size=20 epochs=4";
        Checkpoint first = train(checkpointed(text, OnDivergence.STOP, 1, null))
                .checkpoints(1)
                .get(0);
        Duration hour = Duration.ofHours(1);
        RecordedTraining rest = train(new TrialTask(
                Configurations.trial(1, text), OnDivergence.STOP, true, hour, 0, new TrialTask.Earlier(first, hour)));
        assertThat(rest.resumed(1)).isEqualTo(1);
        assertThat(rest.curve(1)).isEmpty();
        assertThat(rest.ending(1)).isEqualTo(new Ending.TimedOut(hour));
    }
}
