package io.sweep4j.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.sweep4j.sweep.Axis;
import io.sweep4j.sweep.DatasetKind;
import io.sweep4j.sweep.DatasetOption;
import io.sweep4j.sweep.DatasetSpec;
import io.sweep4j.sweep.Durations;
import io.sweep4j.sweep.Exclusion;
import io.sweep4j.sweep.Limits;
import io.sweep4j.sweep.Metric;
import io.sweep4j.sweep.OnDivergence;
import io.sweep4j.sweep.Parameter;
import io.sweep4j.sweep.Sweep;
import io.sweep4j.sweep.Value;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoodSweepsTest {
    private static Definition definition(String yaml, String... overrides) {
        Reading reading = Definitions.read("x.yaml", yaml, List.of(overrides));
        assertThat(reading.problems()).isEmpty();
        assertThat(reading.invalid()).isEmpty();
        assertThat(reading.exclusionsInvalid()).isFalse();
        return reading.definition().orElseThrow();
    }

    private static Sweep sweep(String yaml, String... overrides) {
        return definition(yaml, overrides).sweep();
    }

    /** The values of a sweep of one parameter, as text, with the kind of what they make. */
    private static String parameter(String yaml) {
        Sweep sweep = sweep("name: x\nparameters:\n  " + yaml + "\n");
        return sweep.dimensions().isEmpty()
                ? "constant " + sweep.constants().values().iterator().next().text()
                : "axis "
                        + sweep.axes()
                                .flatMap(axis -> axis.values().stream())
                                .map(Value::text)
                                .toList();
    }

    @Test
    void the_contract_s_example_is_read_to_the_letter() {
        Sweep sweep = sweep("""
                name: bias-and-rate                       # identifies the sweep
                description: Which activations survive zero biases, and at which learning rates?
                dataset: {name: mnist, train: 55000, validation: 5000}
                method: grid                              # the default
                metric: {name: validation_accuracy, goal: maximize}
                parameters:
                  activation: [tanh, sigmoid, relu, softmax]
                  learning_rate: {min: 0.001, max: 1, count: 4, distribution: log_uniform_values}
                  decay: [0, 1e-3]
                  bias_init: [0, 1]
                  weight_init: zero
                  epochs: 10
                exclude: [{activation: softmax, bias_init: 1}]
                zip: [[decay, bias_init]]
                repeats: 2
                on_divergence: continue
                checkpoint_every: 5
                """);

        assertThat(sweep.name()).isEqualTo("bias-and-rate");
        assertThat(sweep.description()).startsWith("Which activations").endsWith("rates?");
        assertThat(sweep.dataset())
                .isEqualTo(new DatasetSpec(
                        DatasetKind.MNIST,
                        Map.of(
                                DatasetOption.TRAIN, new Value.Whole(55000),
                                DatasetOption.VALIDATION, new Value.Whole(5000))));
        assertThat(sweep.metric()).isEqualTo(new Metric(Metric.Name.VALIDATION_ACCURACY, Metric.Goal.MAXIMIZE));
        assertThat(sweep.constants())
                .isEqualTo(
                        Map.of(Parameter.WEIGHT_INIT, new Value.Text("zero"), Parameter.EPOCHS, new Value.Whole(10)));
        assertThat(sweep.axes().map(Axis::parameter))
                .containsExactly(Parameter.ACTIVATION, Parameter.LEARNING_RATE, Parameter.DECAY, Parameter.BIAS_INIT);
        assertThat(sweep.dimensions()).map(dimension -> dimension.axes().size()).containsExactly(1, 1, 2);
        assertThat(sweep.dimensions().get(1).axes().get(0).values())
                .isEqualTo(List.of(Value.Real.of(0.001), Value.Real.of(0.01), Value.Real.of(0.1), Value.Real.of(1)));
        assertThat(sweep.dimensions().get(2).axes().get(0).values())
                .map(Value::text)
                .containsExactly("0", "1e-3");
        assertThat(sweep.exclusions())
                .containsExactly(new Exclusion(Map.of(
                        Parameter.ACTIVATION,
                        List.of(new Value.Text("softmax")),
                        Parameter.BIAS_INIT,
                        List.of(Value.Real.of(1)))));
        assertThat(sweep.repeats()).isEqualTo(2);
        assertThat(sweep.onDivergence()).isEqualTo(OnDivergence.CONTINUE);
        assertThat(sweep.trainAccuracy()).isFalse();
        assertThat(sweep.checkpointEvery()).isEqualTo(5);
    }

    @Test
    void only_a_name_and_a_parameter_are_required() {
        String yaml = "name: x\nparameters: {epochs: 3}\n";
        Sweep sweep = sweep(yaml);

        assertThat(sweep.dataset()).isEqualTo(DatasetSpec.digits());
        assertThat(sweep.metric()).isEqualTo(new Metric(Metric.Name.VALIDATION_ACCURACY, Metric.Goal.MAXIMIZE));
        assertThat(sweep.repeats()).isEqualTo(1);
        assertThat(sweep.checkpointEvery()).isZero();
        assertThat(sweep.onDivergence()).isEqualTo(OnDivergence.STOP);
        assertThat(sweep.dimensions()).isEmpty();
        assertThat(sweep.source()).isEqualTo(yaml);
    }

    @Test
    void scalars_lists_and_maps() {
        assertThat(parameter("decay: 0.10")).isEqualTo("constant 0.10");
        assertThat(parameter("decay: {value: 5e-1}")).isEqualTo("constant 5e-1");
        assertThat(parameter("decay: {value: .5, distribution: constant}")).isEqualTo("constant .5");
        assertThat(parameter("bias_init: +5")).isEqualTo("constant +5");
        assertThat(parameter("bias_init: -1.")).isEqualTo("constant -1.");
        assertThat(parameter("epochs: +5")).isEqualTo("constant 5");
        assertThat(parameter("decay: [0]")).isEqualTo("axis [0]");
        assertThat(parameter("decay: {values: [0, .1]}")).isEqualTo("axis [0, .1]");
        assertThat(parameter("decay: {values: [0, .1], distribution: categorical}"))
                .isEqualTo("axis [0, .1]");
        assertThat(parameter("seed: [-9223372036854775808, 9223372036854775807]"))
                .isEqualTo("axis [-9223372036854775808, 9223372036854775807]");
        assertThat(parameter("shuffle: [True, FALSE]")).isEqualTo("axis [true, false]");
        assertThat(parameter("loss: [nll, 'mse']")).isEqualTo("axis [negativeloglikelihood, mse]");
    }

    @Test
    void lists_of_lists() {
        assertThat(parameter("hidden: [128, 64]")).isEqualTo("constant [128, 64]");
        assertThat(parameter("hidden: []")).isEqualTo("constant []");
        assertThat(parameter("hidden: [[128], [64]]")).isEqualTo("axis [[128], [64]]");
        assertThat(parameter("hidden: [[]]")).isEqualTo("axis [[]]");
        assertThat(parameter("hidden: {value: [128, 64]}")).isEqualTo("constant [128, 64]");
        assertThat(parameter("hidden: {value: []}")).isEqualTo("constant []");
        assertThat(parameter("hidden: {values: [[], [8]]}")).isEqualTo("axis [[], [8]]");
    }

    @Test
    void ranges() {
        assertThat(parameter("decay: {min: 0, max: 0.5, count: 6}")).isEqualTo("axis [0, 0.1, 0.2, 0.3, 0.4, 0.5]");
        assertThat(parameter("learning_rate: {min: 1e-3, max: 1e0, count: 4, distribution: log_uniform_values}"))
                .isEqualTo("axis [1e-3, 0.01, 0.1, 1e0]");
        assertThat(parameter("learning_rate: {min: 1e-30, max: 1e30, count: 7, distribution: log_uniform_values}"))
                .isEqualTo("axis [1e-30, 1e-20, 1e-10, 1, 1e10, 1e20, 1e30]");
        assertThat(parameter("epochs: {min: 1, max: 10, count: 4}")).isEqualTo("axis [1, 4, 7, 10]");
        assertThat(parameter("epochs: {min: 1, max: 4, count: 3}")).isEqualTo("axis [1, 3, 4]");
        assertThat(parameter("batch_size: {min: 16, max: 256, count: 5, distribution: log_uniform_values}"))
                .isEqualTo("axis [16, 32, 64, 128, 256]");
        assertThat(parameter("bias_init: {min: -2, max: 2, count: 5}")).isEqualTo("axis [-2, -1, 0, 1, 2]");
        assertThat(parameter("bias_init: {min: -1, max: 1, count: 5, distribution: uniform}"))
                .isEqualTo("axis [-1, -0.5, 0, 0.5, 1]");
        assertThat(parameter("seed: {min: -9223372036854775808, max: 9223372036854775807, count: 2}"))
                .isEqualTo("axis [-9223372036854775808, 9223372036854775807]");
    }

    @Test
    void zipped_axes_take_the_place_of_the_first() {
        Sweep sweep = sweep("""
                name: x
                parameters: {l1: [0, 1], decay: [0, 0.1], l2: [0, 1], epochs: [1, 2]}
                zip: [[l2, l1]]
                """);
        assertThat(sweep.axes().map(axis -> axis.parameter().yaml())).containsExactly("l1", "l2", "decay", "epochs");
        assertThat(sweep.dimensions()).hasSize(3);
    }

    @Test
    void exclusions_take_any_of_a_list() {
        Sweep sweep = sweep("""
                name: x
                parameters: {hidden: [[], [8], [8, 4]], decay: [0, 0.5], l1: 0}
                exclude:
                  - {hidden: [8, 4], decay: 5e-1, l1: 0.0}
                  - {hidden: [[], [8]]}
                  - hidden: []
                """);
        assertThat(sweep.exclusions())
                .map(exclusion -> String.valueOf(exclusion.anyOf().get(Parameter.HIDDEN)))
                .containsExactly(
                        "[Widths[layers=[8, 4]]]", "[Widths[layers=[]], Widths[layers=[8]]]", "[Widths[layers=[]]]");
    }

    @Test
    void the_metric_follows_from_the_dataset_unless_it_is_given() {
        String data = "name: x\nparameters: {epochs: 3}\ndataset: {name: csv, path: a.csv, label: 4, validation: 0}\n";
        assertThat(sweep(data).metric()).isEqualTo(new Metric(Metric.Name.COST, Metric.Goal.MINIMIZE));
        assertThat(sweep(data, "metric=test_accuracy").metric().goal()).isEqualTo(Metric.Goal.MAXIMIZE);
        assertThat(sweep(data, "metric=train_accuracy", "train_accuracy=true").trainAccuracy())
                .isTrue();
        assertThat(sweep(data).dataset().option(DatasetOption.LABEL)).contains(new Value.Whole(4));
        assertThat(sweep(data, "dataset.label='4'").dataset().option(DatasetOption.LABEL))
                .contains(new Value.Text("4"));
    }

    @Test
    void an_override_wins_at_its_place() {
        String yaml = """
                name: x
                parameters:
                  activation: [tanh, relu]
                  learning_rate: 0.1
                  decay: [0, 0.1]
                """;
        Sweep sweep = sweep(
                yaml,
                "learning_rate=0.1,0.01",
                "hidden=[[32],[64]]",
                "activation=relu",
                "l1={min: 0.001, max: 1, count: 4, distribution: log_uniform_values}",
                "dataset.train=1000",
                "repeats=3",
                "on_divergence=continue",
                "name=y",
                "epochs=7");

        assertThat(sweep.axes().map(axis -> axis.parameter().yaml()))
                .containsExactly("learning_rate", "decay", "hidden", "l1");
        assertThat(sweep.constants())
                .isEqualTo(Map.of(Parameter.ACTIVATION, new Value.Text("relu"), Parameter.EPOCHS, new Value.Whole(7)));
        assertThat(sweep.dataset())
                .isEqualTo(new DatasetSpec(DatasetKind.DIGITS, Map.of(DatasetOption.TRAIN, new Value.Whole(1000))));
        assertThat(sweep.repeats()).isEqualTo(3);
        assertThat(sweep.onDivergence()).isEqualTo(OnDivergence.CONTINUE);
        assertThat(sweep.name()).isEqualTo("y");
        assertThat(sweep.source())
                .startsWith(yaml + "# override: learning_rate=0.1,0.01\n")
                .endsWith("# override: epochs=7\n");
    }

    @Test
    void an_override_drops_the_files_zip_so_that_a_zipped_axis_can_be_made_constant() {
        Sweep sweep = sweep(
                "name: x\nparameters: {decay: [0, 0.1], l1: [0, 1]}\nzip: [[decay, l1]]\n", "decay=0.1", "zip=[]");

        assertThat(sweep.axes().map(Axis::parameter)).containsExactly(Parameter.L1);
    }

    @Test
    void an_override_may_take_a_value_out_of_the_grid_that_the_file_excludes() {
        String yaml = "name: x\nparameters: {decay: [0, 0.1], l1: [0, 1]}\nexclude: [{decay: [0.1], l1: 1}]\n";

        assertThat(sweep(yaml, "decay=0").exclusions()).hasSize(1);
        assertThat(sweep(yaml, "decay=0.2,0.1").exclusions())
                .isEqualTo(sweep(yaml).exclusions());
    }

    @Test
    void an_override_gives_a_network_or_an_axis_of_networks() {
        String yaml = "name: x\nparameters: {epochs: 3}";
        assertThat(sweep(yaml, "hidden=[64]").constants())
                .containsEntry(Parameter.HIDDEN, new Value.Widths(List.of(64)));
        assertThat(sweep(yaml, "hidden=[32],[64]").dimensions().get(0).size()).isEqualTo(2);
        assertThat(sweep(yaml, "hidden=[]").constants()).containsEntry(Parameter.HIDDEN, new Value.Widths(List.of()));
        assertThat(sweep(yaml, "epochs=5").source()).isEqualTo(yaml + "\n# override: epochs=5\n");
        assertThat(sweep("name: x", "epochs=5").constants()).hasSize(1);
    }

    @Test
    void keys_of_other_tools_and_unusual_goals_are_noted() {
        Definition definition = definition("""
                program: train.py
                command: [a, b]
                project: p
                entity: e
                name: x
                metric: {name: cost, goal: maximize}
                parameters: {epochs: 3}
                """);
        assertThat(definition.warnings())
                .map(Problem::toString)
                .containsExactly(
                        "x.yaml:1:1: 'program' is ignored: Sweep4j trains the networks itself",
                        "x.yaml:2:1: 'command' is ignored: Sweep4j trains the networks itself",
                        "x.yaml:3:1: 'project' is ignored: Sweep4j trains the networks itself",
                        "x.yaml:4:1: 'entity' is ignored: Sweep4j trains the networks itself",
                        "x.yaml:6:28: the goal for cost is usually minimize; with maximize the worst trials rank first");
        assertThat(definition.sweep().metric()).isEqualTo(new Metric(Metric.Name.COST, Metric.Goal.MAXIMIZE));
    }

    @Test
    void later_problems_find_their_place() {
        Definition definition = definition("""
                # comment
                name: x
                dataset: {name: csv, path: a.csv, label: b}
                parameters:
                  decay: [0, 0.1]
                exclude:
                  - {decay: 0}
                  - {decay: 0.1}
                """, "l1=0,1", "dataset.header=false");
        assertThat(definition.at("dataset.label", "m")).hasToString("x.yaml:3:35: m");
        assertThat(definition.at("dataset.standardise", "m")).hasToString("x.yaml:3:1: m");
        assertThat(definition.at("dataset.header", "m")).hasToString("command line: 'dataset.header=false': m");
        assertThat(definition.at("parameters.decay", "m")).hasToString("x.yaml:5:3: m");
        assertThat(definition.at("parameters.decay[1]", "m")).hasToString("x.yaml:5:14: m");
        assertThat(definition.at("parameters.l1", "m")).hasToString("command line: 'l1=0,1': m");
        assertThat(definition.at("parameters.batch_size", "m")).hasToString("x.yaml:4:1: m");
        assertThat(definition.at("exclude", "m")).hasToString("x.yaml:6:1: m");
        assertThat(definition.at("exclude[1]", "m")).hasToString("x.yaml:8:5: m");
        assertThat(definition.at("exclude[9]", "m")).hasToString("x.yaml:6:1: m");
        assertThat(definition.at("zip[0]", "m")).hasToString("x.yaml:1:1: m");
        assertThat(definition.at("", "m")).hasToString("x.yaml:1:1: m");
    }

    @Test
    void limits_in_all_their_spellings() {
        String data = "name: x\nparameters: {epochs: 3}\n";

        assertThat(sweep(data).limits()).isEqualTo(Limits.NONE);
        assertThat(sweep(data + "budget: {wall_clock: 30m, trials: 100}\ntimeout: 5m\nmax_failed_trials: 3\n"
                                + "metric: {name: cost, target: -0.5}\n")
                        .limits())
                .isEqualTo(new Limits(Duration.ofMinutes(30), 100L, Duration.ofMinutes(5), 3L, -0.5));
        assertThat(sweep(data + "metric: test_accuracy\n", "metric.target=1", "budget={trials: 5}")
                        .limits())
                .isEqualTo(new Limits(null, 5L, null, null, 1.0));
        assertThat(sweep(data + "budget: {wall_clock: 1d}\n", "budget.trials=7", "max_failed_trials=0")
                        .limits())
                .isEqualTo(new Limits(Duration.ofDays(1), 7L, null, 0L, null));
    }

    @ParameterizedTest
    @CsvSource({
        "30s, 30000",
        "0.5s, 500",
        "90m, 5400000",
        "1h30m, 5400000",
        "1.5h, 5400000",
        "'\"2d\"', 172800000",
        "1d2h3m4.005s, 93784005",
        "36500d, 3153600000000"
    })
    void durations(String text, long millis) {
        Limits limits = sweep("name: x\nparameters: {epochs: 3}\ntimeout: " + text + "\n")
                .limits();

        assertThat(limits.timeout()).isEqualTo(Duration.ofMillis(millis));
        String spelled = Durations.text(Duration.ofMillis(millis));
        assertThat(sweep("name: x\nparameters: {epochs: 3}\n", "timeout=" + spelled)
                        .limits())
                .isEqualTo(limits);
    }
}
