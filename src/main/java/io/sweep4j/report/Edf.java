package io.sweep4j.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The empirical distribution of the metric over trials: of how many it is at most so much.
 *
 * @param trials how many were ranked, diverged ones included
 * @param values the metric of the finite ones at their best epochs, ascending
 */
public record Edf(int trials, List<Double> values) {
    public Edf {
        values = List.copyOf(values);
    }

    static Edf of(List<RankedTrial> planned) {
        List<RankedTrial> ranked =
                planned.stream().filter(trial -> trial.rank() != null).toList();
        return new Edf(
                ranked.size(),
                ranked.stream()
                        .filter(RankedTrial::finite)
                        .map(RankedTrial::best)
                        .filter(Objects::nonNull)
                        .sorted()
                        .toList());
    }

    /** One for each place of the axis. */
    static List<Edf> by(VaryingAxis axis, List<RankedTrial> planned) {
        List<List<RankedTrial>> parts = new ArrayList<>();
        for (int place = 0; place < axis.size(); place++) {
            parts.add(new ArrayList<>());
        }
        planned.forEach(trial -> parts.get(axis.place(trial)).add(trial));
        return parts.stream().map(Edf::of).toList();
    }
}
