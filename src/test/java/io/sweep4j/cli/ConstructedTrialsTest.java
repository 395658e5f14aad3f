package io.sweep4j.cli;

import static io.sweep4j.sweep.Cause.BAD_INPUT;
import static io.sweep4j.sweep.Cause.GROWING_STEPS;
import static io.sweep4j.sweep.Cause.LOG_OF_NEGATIVE;
import static io.sweep4j.sweep.Cause.LOG_OF_ZERO;
import static io.sweep4j.sweep.Cause.OVERFLOW;
import static io.sweep4j.sweep.Cause.SATURATED_OUTPUT;
import static org.assertj.core.api.Assertions.assertThat;

import io.sweep4j.sweep.Cause;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Trials of which it is known beforehand whether and why they diverge, through the command line. Those without hidden layers are
 * also computed step by step by {@link SingleLayerReference}, which must go non-finite at the same iteration.
 */
class ConstructedTrialsTest {
    /**
     * Features and label, which is the sign of the first feature. Squared errors of the identity have the curvatures 4 (along
     * the first weight), 1 and 0.25, so a rate η changes the error along the first weight by 1 − 4η in each update.
     */
    private static final List<String> BATCH = List.of("2,0.5,b", "2,-0.5,b", "-2,0.5,a", "-2,-0.5,a");

    private static final int BATCHES = 50;
    /** The iteration is left to {@link SingleLayerReference}, or to the random weights. */
    private static final long ANY = 0;

    /**
     * What is expected of one trial.
     *
     * @param cell the values that tell it from the others of its sweep
     * @param cause null if it completes
     * @param quantity what became non-finite, null if any may
     * @param warnings of a trial that completes
     */
    private record Expected(String cell, Cause cause, long iteration, String quantity, String warnings, String why) {}

    /** A sweep and all its trials. */
    private record Group(String name, OrderedCsv data, String parameters, List<Expected> trials) {
        Group(String name, OrderedCsv data, String parameters, Expected... trials) {
            this(name, data, parameters, List.of(trials));
        }
    }

    @TempDir
    static Path temp;

    private static CliRun cli;
    private static List<Group> groups;
    /** By the group's name, joined with the columns of divergences. */
    private static final Map<String, List<Map<String, Object>>> RESULTS = new HashMap<>();

    private static Expected diverges(String cell, Cause cause, long iteration, String quantity, String why) {
        return new Expected(cell, cause, iteration, quantity, null, why);
    }

    private static Expected completes(String cell, String why) {
        return new Expected(cell, null, ANY, null, null, why);
    }

    private static Expected completesWith(String warnings, String cell, String why) {
        return new Expected(cell, null, ANY, null, warnings, why);
    }

    /** The same for several values of one parameter. */
    private static Stream<Expected> each(String parameter, String values, Expected expected) {
        return Arrays.stream(values.split(" "))
                .map(value -> new Expected(
                        (parameter + "=" + value + " " + expected.cell()).strip(),
                        expected.cause(),
                        expected.iteration(),
                        expected.quantity(),
                        expected.warnings(),
                        expected.why()));
    }

    @SafeVarargs
    private static Expected[] all(Stream<Expected>... rows) {
        return Arrays.stream(rows).flatMap(row -> row).toArray(Expected[]::new);
    }

    @BeforeAll
    static void train() throws Exception {
        cli = new CliRun(temp);
        groups = groups();
        for (Group group : groups) {
            String parameters = "batch_size: 4\nshuffle: false\n" + group.parameters();
            String file = cli.file(
                    group.name() + ".yaml",
                    "name: " + group.name() + "\ndataset: " + group.data().dataset() + "\nparameters:\n"
                            + parameters.indent(2));
            cli.run("run", file, "--quiet").succeeded();
        }
        cli.query("SELECT r.*, quantity FROM results r LEFT JOIN divergences d ON r.sweep = d.sweep"
                        + " AND r.trial = d.trial ORDER BY r.sweep, r.trial")
                .forEach(trial -> RESULTS.computeIfAbsent((String) trial.get("sweep"), sweep -> new ArrayList<>())
                        .add(trial));
    }

    /** Batches that are all alike but for some rows of the third. */
    private static OrderedCsv data(String name, String... inThirdBatch) throws Exception {
        List<String> rows = rows(BATCHES);
        for (int i = 0; i < inThirdBatch.length; i++) {
            rows.set(2 * BATCH.size() + i, inThirdBatch[i]);
        }
        return OrderedCsv.write(cli, name, 0, rows);
    }

    private static List<String> rows(int batches) {
        List<String> rows = new ArrayList<>();
        Collections.nCopies(batches, BATCH).forEach(rows::addAll);
        return rows;
    }

    private static OrderedCsv scaled(String name, String scale) throws Exception {
        return OrderedCsv.write(
                cli,
                name,
                0,
                rows(BATCHES).stream()
                        .map(row -> row.replace("2,", scale + ","))
                        .toList());
    }

    /** Three classes, no two batches alike, and a row that fills no batch. */
    private static OrderedCsv uneven() throws Exception {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < 53; i++) {
            int x = i * 7 % 5 - 2;
            String label = x < 0 ? "a" : x == 0 ? "b" : "c";
            rows.add(2 * x + "," + (i * 11 % 7 - 3) + "," + i * 3 % 4 + "," + label);
        }
        return OrderedCsv.write(cli, "uneven.csv", 0, rows);
    }

    private static OrderedCsv withTail(String... tail) throws Exception {
        List<String> rows = rows(BATCHES);
        rows.addAll(List.of(tail));
        return OrderedCsv.write(cli, "tail.csv", 0, rows);
    }

    /** Learning and validation from rows of one's own; as many for validation as in a batch. */
    private static OrderedCsv validated(String name, List<String> validation, List<String> batch) throws Exception {
        List<String> rows = new ArrayList<>(validation);
        Collections.nCopies(BATCHES, batch).forEach(rows::addAll);
        return OrderedCsv.write(cli, name, validation.size(), rows);
    }

    private static List<Group> groups() throws Exception {
        OrderedCsv data = data("data.csv");
        List<Group> groups = new ArrayList<>();
        groups.addAll(crossEntropies(data));
        groups.addAll(steps(data));
        groups.addAll(badInput());
        groups.addAll(hidden(data));
        groups.addAll(updatersAndLosses(data));
        groups.addAll(warned());
        groups.addAll(symptomsOfNoOverflow(data));
        return groups;
    }

    private static List<Group> crossEntropies(OrderedCsv data) {
        return List.of(
                new Group(
                        "blank",
                        data,
                        """
                        activation: [cube, elu, gelu, hardtanh, identity, leakyrelu, mish, rationaltanh, rectifiedtanh,
                          relu, relu6, selu, softsign, swish, tanh, thresholdedrelu, hardsigmoid, sigmoid, softmax, softplus]
                        weight_init: zero
                        learning_rate: 0.1
                        epochs: 1
                        """,
                        all(
                                each(
                                        "activation",
                                        "cube elu gelu hardtanh identity leakyrelu mish rationaltanh rectifiedtanh relu relu6 selu"
                                                + " softsign swish tanh thresholdedrelu",
                                        diverges("", LOG_OF_ZERO, 1, "cost", "it is 0 at 0, and so is every output")),
                                each(
                                        "activation",
                                        "hardsigmoid sigmoid",
                                        completesWith("UNNORMALISED_OUTPUT", "", "it is 0.5 at 0")),
                                each("activation", "softmax", completes("", "sound")),
                                each(
                                        "activation",
                                        "softplus",
                                        completesWith(
                                                "COST_BELOW_ZERO,UNNORMALISED_OUTPUT",
                                                "",
                                                "it is log 2 at 0, and its outputs grow beyond 1")))),
                new Group(
                        "leap",
                        data,
                        """
                        activation: [cube, elu, gelu, hardtanh, identity, leakyrelu, rationaltanh, selu, softsign, swish, tanh,
                          hardsigmoid, mish, rectifiedtanh, relu, relu6, thresholdedrelu, softplus, sigmoid, softmax]
                        weight_init: zero
                        bias_init: 0.9
                        learning_rate: 10
                        epochs: 1
                        """,
                        all(
                                each(
                                        "activation",
                                        "cube elu gelu hardtanh identity leakyrelu rationaltanh selu softsign swish tanh",
                                        diverges(
                                                "",
                                                LOG_OF_NEGATIVE,
                                                2,
                                                "cost",
                                                "one step takes the outputs off the label below 0")),
                                each(
                                        "activation",
                                        "hardsigmoid rectifiedtanh relu relu6",
                                        diverges("", LOG_OF_ZERO, 2, "cost", "likewise, and it is 0 there")),
                                each(
                                        "activation",
                                        "mish",
                                        diverges(
                                                "",
                                                LOG_OF_ZERO,
                                                2,
                                                "cost",
                                                "softplus is rounded to 0, and so is its multiple")),
                                each(
                                        "activation",
                                        "thresholdedrelu",
                                        diverges("", LOG_OF_ZERO, 1, "cost", "it is 0 up to 1, so at 0.9 too")),
                                each(
                                        "activation",
                                        "softplus",
                                        diverges("", SATURATED_OUTPUT, ANY, "cost", "it is above 0 but for rounding")),
                                each(
                                        "activation",
                                        "sigmoid",
                                        completesWith("UNNORMALISED_OUTPUT", "", "it stays above 0")),
                                each("activation", "softmax", completes("", "its logarithm is clipped")))),
                new Group(
                        "drift",
                        data,
                        """
                        activation: [cube, elu, gelu, identity, leakyrelu, mish, selu, swish, relu, relu6,
                          hardsigmoid, hardtanh, rectifiedtanh, sigmoid, softsign, tanh, rationaltanh, softplus, softmax]
                        weight_init: zero
                        bias_init: 0.9
                        learning_rate: 0.02
                        epochs: 2
                        """,
                        all(
                                each(
                                        "activation",
                                        "cube elu gelu identity leakyrelu mish selu swish",
                                        diverges(
                                                "",
                                                LOG_OF_NEGATIVE,
                                                ANY,
                                                "cost",
                                                "small steps take the outputs off the label below 0 in the end")),
                                each(
                                        "activation",
                                        "relu relu6",
                                        diverges("", LOG_OF_ZERO, ANY, "cost", "likewise, and it is 0 there")),
                                each(
                                        "activation",
                                        "hardsigmoid hardtanh rectifiedtanh sigmoid softsign tanh",
                                        completesWith(
                                                "UNNORMALISED_OUTPUT", "", "it flattens out before that happens")),
                                each(
                                        "activation",
                                        "rationaltanh softplus",
                                        completesWith(
                                                "COST_BELOW_ZERO,UNNORMALISED_OUTPUT",
                                                "",
                                                "likewise, and its outputs grow beyond 1")),
                                each("activation", "softmax", completes("", "sound")))),
                new Group(
                        "saturated",
                        data,
                        """
                        activation: [sigmoid, softplus, softmax, swish]
                        weight_init: zero
                        bias_init: 0.9
                        learning_rate: [30, 1000]
                        epochs: 1
                        """,
                        completesWith("UNNORMALISED_OUTPUT", "activation=sigmoid learning_rate=30", "not yet 0"),
                        diverges(
                                "activation=sigmoid learning_rate=1000",
                                SATURATED_OUTPUT,
                                2,
                                "cost",
                                "rounded to 0 off the label"),
                        diverges(
                                "activation=softplus learning_rate=30",
                                SATURATED_OUTPUT,
                                2,
                                "cost",
                                "rounded to 0 off the label"),
                        diverges(
                                "activation=softplus learning_rate=1000",
                                OVERFLOW,
                                2,
                                "output",
                                "the exponential within it outgrows float32 at the label"),
                        completes("activation=softmax learning_rate=30", "its logarithm is clipped"),
                        completes("activation=softmax learning_rate=1000", "its logarithm is clipped"),
                        diverges(
                                "activation=swish learning_rate=30",
                                LOG_OF_NEGATIVE,
                                2,
                                "cost",
                                "it is just below 0 far left"),
                        diverges(
                                "activation=swish learning_rate=1000",
                                LOG_OF_ZERO,
                                2,
                                "cost",
                                "it is rounded to 0 further left")));
    }

    private static List<Group> steps(OrderedCsv data) throws Exception {
        OrderedCsv uneven = uneven();
        return List.of(
                new Group(
                        "uneven-logarithms",
                        uneven,
                        """
                        activation: [identity, tanh, elu, softsign, relu, hardsigmoid, sigmoid, softmax]
                        weight_init: zero
                        bias_init: 0.9
                        learning_rate: 0.05
                        epochs: 20
                        """,
                        all(
                                each(
                                        "activation",
                                        "identity tanh elu softsign",
                                        diverges(
                                                "",
                                                LOG_OF_NEGATIVE,
                                                ANY,
                                                "cost",
                                                "an output off the label falls below 0")),
                                each(
                                        "activation",
                                        "relu",
                                        diverges("", LOG_OF_ZERO, ANY, "cost", "likewise, and it is 0 there")),
                                each(
                                        "activation",
                                        "hardsigmoid sigmoid",
                                        completesWith("UNNORMALISED_OUTPUT", "", "it flattens out above 0")),
                                each("activation", "softmax", completes("", "sound")))),
                new Group(
                        "uneven-squares",
                        uneven,
                        """
                        activation: [identity, tanh]
                        loss: mse
                        weight_init: ones
                        learning_rate: [0.01, 1, 1e5]
                        epochs: 10
                        """,
                        all(
                                each("activation", "identity tanh", completes("learning_rate=0.01", "sound")),
                                each(
                                        "activation",
                                        "identity",
                                        diverges(
                                                "learning_rate=1",
                                                GROWING_STEPS,
                                                ANY,
                                                "cost",
                                                "too high for features up to 4")),
                                each(
                                        "activation",
                                        "identity",
                                        diverges("learning_rate=1e5", GROWING_STEPS, ANY, "cost", "far too high")),
                                each("activation", "tanh", completes("learning_rate=1", "bounded")),
                                each("activation", "tanh", completes("learning_rate=1e5", "bounded")))),
                new Group(
                        "squares",
                        data,
                        """
                        activation: identity
                        loss: mse
                        weight_init: zero
                        learning_rate: [0.1, 0.49, 0.525, 0.75, 5, 1e4, 1e15, 1e25, 3e38]
                        epochs: 10
                        """,
                        completes("learning_rate=0.1", "sound"),
                        completes("learning_rate=0.49", "errors shrink to 0.96 in each update"),
                        diverges("learning_rate=0.525", GROWING_STEPS, ANY, "cost", "errors grow 1.1-fold"),
                        diverges("learning_rate=0.75", GROWING_STEPS, ANY, "cost", "errors grow 2-fold"),
                        diverges("learning_rate=5", GROWING_STEPS, ANY, "cost", "errors grow 19-fold"),
                        diverges("learning_rate=1e4", GROWING_STEPS, ANY, "cost", "errors grow 40,000-fold"),
                        diverges("learning_rate=1e15", OVERFLOW, 3, "cost", "over before growth can be told"),
                        diverges("learning_rate=1e25", OVERFLOW, 2, "cost", "the first step is too large to square"),
                        diverges("learning_rate=3e38", OVERFLOW, 2, "output", "the first step is too large to add up")),
                new Group(
                        "momentum",
                        data,
                        """
                        updater: [sgd, nesterovs]
                        activation: identity
                        loss: mse
                        weight_init: zero
                        learning_rate: 0.4
                        epochs: 3
                        """,
                        completes("updater=sgd", "errors shrink to 0.6 in each update"),
                        diverges("updater=nesterovs", GROWING_STEPS, ANY, "cost", "momentum makes the rate too high")),
                new Group(
                        "penalty",
                        data,
                        """
                        activation: softmax
                        l2: [0.01, 100]
                        learning_rate: 0.1
                        epochs: 1
                        """,
                        completes("l2=0.01", "sound"),
                        diverges("l2=100", GROWING_STEPS, ANY, null, "the penalty takes weights to −9 times of them")));
    }

    private static List<Group> badInput() throws Exception {
        return List.of(
                new Group(
                        "absurd-row-squares",
                        data("absurd-row.csv", "1e30,0.5,a"),
                        """
                        activation: [identity, relu, cube, tanh, sigmoid, softmax]
                        loss: mse
                        weight_init: zero
                        bias_init: 0.9
                        learning_rate: 0.01
                        epochs: 2
                        """,
                        diverges("activation=identity", BAD_INPUT, 3, "cost", "its output is too large to square"),
                        diverges("activation=relu", BAD_INPUT, 3, "cost", "its output is too large to square"),
                        diverges("activation=cube", BAD_INPUT, 3, "output", "its output is too large to cube"),
                        completes("activation=tanh", "1 or −1, and without a gradient"),
                        completes("activation=sigmoid", "0 or 1, and without a gradient"),
                        completes("activation=softmax", "0 and 1, and without a gradient")),
                new Group(
                        "absurd-row-logarithms",
                        data("absurd-row-again.csv", "1e30,0.5,a"),
                        """
                        activation: [identity, tanh, sigmoid, softmax]
                        weight_init: zero
                        bias_init: 0.9
                        learning_rate: 0.01
                        epochs: 2
                        """,
                        diverges("activation=identity", BAD_INPUT, 3, "cost", "a negative output is but a symptom"),
                        diverges("activation=tanh", BAD_INPUT, 3, "cost", "a negative output is but a symptom"),
                        diverges("activation=sigmoid", BAD_INPUT, 3, "cost", "a saturated output is but a symptom"),
                        diverges(
                                "activation=softmax",
                                BAD_INPUT,
                                BATCHES + 3,
                                "output",
                                "weights of 1e28 stay finite until they meet the row again")),
                new Group(
                        "absurd-row-earlier",
                        data("earlier.csv", "1e12,0.5,a"),
                        """
                        activation: [identity, leakyrelu, relu]
                        loss: mse
                        weight_init: zero
                        learning_rate: 0.01
                        epochs: 2
                        """,
                        diverges(
                                "activation=identity",
                                BAD_INPUT,
                                4,
                                "cost",
                                "the batch after it meets weights of 1e21"),
                        diverges("activation=leakyrelu", BAD_INPUT, 4, "cost", "the batch after it meets them"),
                        completesWith("DEAD_NETWORK", "activation=relu", "flat at 0, it never learns")),
                new Group(
                        "absurd-tail",
                        withTail("1e30,0.5,a", "-1e30,0.5,b"),
                        """
                        activation: [identity, softmax]
                        loss: mse
                        weight_init: zero
                        learning_rate: 0.1
                        epochs: 2
                        """,
                        completes("activation=identity", "a last partial batch is dropped"),
                        completes("activation=softmax", "a last partial batch is dropped")),
                new Group(
                        "thousands",
                        scaled("thousands.csv", "1000"),
                        """
                        activation: identity
                        loss: mse
                        weight_init: zero
                        learning_rate: [0.1, 1e-7]
                        epochs: 1
                        """,
                        diverges("learning_rate=0.1", GROWING_STEPS, ANY, "cost", "errors grow 100,000-fold"),
                        completes("learning_rate=1e-7", "features of 1000 are no obstacle at a rate to match")),
                new Group(
                        "billions",
                        scaled("billions.csv", "1000000000"),
                        """
                        activation: [identity, sigmoid, softmax]
                        weight_init: zero
                        bias_init: 0.9
                        learning_rate: 0.1
                        epochs: 1
                        """,
                        diverges("activation=identity", BAD_INPUT, 2, "cost", "a negative output is but a symptom"),
                        diverges("activation=sigmoid", BAD_INPUT, 2, "cost", "a saturated output is but a symptom"),
                        completes("activation=softmax", "its logarithm is clipped")));
    }

    private static List<Group> hidden(OrderedCsv data) {
        return List.of(
                new Group(
                        "hidden",
                        data,
                        """
                        hidden: [[8], [8, 4]]
                        activation: [relu, tanh]
                        output_activation: [softmax, tanh]
                        weight_init: [zero, xavier]
                        learning_rate: 0.1
                        epochs: 2
                        """,
                        all(
                                each(
                                        "activation",
                                        "relu tanh",
                                        completesWith(
                                                "DEAD_NETWORK",
                                                "hidden=[8] output_activation=softmax weight_init=zero",
                                                "balanced classes leave the gradient of all-zero weights at 0")),
                                each(
                                        "activation",
                                        "relu tanh",
                                        completesWith(
                                                "DEAD_NETWORK",
                                                "hidden=[8,4] output_activation=softmax weight_init=zero",
                                                "balanced classes leave the gradient of all-zero weights at 0")),
                                each(
                                        "activation",
                                        "relu tanh",
                                        completes("hidden=[8] output_activation=softmax weight_init=xavier", "sound")),
                                each(
                                        "activation",
                                        "relu tanh",
                                        completes(
                                                "hidden=[8,4] output_activation=softmax weight_init=xavier", "sound")),
                                each(
                                        "activation",
                                        "relu tanh",
                                        diverges(
                                                "hidden=[8] output_activation=tanh weight_init=zero",
                                                LOG_OF_ZERO,
                                                1,
                                                "cost",
                                                "every output is tanh(0)")),
                                each(
                                        "activation",
                                        "relu tanh",
                                        diverges(
                                                "hidden=[8,4] output_activation=tanh weight_init=zero",
                                                LOG_OF_ZERO,
                                                1,
                                                "cost",
                                                "every output is tanh(0)")),
                                each(
                                        "activation",
                                        "relu tanh",
                                        diverges(
                                                "hidden=[8] output_activation=tanh weight_init=xavier",
                                                LOG_OF_NEGATIVE,
                                                1,
                                                "cost",
                                                "random weights give outputs of either sign")),
                                each(
                                        "activation",
                                        "relu tanh",
                                        diverges(
                                                "hidden=[8,4] output_activation=tanh weight_init=xavier",
                                                LOG_OF_NEGATIVE,
                                                1,
                                                "cost",
                                                "random weights give outputs of either sign")))),
                new Group(
                        "hidden-absurd",
                        data,
                        """
                        hidden: [8]
                        activation: [relu, identity, tanh]
                        output_activation: [softmax, identity]
                        loss: mse
                        learning_rate: [5, 1e30]
                        epochs: 1
                        """,
                        all(
                                each(
                                        "activation",
                                        "relu identity tanh",
                                        completes(
                                                "output_activation=softmax learning_rate=5",
                                                "outputs and gradients are bounded")),
                                each(
                                        "activation",
                                        "relu identity tanh",
                                        diverges(
                                                "output_activation=identity learning_rate=5",
                                                GROWING_STEPS,
                                                ANY,
                                                null,
                                                "errors multiply from update to update")),
                                each(
                                        "activation",
                                        "relu identity",
                                        diverges(
                                                "output_activation=softmax learning_rate=1e30",
                                                OVERFLOW,
                                                2,
                                                "output",
                                                "weights of 1e30 twice in a row are more than float32 holds")),
                                each(
                                        "activation",
                                        "relu identity",
                                        diverges(
                                                "output_activation=identity learning_rate=1e30",
                                                OVERFLOW,
                                                2,
                                                "output",
                                                "weights of 1e30 twice in a row are more than float32 holds")),
                                each(
                                        "activation",
                                        "tanh",
                                        completes(
                                                "output_activation=softmax learning_rate=1e30",
                                                "hidden outputs of 1 or −1 keep 1e30 from meeting 1e30")),
                                each(
                                        "activation",
                                        "tanh",
                                        diverges(
                                                "output_activation=identity learning_rate=1e30",
                                                OVERFLOW,
                                                2,
                                                "cost",
                                                "outputs of 1e30 are too large to square")))));
    }

    private static List<Group> updatersAndLosses(OrderedCsv data) {
        String updaters = "sgd nesterovs adam adamax amsgrad nadam rmsprop adagrad";
        String updaterAxis = "updater: [" + updaters.replace(" ", ", ") + "]\n";
        return List.of(
                new Group(
                        "updaters-softmax",
                        data,
                        updaterAxis + "learning_rate: 0.05\nepochs: 2\n",
                        all(each("updater", updaters, completes("", "sound")))),
                new Group(
                        "updaters-squares",
                        data,
                        updaterAxis + """
                        activation: identity
                        loss: mse
                        weight_init: zero
                        learning_rate: [0.05, 1e22]
                        epochs: 2
                        """,
                        all(
                                each("updater", updaters, completes("learning_rate=0.05", "sound")),
                                each(
                                        "updater",
                                        updaters,
                                        diverges(
                                                "learning_rate=1e22",
                                                OVERFLOW,
                                                2,
                                                "cost",
                                                "the first step is too large to square, however it is scaled")))),
                new Group(
                        "losses",
                        data,
                        """
                        activation: sigmoid
                        loss: [cosine_proximity, hinge, kl_divergence, l1, l2, mean_absolute_error,
                          mean_squared_logarithmic_error, mse, poisson, squared_hinge, xent]
                        weight_init: zero
                        learning_rate: 0.1
                        epochs: 1
                        """,
                        all(each(
                                "loss",
                                "cosine_proximity hinge kl_divergence l1 l2 mean_absolute_error"
                                        + " mean_squared_logarithmic_error mse poisson squared_hinge xent",
                                completes("", "sound")))),
                new Group(
                        "logarithms",
                        data,
                        """
                        activation: identity
                        loss: [negativeloglikelihood, poisson, kl_divergence, mean_squared_logarithmic_error]
                        weight_init: zero
                        bias_init: [0, 0.9]
                        learning_rate: 10
                        epochs: 1
                        """,
                        all(
                                each(
                                        "loss",
                                        "negativeloglikelihood poisson",
                                        diverges("bias_init=0", LOG_OF_ZERO, 1, "cost", "every output is 0")),
                                each(
                                        "loss",
                                        "kl_divergence",
                                        diverges(
                                                "bias_init=0",
                                                LOG_OF_ZERO,
                                                1,
                                                "gradient",
                                                "its cost is clipped, its gradient is not")),
                                each(
                                        "loss",
                                        "mean_squared_logarithmic_error",
                                        diverges("bias_init=0", LOG_OF_NEGATIVE, 2, "cost", "an output below −1")),
                                each(
                                        "loss",
                                        "negativeloglikelihood poisson mean_squared_logarithmic_error",
                                        diverges(
                                                "bias_init=0.9",
                                                LOG_OF_NEGATIVE,
                                                2,
                                                "cost",
                                                "an output below 0, or −1")),
                                each("loss", "kl_divergence", completes("bias_init=0.9", "its cost is clipped")))),
                new Group(
                        "saturated-losses",
                        data,
                        """
                        activation: softmax
                        loss: [mcxent, mse, kl_divergence, poisson, xent]
                        weight_init: zero
                        learning_rate: 1e4
                        epochs: 1
                        """,
                        all(
                                each("loss", "mcxent mse", completes("", "clipped, or no logarithm")),
                                each(
                                        "loss",
                                        "kl_divergence",
                                        diverges(
                                                "",
                                                SATURATED_OUTPUT,
                                                2,
                                                "gradient",
                                                "rounded to 0: it divides by that")),
                                each(
                                        "loss",
                                        "poisson xent",
                                        diverges(
                                                "",
                                                SATURATED_OUTPUT,
                                                2,
                                                "cost",
                                                "rounded to 0: it takes the logarithm")))));
    }

    private static List<Group> warned() throws Exception {
        List<String> reversed = BATCH.stream()
                .map(row -> row.startsWith("-") ? row.substring(1) : "-" + row)
                .toList();
        return List.of(
                new Group(
                        "warned",
                        validated("validated.csv", BATCH, BATCH),
                        """
                        activation: [softmax, sigmoid, softplus, relu]
                        loss: [mcxent, mse]
                        weight_init: zero
                        learning_rate: 0.1
                        epochs: 2
                        """,
                        completes("activation=softmax loss=mcxent", "sound"),
                        completesWith(
                                "UNNORMALISED_OUTPUT", "activation=sigmoid loss=mcxent", "outputs need not sum to 1"),
                        completesWith(
                                "COST_BELOW_ZERO,UNNORMALISED_OUTPUT",
                                "activation=softplus loss=mcxent",
                                "outputs grow beyond 1"),
                        diverges("activation=relu loss=mcxent", LOG_OF_ZERO, 1, "cost", "no warning then"),
                        completes("activation=softmax loss=mse", "sound"),
                        completes("activation=sigmoid loss=mse", "sound"),
                        completes("activation=softplus loss=mse", "sound"),
                        completesWith(
                                "DEAD_NETWORK,CHANCE_LEVEL",
                                "activation=relu loss=mse",
                                "flat at 0, it never learns, and calls all rows a")),
                new Group(
                        "reversed",
                        validated("reversed.csv", reversed, BATCH),
                        """
                        activation: softmax
                        learning_rate: 0.1
                        weight_init: [zero]
                        epochs: 2
                        """,
                        completesWith("CHANCE_LEVEL", "", "what it learns is wrong on the validation rows")),
                new Group(
                        "overfitting",
                        validated(
                                "overfitting.csv",
                                List.of("1,-0.5,b", "1,-0.5,b", "-1,0.5,a", "-1,0.5,a"),
                                List.of(
                                        "1,0.1,b",
                                        "-1,-0.1,a",
                                        "1,0.1,b",
                                        "-1,-0.1,a",
                                        "1,0.1,b",
                                        "-1,-0.1,a",
                                        "-1,0.1,b",
                                        "1,-0.1,a")),
                        """
                        activation: softmax
                        weight_init: zero
                        learning_rate: [0.001, 0.1]
                        epochs: 5
                        """,
                        completes("learning_rate=0.001", "it goes by the first feature, right three times in four"),
                        completesWith(
                                "OVERFITTING",
                                "learning_rate=0.1",
                                "the second feature is faint but right in training, and misleads in validation")));
    }

    /** Numbers beyond the square root of float32's range, at least after the update, that nobody squares. */
    private static List<Group> symptomsOfNoOverflow(OrderedCsv data) {
        return List.of(
                new Group(
                        "huge-but-finite",
                        data,
                        """
                        activation: [identity, tanh, sigmoid, relu, hardsigmoid]
                        weight_init: zero
                        bias_init: 0.9
                        learning_rate: [1e18, 1e25]
                        epochs: 1
                        """,
                        Stream.of("1e18", "1e25")
                                .flatMap(rate -> Stream.of(
                                                each(
                                                        "activation",
                                                        "identity tanh",
                                                        diverges(
                                                                "learning_rate=" + rate,
                                                                LOG_OF_NEGATIVE,
                                                                2,
                                                                "cost",
                                                                "outputs are finite, and some are below 0")),
                                                each(
                                                        "activation",
                                                        "sigmoid",
                                                        diverges(
                                                                "learning_rate=" + rate,
                                                                SATURATED_OUTPUT,
                                                                2,
                                                                "cost",
                                                                "outputs are 0 by rounding")),
                                                each(
                                                        "activation",
                                                        "relu hardsigmoid",
                                                        diverges(
                                                                "learning_rate=" + rate,
                                                                LOG_OF_ZERO,
                                                                2,
                                                                "cost",
                                                                "outputs are finite, and some are 0")))
                                        .flatMap(rows -> rows))
                                .toList()),
                new Group(
                        "infinite-at-no-cost",
                        data,
                        """
                        activation: [softplus, cube, identity]
                        loss: hinge
                        weight_init: zero
                        bias_init: 0.9
                        learning_rate: 1e14
                        epochs: 1
                        """,
                        all(
                                each(
                                        "activation",
                                        "softplus cube",
                                        diverges("", OVERFLOW, 2, "output", "an infinite margin costs nothing")),
                                each("activation", "identity", completes("", "its outputs of 1e14 are finite")))),
                new Group(
                        "first-cost",
                        data,
                        """
                        hidden: [8]
                        activation: tanh
                        output_activation: [identity, tanh]
                        learning_rate: 1e30
                        epochs: 1
                        """,
                        all(each(
                                "output_activation",
                                "identity tanh",
                                diverges("", LOG_OF_NEGATIVE, 1, "cost", "the first cost precedes all updates")))),
                new Group(
                        "tiny-output",
                        data,
                        """
                        activation: identity
                        weight_init: zero
                        bias_init: 1e-39
                        learning_rate: 0.1
                        epochs: 1
                        """,
                        diverges("", OVERFLOW, 1, "gradient", "the gradient's 1/1e-39 is more than float32 holds")),
                new Group(
                        "random-slope",
                        data,
                        """
                        activation: rrelu
                        weight_init: zero
                        bias_init: [0, 0.9]
                        learning_rate: 10
                        epochs: 1
                        """,
                        diverges("bias_init=0", LOG_OF_ZERO, 1, "cost", "whatever the slope, it is 0 at 0"),
                        diverges("bias_init=0.9", LOG_OF_NEGATIVE, 2, "cost", "whatever the slope, it is below 0")));
    }

    private static boolean matches(Map<String, Object> trial, String cell) {
        return cell.isEmpty()
                || Arrays.stream(cell.split(" ")).allMatch(pair -> {
                    String[] named = pair.split("=");
                    Object value = trial.get(named[0]);
                    return value instanceof Number number
                            ? number.doubleValue() == Double.parseDouble(named[1])
                            : named[1].equals(String.valueOf(value).replace(" ", ""));
                });
    }

    @TestFactory
    Stream<DynamicTest> every_trial_ends_as_it_must() {
        return groups.stream()
                .flatMap(group -> group.trials().stream()
                        .map(expected -> DynamicTest.dynamicTest(
                                group.name() + " " + expected.cell(), () -> check(group, expected))));
    }

    private static void check(Group group, Expected expected) {
        assertThat(RESULTS.get(group.name()))
                .filteredOn(trial -> matches(trial, expected.cell()))
                .singleElement()
                .satisfies(trial -> {
                    assertThat(trial.get("cause"))
                            .as(expected.why())
                            .isEqualTo(
                                    expected.cause() == null
                                            ? null
                                            : expected.cause().name());
                    assertThat(trial)
                            .as(expected.why())
                            .containsEntry("state", expected.cause() == null ? "COMPLETED" : "DIVERGED")
                            .containsEntry("warnings", expected.warnings());
                    if (expected.iteration() != ANY) {
                        assertThat(trial).containsEntry("diverged_iteration", expected.iteration());
                    }
                    if (expected.quantity() != null) {
                        assertThat(trial).containsEntry("quantity", expected.quantity());
                    }
                });
    }

    @Test
    void every_trial_of_every_sweep_is_expected_once() {
        for (Group group : groups) {
            assertThat(RESULTS.get(group.name()))
                    .as(group.name())
                    .hasSameSizeAs(group.trials())
                    .allSatisfy(trial -> assertThat(group.trials())
                            .filteredOn(expected -> matches(trial, expected.cell()))
                            .hasSize(1));
        }
    }

    @TestFactory
    Stream<DynamicTest> single_layers_diverge_where_an_independent_computation_does() {
        return groups.stream()
                .flatMap(group -> RESULTS.get(group.name()).stream()
                        .filter(SingleLayerReference::covers)
                        .map(trial -> DynamicTest.dynamicTest(
                                group.name() + " trial " + trial.get("trial"), () -> compare(group, trial))));
    }

    private static void compare(Group group, Map<String, Object> trial) {
        Optional<SingleLayerReference.First> first = SingleLayerReference.nonFinite(
                group.data().data().train(), group.data().data().info().classes(), trial);
        assertThat(trial.get("state")).isEqualTo(first.isPresent() ? "DIVERGED" : "COMPLETED");
        if (first.isPresent()) {
            boolean grew = List.of(GROWING_STEPS.name(), OVERFLOW.name()).contains(trial.get("cause"));
            long iteration = first.get().iteration();
            assertThat((Long) trial.get("diverged_iteration"))
                    .as("growth may be rounded past a limit one iteration sooner or later")
                    .isBetween(iteration - (grew ? 1 : 0), iteration + (grew ? 1 : 0));
            assertThat(trial).containsEntry("quantity", first.get().quantity());
        }
    }

    @Test
    void the_computation_covers_enough_of_them() {
        assertThat(RESULTS.values().stream().flatMap(List::stream).filter(SingleLayerReference::covers))
                .hasSizeGreaterThan(100);
    }
}
