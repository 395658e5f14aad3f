package io.sweep4j.report;

import io.sweep4j.sweep.Parameter;
import io.sweep4j.sweep.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where training stops being stable as the learning rate rises, for each combination of the other axes.
 *
 * @param rates the learning rates of the sweep, rising
 * @param others the other axes that vary, in axis order; seeds are pooled like repeats
 * @param along numeric axes that move with the learning rate, so that each rate has one value of theirs
 * @param lines one a combination, in axis order
 */
public record Frontier(List<Value> rates, List<Parameter> others, List<Parameter> along, List<FrontierLine> lines) {
    public Frontier {
        rates = List.copyOf(rates);
        others = List.copyOf(others);
        along = List.copyOf(along);
        lines = List.copyOf(lines);
    }

    /**
     * The frontier; empty if the learning rate does not vary, or no combination was trained at two rates or more.
     *
     * @param ranking the trials of the plan, best first
     */
    static Optional<Frontier> of(List<VaryingAxis> axes, List<RankedTrial> ranking) {
        VaryingAxis rate = axes.stream()
                .filter(axis -> axis.parameter() == Parameter.LEARNING_RATE)
                .findFirst()
                .orElse(null);
        if (rate == null) {
            return Optional.empty();
        }
        Map<Boolean, List<VaryingAxis>> byKind = axes.stream()
                .filter(axis -> axis != rate && axis.parameter() != Parameter.SEED)
                .collect(Collectors.partitioningBy(axis -> axis.numeric() && follows(axis, rate, ranking)));
        List<VaryingAxis> others = byKind.getOrDefault(false, List.of());
        List<VaryingAxis> along = byKind.getOrDefault(true, List.of());
        List<FrontierLine> lines = lines(rate, others, ranking);
        if (lines.stream().noneMatch(line -> line.rates().size() > 1)) {
            return Optional.empty();
        }
        return Optional.of(new Frontier(rate.values(), parameters(others), parameters(along), lines));
    }

    private static List<Parameter> parameters(List<VaryingAxis> axes) {
        return axes.stream().map(VaryingAxis::parameter).toList();
    }

    private static boolean follows(VaryingAxis axis, VaryingAxis rate, List<RankedTrial> ranking) {
        Map<Integer, Integer> places = new LinkedHashMap<>();
        return ranking.stream().allMatch(trial -> {
            Integer before = places.putIfAbsent(rate.place(trial), axis.place(trial));
            return before == null || before == axis.place(trial);
        });
    }

    private static List<FrontierLine> lines(VaryingAxis rate, List<VaryingAxis> others, List<RankedTrial> ranking) {
        Map<List<Integer>, List<RankedTrial>> cells = new LinkedHashMap<>();
        for (RankedTrial trial : ranking) {
            List<Integer> cell = others.stream().map(axis -> axis.place(trial)).toList();
            cells.computeIfAbsent(cell, empty -> new ArrayList<>()).add(trial);
        }
        List<FrontierLine> lines = new ArrayList<>();
        cells.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Frontier::compare))
                .forEach(cell -> {
                    List<RateOutcome> rates = outcomes(rate, cell.getValue());
                    if (!rates.isEmpty()) {
                        lines.add(FrontierLine.of(
                                Collections.min(cell.getValue(), Comparator.comparingLong(RankedTrial::number)),
                                rates));
                    }
                });
        return lines;
    }

    private static int compare(List<Integer> one, List<Integer> other) {
        for (int i = 0; i < one.size(); i++) {
            int order = Integer.compare(one.get(i), other.get(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static List<RateOutcome> outcomes(VaryingAxis rate, List<RankedTrial> ranking) {
        List<List<RankedTrial>> byRate = new ArrayList<>();
        rate.values().forEach(value -> byRate.add(new ArrayList<>()));
        ranking.forEach(trial -> byRate.get(rate.place(trial)).add(trial));
        List<RateOutcome> outcomes = new ArrayList<>();
        for (int place = 0; place < byRate.size(); place++) {
            RateOutcome outcome = RateOutcome.of(rate.values().get(place), place, byRate.get(place));
            if (outcome.known()) {
                outcomes.add(outcome);
            }
        }
        return outcomes;
    }
}
