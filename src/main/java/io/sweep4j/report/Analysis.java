package io.sweep4j.report;

import io.sweep4j.sweep.Metric;
import java.util.List;
import java.util.Optional;

/**
 * What the trials say about their axes and their time. About the started trials of the plan. Immutable.
 *
 * @param spread of the best trial's cell; empty if it has no repeats
 * @param speed empty where the recorded times don't tell
 * @param timeline empty if no trial has begun
 * @param importances empty if nothing can be told
 * @param edf of all trials
 * @param edfBy by axis and by place on it, empty for an axis that is too long
 * @param slices by axis
 * @param heatValues the measures of each of {@link DivergenceMap#heatMaps}
 * @param contours of pairs of numeric axes
 * @param cost band of the costs
 * @param validation likewise of the validation accuracies
 * @param test likewise of the test accuracies
 */
public record Analysis(
        Optional<RepeatSpread> spread,
        Optional<Speed> speed,
        Optional<Timeline> timeline,
        Optional<Importances> importances,
        Edf edf,
        List<List<Edf>> edfBy,
        List<Slice> slices,
        List<HeatValues> heatValues,
        List<Contour> contours,
        CurveBand cost,
        CurveBand validation,
        CurveBand test) {

    /**
     * @param ranking the trials of the plan, best first
     * @param curves theirs
     */
    static Analysis of(
            Metric metric,
            List<VaryingAxis> axes,
            List<RankedTrial> ranking,
            List<TrialCurve> curves,
            List<HeatMap> heatMaps) {
        return new Analysis(
                ranking.stream()
                        .limit(1)
                        .filter(RankedTrial::finite)
                        .findFirst()
                        .flatMap(best -> RepeatSpread.of(best, ranking)),
                Speed.of(ranking),
                Timeline.of(ranking),
                Importances.of(axes, ranking, metric),
                Edf.of(ranking),
                axes.stream()
                        .map(axis -> HeatMap.shows(axis) ? Edf.by(axis, ranking) : List.<Edf>of())
                        .toList(),
                axes.stream().map(axis -> Slice.of(axis, ranking)).toList(),
                heatMaps.stream().map(map -> HeatValues.of(map, axes, ranking)).toList(),
                Contour.of(axes, heatMaps),
                CurveBand.of(curves, Metric.Name.COST),
                CurveBand.of(curves, Metric.Name.VALIDATION_ACCURACY),
                CurveBand.of(curves, Metric.Name.TEST_ACCURACY));
    }
}
