package io.sweep4j.report;

import static io.sweep4j.report.Fixtures.cell;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.sweep4j.store.StoredTrial;
import io.sweep4j.sweep.Configuration;
import io.sweep4j.sweep.Observation;
import io.sweep4j.sweep.Parameter;
import io.sweep4j.sweep.Trial;
import io.sweep4j.sweep.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AnalysisTest {

    private static Analysis analyse(ReportInput input) {
        return ComparisonTest.compare(input).analysis();
    }

    private static double share(Analysis analysis, int axis) {
        return analysis.importances().orElseThrow().axes().stream()
                .filter(one -> one.axis() == axis)
                .findFirst()
                .orElseThrow()
                .share();
    }

    // The fixture's first trials are the better ones, so ranks are 1, 2, 3 … and the figures below can be done by hand.

    @Test
    void an_axis_explains_the_share_of_the_ranks_between_its_values() {
        // ranks of a: 1 2 3, of b: 4 5 6; H = 5 · 13.5 / 17.5 = 27/7, (H − 2 + 1) / (6 − 2) = 5/7
        Analysis analysis = analyse(Fixtures.sweep(
                List.of(Parameter.ACTIVATION, Parameter.LEARNING_RATE),
                List.of(
                        cell(0, "a", 1),
                        cell(0, "a", 2),
                        cell(0, "a", 3),
                        cell(0, "b", 1),
                        cell(0, "b", 2),
                        cell(0, "b", 3))));
        assertThat(share(analysis, 0)).isCloseTo(5 / 7.0, offset(1e-12));
        // ranks of 1: 1 4, of 2: 2 5, of 3: 3 6: H = 5 · 4 / 17.5 = 8/7 < k − 1 = 2, no more than chance
        assertThat(share(analysis, 1)).isZero();
        assertThat(analysis.importances().orElseThrow().axes())
                .extracting(Importances.OfAxis::axis)
                .containsExactly(0, 1);
    }

    @Test
    void an_axis_that_decides_who_diverges_explains_all() {
        Analysis analysis = analyse(Fixtures.sweep(
                List.of(Parameter.ACTIVATION, Parameter.LEARNING_RATE),
                List.of(cell(0, "a", 1), cell(1, "b", 1), cell(1, "b", 2), cell(1, "b", 3))));
        Importances told = analysis.importances().orElseThrow();
        assertThat(told.trials()).isEqualTo(4);
        assertThat(told.diverged()).isEqualTo(3);
        assertThat(share(analysis, 0)).isCloseTo(1, offset(1e-12)); // the diverged share a rank
    }

    @Test
    void nothing_is_said_of_an_axis_whose_values_are_all_different_or_of_trials_that_are_all_alike() {
        Analysis alone =
                analyse(Fixtures.sweep(List.of(Parameter.LEARNING_RATE), List.of(cell(0, 1), cell(0, 2), cell(0, 3))));
        assertThat(alone.importances().orElseThrow().axes()).containsExactly(new Importances.OfAxis(0, null));
        Analysis alike =
                analyse(Fixtures.sweep(List.of(Parameter.LEARNING_RATE), List.of(cell(1, 1), cell(1, 2), cell(1, 3))));
        assertThat(alike.importances()).isEmpty();
    }

    @Test
    void the_spread_is_over_the_finite_repeats_of_the_best_trials_cell() {
        List<StoredTrial> trials = new ArrayList<>();
        Map<Long, List<Observation>> curves = new HashMap<>();
        double[] reached = {0.9, 0.8, 0.7, 0.1};
        for (int i = 0; i < reached.length; i++) {
            List<Observation> curve = List.of(new Observation(1, 1, null, reached[i], null, 0.1, 0.1, i == 2, 1));
            Configuration configuration = Configuration.of(Map.of(
                    Parameter.SEED, new Value.Whole(42 + i), Parameter.LEARNING_RATE, Value.Real.of(i < 3 ? 0.1 : 1)));
            StoredTrial trial = Fixtures.trial(i + 1, configuration, curve, Fixtures.divergence(i == 2 ? 1 : 0));
            trials.add(at(trial, i + 1, 0, 1, null));
            curves.put(i + 1L, curve);
        }
        ReportInput input =
                new ReportInput(Fixtures.sweep("x", "", List.of(Parameter.LEARNING_RATE), 4), trials, curves);
        RepeatSpread spread = analyse(input).spread().orElseThrow();
        assertThat(spread.repeats()).isEqualTo(3);
        assertThat(spread.finite()).isEqualTo(2);
        assertThat(spread.mean()).isCloseTo(0.85, offset(1e-12));
        assertThat(spread.deviation()).isCloseTo(Math.sqrt(0.005), offset(1e-12));
        assertThat(spread.standardError()).isCloseTo(0.05, offset(1e-12));
        assertThat(analyse(Fixtures.activations()).spread()).isEmpty();
    }

    private static StoredTrial at(StoredTrial t, int repeat, double from, double to, @Nullable String worker) {
        Instant origin = Instant.parse("2026-11-24T08:00:00Z");
        return new StoredTrial(
                new Trial(
                        t.trial().number(),
                        repeat,
                        t.trial().key(),
                        1,
                        t.trial().configuration()),
                true,
                t.state(),
                t.engine(),
                t.summary(),
                t.divergence(),
                t.warnings(),
                t.error(),
                t.seconds(),
                origin.plusMillis((long) (1000 * from)),
                to < 0 ? null : origin.plusMillis((long) (1000 * to)),
                worker);
    }

    @Test
    void each_worker_has_lanes_of_its_own_in_the_order_of_their_numbers() {
        ReportInput input = ComparisonTest.many(5, 10);
        String[] workers = {"thread 10", "thread 2", null, "thread 2", "thread 10"};
        double[][] spans = {{0, 4}, {0, 2}, {1, 2}, {1, 3}, {4, 6}};
        List<StoredTrial> trials = new ArrayList<>();
        for (int i = 0; i < workers.length; i++) {
            trials.add(at(input.trials().get(i), 1, spans[i][0], spans[i][1], workers[i]));
        }
        Timeline timeline = analyse(new ReportInput(input.sweep(), trials, input.curves()))
                .timeline()
                .orElseThrow();
        assertThat(timeline.workers())
                .containsExactly(
                        new Timeline.Worker("thread 2", 2),
                        new Timeline.Worker("thread 10", 1),
                        new Timeline.Worker("", 1));
        assertThat(timeline.lanes()).isEqualTo(4);
        assertThat(timeline.stays())
                .containsExactly(
                        new Timeline.Stay(1, 2, 0, 4000),
                        new Timeline.Stay(2, 0, 0, 2000),
                        new Timeline.Stay(3, 3, 1000, 2000),
                        new Timeline.Stay(4, 1, 1000, 3000),
                        new Timeline.Stay(5, 2, 4000, 6000));
    }

    private static Analysis times(double[]... spans) {
        ReportInput input = ComparisonTest.many(spans.length, 10);
        List<StoredTrial> trials = new ArrayList<>();
        for (int i = 0; i < spans.length; i++) {
            trials.add(at(input.trials().get(i), 1, spans[i][0], spans[i][1], null));
        }
        return analyse(new ReportInput(input.sweep(), trials, input.curves()));
    }

    @Test
    void speed_counts_time_in_which_trials_overlap_once_and_leaves_pauses_out() {
        Speed speed = times(new double[][] {{0, 4}, {2, 5}, {10, 11}, {10, -1}})
                .speed()
                .orElseThrow();
        assertThat(speed.epochs()).isEqualTo(30); // the one without an end does not count
        assertThat(speed.seconds()).isEqualTo(6);
        assertThat(speed.perSecond()).isEqualTo(5);
        assertThat(times(new double[][] {{0, 0}, {1, 1}}).speed()).isEmpty();
    }

    @Test
    void a_trial_is_in_the_first_lane_that_is_free() {
        Timeline timeline = times(new double[][] {{0, 4}, {1, 2}, {2, 3}, {3.5, 5}, {4, 6}})
                .timeline()
                .orElseThrow();
        assertThat(timeline.workers()).containsExactly(new Timeline.Worker("", 2));
        assertThat(timeline.stays()).extracting(Timeline.Stay::lane).containsExactly(0, 1, 1, 1, 0);
        assertThat(timeline.stays().get(3)).isEqualTo(new Timeline.Stay(4, 1, 3500, 5000));
    }

    @Test
    void the_band_leaves_out_what_came_after_a_divergence() {
        CurveBand band = analyse(Fixtures.sweep(
                        List.of(Parameter.LEARNING_RATE), List.of(cell(0, 1), cell(0, 2), cell(0, 3), cell(2, 4))))
                .cost();
        assertThat(band.points()).extracting(CurveBand.Point::epoch).containsExactly(1, 2, 3, 4);
        assertThat(band.points()).extracting(CurveBand.Point::trials).containsExactly(4, 3, 3, 3);
        assertThat(band.points())
                .allMatch(p -> p.low() <= p.quarter() && p.quarter() <= p.median() && p.median() <= p.high());
        assertThat(analyse(ComparisonTest.many(3, 5000)).cost().points()).hasSize(DrawnCurves.MOST_POINTS);
    }

    @Test
    void the_distribution_counts_the_diverged_among_the_trials_only() {
        Analysis analysis = analyse(Fixtures.activations());
        assertThat(analysis.edf().trials()).isEqualTo(24);
        assertThat(analysis.edf().values()).hasSize(15).isSorted();
        assertThat(analysis.edfBy().get(0)).extracting(Edf::trials).containsExactly(6, 6, 6, 6);
        assertThat(analysis.slices().get(1).places())
                .extracting(Slice.Place::diverged)
                .containsExactly(2, 2, 5);
    }

    @Test
    void lines_of_equal_value_cross_a_square_where_it_has_that_value() {
        @Nullable Double[][] slope = {{0.0, 1.0}, {0.0, 1.0}};
        assertThat(Contour.lines(slope, List.of(0.25))).containsExactly(new Contour.Piece(0, 0.25, 0, 0.25, 1));
        @Nullable Double[][] saddle = {{0.0, 1.0}, {1.0, 0.0}};
        assertThat(Contour.lines(saddle, List.of(0.4))).hasSize(2);
        assertThat(Contour.lines(new @Nullable Double[][] {{0.0, null}, {1.0, 0.0}}, List.of(0.4)))
                .isEmpty();
        assertThat(Contour.levels(slope)).hasSizeBetween(3, 9).isSorted().allMatch(level -> level > 0 && level < 1);
        assertThat(Contour.levels(new @Nullable Double[][] {{1.0, 1.0}})).isEmpty();
    }

    @Test
    void contours_are_of_numeric_axes_with_three_values_at_least() {
        assertThat(analyse(Fixtures.numeric()).contours())
                .singleElement()
                .matches(c -> c.down() == 1 && c.across() == 2);
        assertThat(analyse(Fixtures.activations()).contours()).isEmpty();
    }

    @Test
    void heat_maps_tell_mean_cost_share_and_time_of_their_cells() {
        SweepComparison comparison = ComparisonTest.compare(Fixtures.activations());
        HeatValues values = comparison.analysis().heatValues().get(0);
        List<HeatCell> cells = comparison.map().heatMaps().get(0).cells();
        for (int i = 0; i < cells.size(); i++) {
            RankedTrial best = cells.get(i).best();
            assertThat(values.of(HeatMeasure.BEST).get(i)).isEqualTo(best == null ? null : best.best());
            assertThat(values.of(HeatMeasure.DIVERGED).get(i))
                    .isEqualTo(cells.get(i).diverged() / 2.0);
        }
        assertThat(values.of(HeatMeasure.SECONDS)).doesNotContainNull();
    }
}
