package io.sweep4j.report;

import io.sweep4j.store.StoredSweep;
import io.sweep4j.store.StoredTrial;
import io.sweep4j.sweep.Metric;
import io.sweep4j.sweep.Parameter;
import io.sweep4j.sweep.Ranking;
import io.sweep4j.sweep.TrialState;
import io.sweep4j.sweep.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * All that is said about one sweep, worked out once for every format. Immutable.
 *
 * @param ranking every started trial, best first; those out of the plan come last, by number, and have no rank
 * @param counts trials of the plan by state, states without any left out; WAITING counts what was never started
 * @param varying what tables have columns for, in file order: the axes whose values differ between the trials of the
 *     plan, or every axis while trials wait, since those may differ in them
 * @param axes what figures can show: of these, the ones whose values differ between the started trials of the plan
 * @param fixed the other parameters that have a value
 * @param repeated whether cells are trained more than once
 * @param diverged the trials of the plan in which something went non-finite, in rank order
 * @param map where in the grid they are
 * @param failed the trials of the plan that an error ended, by number
 * @param curves every trial's epochs, in rank order
 * @param drawn what of them the figures show
 * @param analysis what the trials say about their axes and their time
 * @param seconds training time, summed over the trials of the plan
 */
public record SweepComparison(
        StoredSweep sweep,
        List<RankedTrial> ranking,
        Map<TrialState, Long> counts,
        List<Parameter> varying,
        List<VaryingAxis> axes,
        List<FixedParameter> fixed,
        boolean repeated,
        List<DivergedTrial> diverged,
        DivergenceMap map,
        List<RankedTrial> failed,
        List<TrialCurve> curves,
        DrawnCurves drawn,
        Analysis analysis,
        double seconds) {

    /** The best finite trial: empty if none was measured, or if every one diverged. */
    public Optional<RankedTrial> best() {
        return ranking.stream().limit(1).filter(RankedTrial::finite).findFirst();
    }

    /** Whether a test accuracy stands beside the metric: if one was measured and it is not the metric itself. */
    public boolean showsTest() {
        return sweep.metric().name() != Metric.Name.TEST_ACCURACY
                && ranking.stream().anyMatch(trial -> trial.testAccuracy() != null);
    }

    /** Compares the trials of one sweep. */
    public static SweepComparison of(ReportInput input) {
        StoredSweep sweep = input.sweep();
        List<StoredTrial> started = input.trials().stream()
                .filter(trial -> trial.state() != TrialState.WAITING)
                .toList();
        List<StoredTrial> planned = started.stream().filter(StoredTrial::inPlan).toList();
        List<RankedTrial> ranking = rank(started, sweep);
        boolean waiting = sweep.trials() > planned.size();
        List<Parameter> varying = sweep.axes().stream()
                .filter(axis -> waiting || values(planned, axis).size() > 1)
                .toList();
        List<RankedTrial> rankedPlan =
                ranking.stream().filter(trial -> trial.stored().inPlan()).toList();
        List<RankedTrial> byNumber = rankedPlan.stream()
                .sorted(Comparator.comparingLong(RankedTrial::number))
                .toList();
        List<VaryingAxis> axes = varying.stream()
                .filter(parameter -> values(planned, parameter).size() > 1)
                .map(parameter -> new VaryingAxis(parameter, byNumber))
                .toList();
        Survivors survivors = new Survivors(ranking, axes);
        List<DivergedTrial> diverged = rankedPlan.parallelStream()
                .flatMap(trial -> Stream.ofNullable(trial.stored().divergence())
                        .map(divergence -> survivors.of(trial, divergence)))
                .toList();
        List<TrialCurve> curves = ranking.stream()
                .filter(trial ->
                        !input.curves().getOrDefault(trial.number(), List.of()).isEmpty())
                .map(trial -> new TrialCurve(trial, input.curves().getOrDefault(trial.number(), List.of())))
                .toList();
        List<TrialCurve> plannedCurves =
                curves.stream().filter(curve -> curve.trial().stored().inPlan()).toList();
        DivergenceMap map = DivergenceMap.of(axes, rankedPlan, diverged);
        return new SweepComparison(
                sweep,
                ranking,
                counts(sweep, planned),
                varying,
                axes,
                fixed(planned, varying),
                started.stream().anyMatch(trial -> trial.trial().repeat() > 1),
                diverged,
                map,
                rankedPlan.stream()
                        .filter(trial -> trial.stored().state() == TrialState.FAILED)
                        .toList(),
                curves,
                DrawnCurves.of(plannedCurves),
                Analysis.of(sweep.metric(), axes, rankedPlan, plannedCurves, map.heatMaps()),
                rankedPlan.stream() // in this order, since the order of a sum shows in its last digits
                        .map(trial -> trial.stored().seconds())
                        .mapToDouble(seconds -> seconds == null ? 0 : seconds)
                        .sum());
    }

    private static List<RankedTrial> rank(List<StoredTrial> started, StoredSweep sweep) {
        List<RankedTrial> ordered = new ArrayList<>();
        select(started, sweep, StoredTrial::inPlan)
                .sorted(Ranking.of(sweep.metric().goal(), RankedTrial::entry))
                .forEach(trial -> ordered.add(rankable(trial) ? trial.at(ordered.size() + 1) : trial));
        select(started, sweep, trial -> !trial.inPlan())
                .sorted(Comparator.comparingLong(RankedTrial::number))
                .forEach(ordered::add);
        return List.copyOf(ordered);
    }

    private static Stream<RankedTrial> select(
            List<StoredTrial> trials, StoredSweep sweep, Predicate<StoredTrial> which) {
        return trials.stream().filter(which).map(trial -> RankedTrial.unranked(trial, sweep.metric()));
    }

    private static boolean rankable(RankedTrial trial) {
        return switch (trial.stored().state()) {
            case DIVERGED -> true;
            case COMPLETED, PRUNED, RUNNING, CANCELLED -> trial.best() != null;
            case FAILED, WAITING -> false;
        };
    }

    private static Map<TrialState, Long> counts(StoredSweep sweep, List<StoredTrial> planned) {
        Map<TrialState, Long> counts = new EnumMap<>(TrialState.class);
        planned.forEach(trial -> counts.merge(trial.state(), 1L, Long::sum));
        long waiting = sweep.trials() - planned.size();
        if (waiting > 0) {
            counts.put(TrialState.WAITING, waiting);
        }
        return Collections.unmodifiableMap(counts);
    }

    private static List<FixedParameter> fixed(List<StoredTrial> planned, List<Parameter> varying) {
        List<FixedParameter> fixed = new ArrayList<>();
        for (Parameter parameter : Parameter.values()) {
            Set<Value> values = values(planned, parameter);
            if (!varying.contains(parameter) && !values.isEmpty()) {
                boolean used = planned.stream()
                        .anyMatch(trial -> trial.trial().configuration().uses(parameter));
                String text = String.join(", ", values.stream().map(Value::text).toList());
                fixed.add(new FixedParameter(parameter, text, used));
            }
        }
        return List.copyOf(fixed);
    }

    private static Set<Value> values(List<StoredTrial> trials, Parameter parameter) {
        Set<Value> values = new LinkedHashSet<>();
        trials.stream()
                .sorted(Comparator.comparingLong(trial -> trial.trial().number()))
                .forEach(trial -> trial.trial().configuration().value(parameter).ifPresent(values::add));
        return values;
    }
}
