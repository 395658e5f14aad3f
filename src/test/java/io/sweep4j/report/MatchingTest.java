package io.sweep4j.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.sweep4j.store.StoredSweep;
import io.sweep4j.store.StoredTrial;
import io.sweep4j.sweep.Cause;
import io.sweep4j.sweep.Metric;
import io.sweep4j.sweep.Parameter;
import io.sweep4j.sweep.TrialState;
import io.sweep4j.sweep.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class MatchingTest {
    private static final List<Parameter> TWO = List.of(Parameter.ACTIVATION, Parameter.LEARNING_RATE);

    /** Trials over activation and learning rate: earlier ones are better, 0 is the epoch of no divergence. */
    static ReportInput sweep(String name, Fixtures.Cell... cells) {
        return named(name, Fixtures.sweep(TWO, List.of(cells)));
    }

    static ReportInput named(String name, ReportInput input) {
        StoredSweep s = input.sweep();
        return with(input, name, s.metric(), s.provenance());
    }

    private static ReportInput with(ReportInput input, String name, Metric metric, String provenance) {
        StoredSweep s = input.sweep();
        return new ReportInput(
                new StoredSweep(
                        name,
                        s.description(),
                        metric,
                        s.axes(),
                        s.state(),
                        s.trials(),
                        s.createdAt(),
                        s.finishedAt(),
                        s.definition(),
                        provenance),
                input.trials(),
                input.curves());
    }

    /** tanh 0.1, tanh 0.5 (diverged at once), relu 0.1, relu 0.5. */
    static ReportInput before() {
        return sweep(
                "before",
                Fixtures.cell(0, "tanh", 0.1),
                Fixtures.cell(1, "tanh", 0.5),
                Fixtures.cell(0, "relu", 0.1),
                Fixtures.cell(0, "relu", 0.5));
    }

    /** relu 0.1 is better, tanh 0.1 worse, tanh 0.5 survives, relu 0.5 diverges; relu 2 is new. */
    static ReportInput after() {
        return sweep(
                "after",
                Fixtures.cell(0, "relu", 0.1),
                Fixtures.cell(0, "tanh", 0.1),
                Fixtures.cell(0, "tanh", 0.5),
                Fixtures.cell(2, "relu", 0.5),
                Fixtures.cell(0, "relu", 2));
    }

    private static Matching match(ReportInput... inputs) {
        return Comparison.of(List.of(inputs)).matching().orElseThrow();
    }

    /** Varies the bias too, of which {@link #before} has one. */
    static ReportInput wide() {
        return named(
                "wide",
                Fixtures.sweep(
                        List.of(Parameter.BIAS_INIT, Parameter.ACTIVATION, Parameter.LEARNING_RATE),
                        List.of(
                                Fixtures.cell(1, 0, "tanh", 0.1),
                                Fixtures.cell(0, 1, "tanh", 0.1),
                                Fixtures.cell(0, 2, "tanh", 0.1),
                                Fixtures.cell(0, 1, "relu", 0.5))));
    }

    private static MatchWording words(ReportInput... inputs) {
        Comparison comparison = Comparison.of(List.of(inputs));
        return new MatchWording(comparison, comparison.matching().orElseThrow());
    }

    private static String intro(ReportInput... inputs) {
        return words(inputs).intro();
    }

    private static MatchedCell cell(Matching matching, String activation, double rate) {
        return matching.cells().stream()
                .filter(cell -> cell.values().equals(List.of(new Value.Text(activation), Value.Real.of(rate))))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_single_sweep_is_matched_with_nothing() {
        assertThat(Comparison.of(before()).matching()).isEmpty();
    }

    @Test
    void cells_are_matched_by_the_values_of_the_shared_axes() {
        Matching matching = match(before(), after());
        assertThat(matching.axes()).extracting(SharedAxis::parameter).isEqualTo(TWO);
        assertThat(matching.cells()).hasSize(4);
        assertThat(matching.inAll()).isEqualTo(4);
        assertThat(matching.lone()).containsExactly(0, 1);
        SharedAxis rate = matching.axes().get(1);
        assertThat(rate.values())
                .containsExactly(
                        new SharedAxis.AxisValue(Value.Real.of(0.1), List.of(0, 1)),
                        new SharedAxis.AxisValue(Value.Real.of(0.5), List.of(0, 1)),
                        new SharedAxis.AxisValue(Value.Real.of(2), List.of(1)));
    }

    @Test
    void differences_are_taken_from_the_first_sweep_and_never_with_a_diverged_side() {
        Matching matching = match(before(), after());
        MatchedCell tanh = cell(matching, "tanh", 0.1);
        double expected = Objects.requireNonNull(tanh.sides().get(1)).best().best()
                - Objects.requireNonNull(tanh.sides().get(0)).best().best();
        assertThat(tanh.differences()).containsExactly(null, expected);
        MatchedCell diverged = cell(matching, "tanh", 0.5);
        assertThat(diverged.differences()).containsExactly(null, null);
        assertThat(Objects.requireNonNull(diverged.sides().get(0)).value()).isNull();
        assertThat(Objects.requireNonNull(diverged.sides().get(0)).cause()).isEqualTo(Cause.LOG_OF_ZERO);
        // it was measured for an epoch before it diverged, and still has no value
        CellSide late =
                Objects.requireNonNull(cell(matching, "relu", 0.5).sides().get(1));
        assertThat(late.best().best()).isNotNull();
        assertThat(late.value()).isNull();
    }

    @Test
    void counts_what_became_better_worse_or_changed_its_state() {
        Pairing pairing = match(before(), after()).pairings().get(0);
        assertThat(pairing.cells()).isEqualTo(4);
        assertThat(pairing.finite()).isEqualTo(2);
        assertThat(pairing.better()).isEqualTo(1);
        assertThat(pairing.worse()).isEqualTo(1);
        assertThat(pairing.survives()).isEqualTo(Map.of(Cause.LOG_OF_ZERO, 1));
        assertThat(pairing.diverges()).isEqualTo(Map.of(Cause.GROWING_STEPS, 1));
        assertThat(pairing.open()).isZero();
        Comparison comparison = Comparison.of(List.of(before(), after()));
        assertThat(new MatchWording(comparison, comparison.matching().orElseThrow()).outcomes(pairing))
                .element(0)
                .asString()
                .startsWith("Better in 1, worse in 1, equal in 0 of 2 cells with a value in both; median difference ");
    }

    @Test
    void the_median_is_that_of_the_differences() {
        Matching matching = match(before(), after());
        double mean = matching.cells().stream()
                        .map(cell -> cell.differences().get(1))
                        .filter(Objects::nonNull)
                        .mapToDouble(Double::doubleValue)
                        .sum()
                / 2;
        assertThat(matching.pairings().get(0).median()).isEqualTo(mean);
    }

    @Test
    void cells_that_changed_state_come_first_then_the_largest_differences() {
        List<MatchedCell> cells = match(before(), after()).cells();
        assertThat(cells).extracting(MatchedCell::changedState).containsExactly(true, true, false, false);
        assertThat(cells.get(2).largestDifference()).isGreaterThan(cells.get(3).largestDifference());
    }

    @Test
    void what_only_one_sweep_varies_is_folded_into_the_best_of_its_ranking() {
        ReportInput wide = wide();
        Matching matching = match(before(), wide);
        assertThat(matching.axes()).extracting(SharedAxis::parameter).isEqualTo(TWO);
        assertThat(matching.folded()).containsExactly(List.of(), List.of(Parameter.BIAS_INIT));
        CellSide side =
                Objects.requireNonNull(cell(matching, "tanh", 0.1).sides().get(1));
        assertThat(side.best().number()).isEqualTo(2);
        assertThat(side.trials()).isEqualTo(3);
        assertThat(side.diverged()).isEqualTo(1);
        assertThat(words(before(), wide).of(1, side)).isEqualTo("best of 3: 1, 1 diverged");
        assertThat(intro(before(), wide))
                .contains("the best stands for it (bias_init in wide), which favours the sweep that has more of them.");
        assertThat(MatchWording.beside(matching))
                .startsWith("Other things differ too: ")
                .contains("bias_init");
        assertThat(matching.settings())
                .contains(new Setting(Setting.Kind.PARAMETER, "bias_init", Arrays.asList("0", "0, 1, 2")));
    }

    @Test
    void says_what_differs_outside_of_the_axes_and_nothing_else() {
        String provenance = "{\"version\":\"0.2.0\",\"threads\":8,\"dataset\":\"digits\",\"train\":500}";
        ReportInput one = with(before(), "one", Fixtures.VALIDATION, provenance);
        ReportInput other = with(
                before(),
                "other",
                Fixtures.VALIDATION,
                provenance.replace("500", "900").replace("8", "2"));
        assertThat(match(one, other).settings())
                .containsExactly(new Setting(Setting.Kind.DATA, "train", Arrays.asList("500", "900")));
        assertThat(match(one, with(before(), "same", Fixtures.VALIDATION, provenance))
                        .settings())
                .isEmpty();
    }

    @Test
    void a_ranking_over_different_data_is_told_not_to_compare_configurations() {
        ReportInput digits = with(before(), "one", Fixtures.VALIDATION, "{\"dataset\":\"digits\"}");
        ReportInput mnist = with(after(), "other", Fixtures.VALIDATION, "{\"dataset\":\"mnist\"}");
        String caution = MatchWording.beforeRanking(match(digits, mnist));
        assertThat(caution).contains("different data");
        assertThat(MatchWording.beforeRanking(match(digits, digits))).isEmpty();
        for (ReportFormat format : List.of(new HtmlFormat(), new MarkdownFormat())) {
            assertThat(format.render(Comparison.of(List.of(digits, mnist)))
                            .get(0)
                            .text())
                    .contains(caution);
            assertThat(format.render(Comparison.of(List.of(digits, digits)))
                            .get(0)
                            .text())
                    .doesNotContain("different data");
        }
    }

    @Test
    void the_same_sweep_twice_is_equal_in_every_cell() {
        Matching matching = match(Fixtures.activations(), Fixtures.activations());
        assertThat(matching.settings()).isEmpty();
        Pairing pairing = matching.pairings().get(0);
        assertThat(pairing.cells()).isEqualTo(24);
        assertThat(pairing.equal()).isEqualTo(15);
        assertThat(pairing.bothDiverged()).isEqualTo(9);
        assertThat(pairing.median()).isEqualTo(0);
    }

    @Test
    void of_different_metrics_states_are_compared_and_no_differences_taken() {
        ReportInput cost = with(
                after(),
                "cost",
                new Metric(Metric.Name.COST, Metric.Goal.MINIMIZE),
                after().sweep().provenance());
        Matching matching = match(before(), cost);
        assertThat(matching.cells())
                .hasSize(4)
                .allSatisfy(cell -> assertThat(cell.differences()).containsOnlyNulls());
        Pairing pairing = matching.pairings().get(0);
        assertThat(pairing.surviving()).isEqualTo(1);
        assertThat(pairing.diverging()).isEqualTo(1);
        assertThat(pairing.better() + pairing.worse() + pairing.equal()).isZero();
        assertThat(pairing.median()).isNull();
        Comparison comparison = Comparison.of(List.of(before(), cost));
        assertThat(new MatchWording(comparison, matching).outcomes(pairing))
                .contains(
                        "2 cells have a value in both; no differences are taken, since the sweeps have different metrics.");
        assertThat(matching.settings()).extracting(Setting::name).contains("metric");
    }

    @Test
    void says_why_there_are_no_cells() {
        assertThat(intro(before(), Fixtures.single("one", "")))
                .isEqualTo(
                        "There are no cells to match: no parameter varies in both sweeps (before varies activation and"
                                + " learning_rate; one varies nothing).");
        ReportInput elsewhere = sweep("elsewhere", Fixtures.cell(0, "tanh", 3), Fixtures.cell(0, "relu", 4));
        assertThat(intro(before(), elsewhere))
                .isEqualTo("There are no cells to match: the sweeps have no value of learning_rate in common.");
        ReportInput left = sweep("left", Fixtures.cell(0, "tanh", 0.1), Fixtures.cell(0, "relu", 0.5));
        ReportInput right = sweep("right", Fixtures.cell(0, "tanh", 0.5), Fixtures.cell(0, "relu", 0.1));
        assertThat(intro(left, right))
                .isEqualTo(
                        "There are no cells to match: no two of the sweeps have started trials at the same activation"
                                + " and learning_rate.");
    }

    @Test
    void trials_that_failed_or_wait_or_left_the_plan_have_no_value() {
        ReportInput input = after();
        List<StoredTrial> trials = new ArrayList<>(input.trials());
        trials.set(0, state(trials.get(0), true, TrialState.FAILED));
        trials.set(1, state(trials.get(1), false, TrialState.COMPLETED));
        Matching matching = match(before(), new ReportInput(input.sweep(), trials, input.curves()));
        assertThat(matching.cells()).hasSize(3);
        assertThat(matching.lone()).containsExactly(1, 1);
        assertThat(cell(matching, "relu", 0.1).differences()).containsOnlyNulls();
        assertThat(matching.pairings().get(0).open()).isEqualTo(1);
    }

    private static StoredTrial state(StoredTrial trial, boolean inPlan, TrialState state) {
        return new StoredTrial(
                trial.trial(),
                inPlan,
                state,
                trial.engine(),
                trial.summary(),
                trial.divergence(),
                trial.warnings(),
                null,
                trial.seconds(),
                trial.startedAt(),
                trial.finishedAt(),
                null);
    }

    @Test
    void three_sweeps_are_each_held_against_the_first() {
        ReportInput third = sweep("third", Fixtures.cell(0, "tanh", 0.1), Fixtures.cell(0, "relu", 2));
        Matching matching = match(before(), after(), third);
        assertThat(matching.pairings()).extracting(Pairing::sweep).containsExactly(1, 2);
        assertThat(matching.pairings()).extracting(Pairing::cells).containsExactly(4, 1);
        assertThat(matching.inAll()).isEqualTo(1);
        // relu 2 is in the second and the third alone: a cell without a difference
        assertThat(matching.cells()).hasSize(5);
        assertThat(cell(matching, "relu", 2).differences()).containsOnlyNulls();
        Comparison comparison = Comparison.of(List.of(before(), after(), third));
        assertThat(new MatchWording(comparison, matching)
                        .uncommon(matching.axes().get(1)))
                .isEqualTo("0.5 only in before and after; 2 only in after and third");
    }

    @Test
    void values_that_train_alike_are_one() {
        ReportInput one = named(
                "one",
                Fixtures.sweep(List.of(Parameter.LOSS), List.of(Fixtures.cell(0, "mcxent"), Fixtures.cell(0, "mse"))));
        ReportInput other = named(
                "other",
                Fixtures.sweep(
                        List.of(Parameter.LOSS),
                        List.of(Fixtures.cell(0, "mse"), Fixtures.cell(0, "negativeloglikelihood"))));
        assertThat(match(one, other).cells()).hasSize(2);
    }

    @Test
    void the_order_of_trials_makes_no_difference() {
        ReportInput input = after();
        List<StoredTrial> reversed = new ArrayList<>(input.trials());
        Collections.reverse(reversed);
        Matching matching = match(before(), input);
        Matching again = match(before(), new ReportInput(input.sweep(), reversed, input.curves()));
        assertThat(again.cells()).isEqualTo(matching.cells());
        assertThat(again.pairings()).isEqualTo(matching.pairings());
    }

    @Test
    void ten_thousand_trials_a_sweep_are_matched_in_no_time() {
        List<Fixtures.Cell> cells = new ArrayList<>();
        for (int rate = 1; rate <= 2_500; rate++) {
            for (String activation : List.of("tanh", "relu", "softmax", "sigmoid")) {
                cells.add(new Fixtures.Cell(
                        Fixtures.cell(0, activation, rate / 7.0).values(), 1, 0));
            }
        }
        ReportInput input = Fixtures.sweep(TWO, cells);
        List<SweepComparison> sweeps = List.of(SweepComparison.of(input), SweepComparison.of(named("again", input)));
        Instant start = Instant.now();
        assertThat(Matching.of(sweeps).cells()).hasSize(10_000);
        // a tenth of a second on an idle machine; minutes if every cell were held against every other
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(20));
    }
}
