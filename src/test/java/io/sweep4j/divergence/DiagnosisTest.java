package io.sweep4j.divergence;

import static org.assertj.core.api.Assertions.assertThat;

import io.sweep4j.engine.Configurations;
import io.sweep4j.engine.Detection;
import io.sweep4j.engine.Outputs;
import io.sweep4j.engine.Step;
import io.sweep4j.sweep.Cause;
import io.sweep4j.sweep.Divergence;
import io.sweep4j.sweep.Divergence.Quantity;
import io.sweep4j.sweep.NumberKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class DiagnosisTest {
    private static final List<Double> CALM = List.of(1.0, 1.1, 1.0, 1.2);
    private static final List<Double> GROWING = List.of(1.0, 2.0, 4.0, 8.0);

    /** Symptoms of nothing, to be changed one at a time. */
    private static final class Seen {
        private Quantity quantity = Quantity.COST;
        private NumberKind kind = NumberKind.NAN;
        private double cost = Double.NaN;
        private double largestInput = 1;
        private double smallest = 0.1;
        private double largest = 0.9;
        private int nonFinite;
        private int zeroTrue;
        private int zeroElse;
        private int negativeTrue;
        private int negativeElse;
        private int one;
        private int skipped;
        private List<Double> gradients = CALM;
        private List<Double> steps = CALM;

        Seen quantity(Quantity quantity, NumberKind kind) {
            this.quantity = quantity;
            this.kind = kind;
            return this;
        }

        Seen input(double largest) {
            largestInput = largest;
            return this;
        }

        Seen outputs(double smallest, double largest, int nonFinite) {
            this.smallest = smallest;
            this.largest = largest;
            this.nonFinite = nonFinite;
            return this;
        }

        Seen zeros(int atTrueClass, int elsewhere) {
            zeroTrue = atTrueClass;
            zeroElse = elsewhere;
            smallest = Math.min(smallest, 0);
            return this;
        }

        Seen negatives(int atTrueClass, int elsewhere) {
            negativeTrue = atTrueClass;
            negativeElse = elsewhere;
            smallest = -0.5;
            return this;
        }

        Seen ones(int elsewhere) {
            one = elsewhere;
            return this;
        }

        Seen skipped(int iterations) {
            skipped = iterations;
            return this;
        }

        Seen norms(List<Double> gradients, List<Double> steps) {
            this.gradients = gradients;
            this.steps = steps;
            return this;
        }

        Detection detection() {
            return detection(5, 100);
        }

        Detection detection(int epoch, long iteration) {
            return new Detection(
                    epoch,
                    iteration,
                    quantity,
                    kind,
                    quantity == Quantity.COST ? null : "output",
                    128,
                    1,
                    List.of(7),
                    skipped,
                    steps(iteration));
        }

        private List<Step> steps(long iteration) {
            List<Step> all = new ArrayList<>();
            int before = Math.max(gradients.size(), steps.size());
            for (int back = before; back >= 1; back--) {
                all.add(step(iteration - back, 1.5, counts(0, 0, 0, 0, 0), norm(gradients, back), norm(steps, back)));
            }
            all.add(step(iteration, cost, outputs(), Double.NaN, Double.NaN));
            return all;
        }

        private Step step(long iteration, double cost, Outputs outputs, double gradient, double step) {
            return new Step(
                    iteration,
                    cost,
                    0.5,
                    largestInput,
                    outputs,
                    List.of(new Step.LayerNorms("output", gradient, step, step)));
        }

        private static double norm(List<Double> norms, int back) {
            return back > norms.size() ? 0 : norms.get(norms.size() - back);
        }

        private Outputs outputs() {
            return counts(nonFinite, zeroTrue, zeroElse, negativeTrue, negativeElse);
        }

        private Outputs counts(int nonFinite, int zeroTrue, int zeroElse, int negativeTrue, int negativeElse) {
            return new Outputs(
                    1_280,
                    smallest,
                    largest,
                    nonFinite,
                    zeroTrue,
                    zeroElse,
                    negativeTrue,
                    negativeElse,
                    0,
                    one,
                    smallest <= -1 ? 2 : 0);
        }
    }

    private static Arguments row(Cause cause, String configuration, Seen seen) {
        return Arguments.of(cause, configuration, seen.detection());
    }

    static Stream<Arguments> table() {
        return Stream.of(
                row(Cause.BAD_INPUT, "", new Seen().quantity(Quantity.INPUT, NumberKind.NAN)),
                row(
                        Cause.BAD_INPUT,
                        "",
                        new Seen().quantity(Quantity.INPUT, NumberKind.NAN).input(Double.NaN)),
                row(Cause.BAD_INPUT, "", new Seen().input(1e7)),
                row(Cause.BAD_INPUT, "", new Seen().input(Double.POSITIVE_INFINITY)),
                row(Cause.UNKNOWN, "", new Seen().input(1e6)),
                row(Cause.GROWING_STEPS, "", new Seen().norms(GROWING, CALM)),
                row(Cause.GROWING_STEPS, "", new Seen().norms(CALM, GROWING)),
                row(Cause.GROWING_STEPS, "", new Seen().norms(List.of(), GROWING)),
                row(Cause.UNKNOWN, "", new Seen().norms(List.of(1.0, 2.0, 4.0), List.of(1.0, 2.0, 4.0))),
                row(Cause.OVERFLOW, "", new Seen().outputs(0, 1, 1)),
                row(Cause.OVERFLOW, "", new Seen().outputs(Double.NaN, Double.NaN, 1_280)),
                row(Cause.OVERFLOW, "activation=identity", new Seen().outputs(-1e20, 1, 0)),
                row(Cause.OVERFLOW, "", new Seen().norms(List.of(1.0, 1e20), CALM)),
                row(Cause.OVERFLOW, "", new Seen().norms(CALM, List.of(1.0, 1e20))),
                row(Cause.SATURATED_OUTPUT, "activation=sigmoid", new Seen().zeros(1, 0)),
                row(Cause.UNKNOWN, "activation=softmax", new Seen().zeros(0, 5)), // clipped
                row(Cause.SATURATED_OUTPUT, "activation=softmax loss=kl_divergence", new Seen().zeros(0, 5)),
                row(
                        Cause.OVERFLOW,
                        "activation=identity loss=mse",
                        new Seen().quantity(Quantity.COST, NumberKind.POSITIVE_INFINITY)),
                row(Cause.SATURATED_OUTPUT, "activation=softplus loss=poisson", new Seen().zeros(1, 0)),
                row(
                        Cause.SATURATED_OUTPUT,
                        "hidden=8 activation=tanh output_activation=sigmoid",
                        new Seen().zeros(1, 0)),
                row(Cause.LOG_OF_NEGATIVE, "activation=tanh", new Seen().negatives(0, 3)),
                row(Cause.LOG_OF_NEGATIVE, "activation=identity", new Seen().negatives(3, 0)),
                row(
                        Cause.LOG_OF_NEGATIVE,
                        "activation=tanh",
                        new Seen().zeros(5, 5).negatives(1, 0)),
                row(
                        Cause.LOG_OF_NEGATIVE,
                        "activation=identity loss=mean_squared_logarithmic_error",
                        new Seen().outputs(-1, 1, 0)),
                row(
                        Cause.UNKNOWN,
                        "activation=identity loss=mean_squared_logarithmic_error",
                        new Seen().negatives(3, 0)),
                row(
                        Cause.OVERFLOW,
                        "activation=identity loss=mean_squared_logarithmic_error",
                        new Seen()
                                .quantity(Quantity.COST, NumberKind.POSITIVE_INFINITY)
                                .outputs(0, 3e38, 0)),
                row(Cause.LOG_OF_ZERO, "activation=tanh", new Seen().zeros(128, 1_152)),
                row(Cause.LOG_OF_ZERO, "activation=relu", new Seen().zeros(0, 1)),
                row(Cause.LOG_OF_ZERO, "activation=tanh loss=negativeloglikelihood", new Seen().zeros(1, 0)),
                row(Cause.LOG_OF_ZERO, "hidden=8 activation=sigmoid output_activation=relu", new Seen().zeros(1, 0)),
                row(
                        Cause.LOG_OF_ZERO,
                        "activation=tanh loss=kl_divergence",
                        new Seen()
                                .quantity(Quantity.GRADIENT, NumberKind.NAN)
                                .negatives(9, 9)
                                .zeros(0, 1)),
                row(
                        Cause.UNKNOWN,
                        "activation=tanh loss=reconstruction_crossentropy",
                        new Seen().quantity(Quantity.GRADIENT, NumberKind.NAN).negatives(9, 9)),
                row(
                        Cause.UNKNOWN,
                        "activation=tanh loss=mse",
                        new Seen().zeros(1, 1).negatives(1, 1)),
                row(Cause.UNKNOWN, "", new Seen()),
                // Precedence: with everything wrong at once, take away the first cause in turn.
                row(Cause.BAD_INPUT, "activation=tanh", everything().input(1e9)),
                row(Cause.GROWING_STEPS, "activation=tanh", everything()),
                row(Cause.OVERFLOW, "activation=tanh", everything().norms(CALM, CALM)),
                row(
                        Cause.SATURATED_OUTPUT,
                        "activation=sigmoid",
                        new Seen().negatives(1, 1).zeros(1, 1)),
                row(
                        Cause.LOG_OF_NEGATIVE,
                        "activation=tanh",
                        new Seen().negatives(1, 1).zeros(1, 1)));
    }

    private static Seen everything() {
        return new Seen().norms(GROWING, GROWING).zeros(1, 1).negatives(1, 1).outputs(-1e30, 1e30, 1);
    }

    @ParameterizedTest
    @MethodSource("table")
    void causes(Cause cause, String configuration, Detection detection) {
        Divergence verdict = Diagnosis.of(detection, Configurations.of(configuration));
        assertThat(verdict.cause()).isEqualTo(cause);
        assertThat(verdict.epoch()).isEqualTo(5);
        assertThat(verdict.iteration()).isEqualTo(100);
        assertThat(verdict.quantity()).isEqualTo(detection.quantity());
        assertThat(verdict.kind()).isEqualTo(detection.kind());
        assertThat(verdict.layer()).isEqualTo(detection.layer());
        assertThat(verdict.explanation())
                .startsWith("At iteration 100 (epoch 5) ")
                .endsWith(".")
                .doesNotContain("null", "nan", "+inf", "-inf", "Infinity", "\n");
    }

    @Test
    void the_published_case_is_told_in_full() {
        Detection first =
                new Seen().zeros(128, 1_152).norms(List.of(), List.of()).detection(1, 1);
        assertThat(Diagnosis.of(first, Configurations.of("activation=tanh weight_init=zero"))
                        .explanation())
                .isEqualTo("At iteration 1 (epoch 1) 1280 of 1280 outputs were exactly 0 (128 at the true class), and"
                        + " mcxent takes their logarithm: log 0 is −∞, and 0 · log 0 is NaN. All weights and biases"
                        + " start at 0, so every output is tanh(0) = 0.");
        assertThat(Diagnosis.of(first, Configurations.of("activation=tanh weight_init=zero bias_init=1"))
                        .explanation())
                .doesNotContain("start at 0");
    }

    @Test
    void finite_outputs_of_softplus_hide_where_it_is_infinite() {
        Detection overflow = new Seen().outputs(8.8, 84.9, 1).detection();
        assertThat(Diagnosis.of(overflow, Configurations.of("activation=softplus"))
                        .explanation())
                .contains("outputs from 8.800 to 84.90, 1 not finite")
                .endsWith(" softplus takes e^x, which is infinite in float32 above x = 88.72.");
        assertThat(Diagnosis.of(overflow, Configurations.of("activation=identity"))
                        .explanation())
                .doesNotContain("softplus");
    }

    @Test
    void nobody_is_told_to_do_what_is_done_already() {
        assertThat(logarithm(new Seen().zeros(1, 1), "activation=relu"))
                .isEqualTo("Use softmax at the output: its values are above 0; or start from biases above 0.");
        assertThat(logarithm(new Seen().zeros(1, 1), "activation=relu bias_init=1"))
                .isEqualTo("Use softmax at the output: its values are above 0.");
        assertThat(logarithm(new Seen().negatives(1, 1), "activation=tanh"))
                .isEqualTo("Use softmax at the output: its values are never negative.");
        assertThat(logarithm(new Seen().outputs(-2, 1, 0), "activation=identity loss=mean_squared_logarithmic_error"))
                .isEqualTo("Use an output that stays above −1, such as softmax.");
    }

    private static String logarithm(Seen seen, String configuration) {
        return Advice.of(
                Diagnosis.of(seen.detection(), Configurations.of(configuration)), Configurations.of(configuration));
    }

    @Test
    void saturation_is_told_by_loss_and_activation() {
        assertThat(saturated("activation=sigmoid", new Seen().zeros(1, 2).ones(5)))
                .containsExactly(
                        "3 of 1280 outputs were exactly 0 (1 at the true class), which sigmoid reaches only by rounding: its"
                                + " inputs were too far out, and mcxent takes a logarithm of 0 there.",
                        "Lower the learning rate, or use softmax, whose cost is clipped.");
        assertThat(saturated("activation=softplus loss=poisson", new Seen().zeros(1, 2)))
                .last()
                .isEqualTo("Lower the learning rate, or use softmax with the loss mcxent, which is clipped there.");
        assertThat(saturated("activation=softmax loss=kl_divergence", new Seen().zeros(1, 2)))
                .containsExactly(
                        "3 of 1280 outputs were exactly 0 (1 at the true class), which softmax reaches only by rounding: its"
                                + " inputs were too far out, and the gradient of kl_divergence divides by them.",
                        "Lower the learning rate, or use the loss mcxent, which is clipped under softmax.");
        assertThat(saturated(
                        "activation=softmax loss=xent", new Seen().zeros(1, 2).ones(5)))
                .first()
                .asString()
                .startsWith("3 of 1280 outputs were exactly 0 and 5 exactly 1, which softmax reaches only by rounding");
        assertThat(saturated("activation=softmax loss=xent", new Seen().ones(5)))
                .first()
                .asString()
                .startsWith("5 of 1280 outputs were exactly 1, which softmax reaches only by rounding");
    }

    /** Explanation, without its place, and advice. */
    private static List<String> saturated(String configuration, Seen seen) {
        Divergence verdict = Diagnosis.of(seen.detection(), Configurations.of(configuration));
        assertThat(verdict.cause()).isEqualTo(Cause.SATURATED_OUTPUT);
        return List.of(
                verdict.explanation().substring("At iteration 100 (epoch 5) ".length()),
                Advice.of(verdict, Configurations.of(configuration)));
    }

    @Test
    void what_grew_is_named() {
        List<Double> tripling = List.of(1.0, 3.0, 9.0, 27.0, 81.0);
        assertThat(grown(GROWING, tripling).explanation())
                .contains(" after 4 iterations in which the steps grew 3.000-fold each: the learning rate of 0.5000");
        assertThat(grown(tripling, GROWING).explanation())
                .as("steps are what it is called after")
                .contains(" after 3 iterations in which the steps grew 2.000-fold each");
        assertThat(grown(tripling, CALM))
                .satisfies(verdict -> assertThat(verdict.explanation())
                        .contains(" after 4 iterations in which the gradients grew 3.000-fold each"))
                .satisfies(verdict -> assertThat(verdict.evidence())
                        .containsEntry("growth_of", "gradients")
                        .containsEntry("growth_iterations", 4L));
        assertThat(grown(CALM, CALM).evidence()).doesNotContainKeys("growth_of", "growth_iterations", "growth_factor");
    }

    @Test
    void a_penalty_that_drives_the_steps_is_named_and_not_the_rate() {
        assertThat(penalised(CALM, "l2=20"))
                .satisfies(verdict -> assertThat(verdict.explanation())
                        .endsWith(
                                " the steps grew 2.000-fold each and the gradients of the cost did not: learning_rate · l2"
                                        + " = 10.00 is above 2, and an update multiplies each weight by 1 − 10.00."))
                .satisfies(verdict -> assertThat(Advice.of(verdict, Configurations.of("l2=20")))
                        .isEqualTo("Lower l2 or the learning rate."));
        assertThat(penalised(CALM, "l2=20 updater=nesterovs").explanation()).endsWith(" = 10.00 is above 2.");
        assertThat(penalised(CALM, "l1=0.5 l2=1"))
                .satisfies(verdict -> assertThat(verdict.explanation())
                        .endsWith(
                                " did not: the penalty on large weights (l1 0.5000, l2 1.000) drives them at a learning"
                                        + " rate of 0.5000."))
                .satisfies(verdict -> assertThat(Advice.of(verdict, Configurations.of("l1=0.5 l2=1")))
                        .isEqualTo("Lower l1 and l2 or the learning rate."));
    }

    @Test
    void a_penalty_beside_growing_gradients_is_not_to_blame() {
        assertThat(penalised(GROWING, "l2=20"))
                .satisfies(verdict ->
                        assertThat(verdict.explanation()).endsWith("the learning rate of 0.5000 is too high."))
                .satisfies(verdict -> assertThat(Advice.of(verdict, Configurations.of("l2=20")))
                        .isEqualTo("Lower the learning rate."));
    }

    private static Divergence penalised(List<Double> gradients, String configuration) {
        return Diagnosis.of(new Seen().norms(gradients, GROWING).detection(), Configurations.of(configuration));
    }

    private static Divergence grown(List<Double> gradients, List<Double> steps) {
        return Diagnosis.of(new Seen().norms(gradients, steps).detection(), Configurations.of(""));
    }

    @Test
    void a_logarithm_of_one_more_than_the_output_is_said_to_be_one() {
        assertThat(Diagnosis.of(
                                new Seen().outputs(-1.25, 1, 0).detection(),
                                Configurations.of("activation=identity loss=mean_squared_logarithmic_error"))
                        .explanation())
                .isEqualTo("At iteration 100 (epoch 5) 2 of 1280 outputs were −1 or below (the lowest -1.250), and"
                        + " mean_squared_logarithmic_error takes the logarithm of 1 + output.");
    }

    @Test
    void a_clipped_loss_is_said_to_divide() {
        assertThat(Diagnosis.of(
                                new Seen().zeros(1, 3).negatives(1, 1).detection(),
                                Configurations.of("activation=tanh loss=kl_divergence bias_init=1"))
                        .explanation())
                .isEqualTo("At iteration 100 (epoch 5) 4 of 1280 outputs were exactly 0 (1 at the true class), and the"
                        + " gradient of kl_divergence divides by them.");
    }

    @Test
    void a_replay_that_was_cut_short_is_owned_up_to() {
        assertThat(Diagnosis.of(new Seen().skipped(60).detection(), Configurations.of("")))
                .satisfies(verdict -> assertThat(verdict.explanation())
                        .endsWith(" The replay was cut short: of the last 65 iterations only 5 were looked at."))
                .satisfies(verdict -> assertThat(verdict.evidence())
                        .containsEntry("iterations_seen", 5L)
                        .containsEntry("iterations_skipped", 60L));
        assertThat(Diagnosis.of(new Seen().detection(), Configurations.of("")).explanation())
                .doesNotContain("cut short");
    }

    @ParameterizedTest
    @EnumSource(
            value = NumberKind.class,
            names = {"NAN", "POSITIVE_INFINITY", "NEGATIVE_INFINITY"})
    void kinds_are_named_as_people_do(NumberKind kind) {
        String spoken = Map.of(
                        NumberKind.NAN, "NaN", NumberKind.POSITIVE_INFINITY, "+∞", NumberKind.NEGATIVE_INFINITY, "−∞")
                .get(kind);
        assertThat(Diagnosis.of(new Seen().quantity(Quantity.GRADIENT, kind).detection(), Configurations.of(""))
                        .explanation())
                .contains("the gradient of layer output became " + spoken);
    }

    @Test
    void sentences_are_english() {
        assertThat(sentence("activation=tanh", new Seen().zeros(1, 0)))
                .contains(" 1 of 1280 outputs was exactly 0 (1 at the true class), and mcxent takes its logarithm");
        assertThat(sentence("activation=tanh", new Seen().negatives(0, 1)))
                .contains(" 1 of 1280 outputs was below 0 (")
                .endsWith(" and mcxent takes its logarithm.");
        assertThat(sentence("activation=tanh loss=kl_divergence", new Seen().zeros(1, 0)))
                .endsWith(
                        " 1 of 1280 outputs was exactly 0 (1 at the true class), and the gradient of kl_divergence divides"
                                + " by it.");
        assertThat(sentence("", new Seen().quantity(Quantity.OUTPUT, NumberKind.NAN)))
                .contains(" an output became NaN");
        assertThat(sentence("", new Seen().quantity(Quantity.PARAMETER, NumberKind.NAN)))
                .contains(" a parameter of layer output became NaN");
        assertThat(Divergence.event(Quantity.OUTPUT, NumberKind.NEGATIVE_INFINITY, "hidden1"))
                .isEqualTo("an output of layer hidden1 became −∞");
        assertThat(Divergence.event(Quantity.INPUT, NumberKind.NAN, null)).isEqualTo("a feature was NaN");
    }

    private static String sentence(String configuration, Seen seen) {
        return Diagnosis.of(seen.detection(), Configurations.of(configuration)).explanation();
    }

    @Test
    void no_figure_depends_on_the_language_of_the_machine() {
        Locale before = Locale.getDefault();
        try {
            List<Object> english = sentences(Locale.US);
            assertThat(sentences(Locale.GERMANY)).isEqualTo(english);
            assertThat(sentences(Locale.forLanguageTag("ar-EG-u-nu-arab"))).isEqualTo(english);
            assertThat(sentences(Locale.forLanguageTag("tr"))).isEqualTo(english);
        } finally {
            Locale.setDefault(before);
        }
    }

    private static List<Object> sentences(Locale locale) {
        Locale.setDefault(locale);
        return table().<Object>map(
                        row -> Diagnosis.of((Detection) row.get()[2], Configurations.of((String) row.get()[1])))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("table")
    void evidence_holds_finite_numbers_and_texts_alone(Cause cause, String configuration, Detection detection) {
        Map<String, Object> evidence =
                Diagnosis.of(detection, Configurations.of(configuration)).evidence();
        assertThat(evidence)
                .containsEntry("cost", "nan")
                .containsEntry("applied_learning_rate", 0.5)
                .containsEntry("samples", 128L)
                .containsEntry("outputs", 1_280L)
                .containsEntry("samples_not_finite", 1L)
                .containsEntry("training_rows", List.of(7L));
        assertThat(evidence.values()).allSatisfy(value -> {
            if (value instanceof Double number) {
                assertThat(number).isFinite();
            } else {
                assertThat(value).isInstanceOfAny(Long.class, String.class, List.class);
            }
        });
    }
}
