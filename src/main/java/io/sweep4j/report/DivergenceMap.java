package io.sweep4j.report;

import io.sweep4j.sweep.Cause;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where in its grid a sweep diverged, and where it stayed finite. About the started trials of the plan. Immutable.
 *
 * @param causes the diverged trials by cause, in the order of causes
 * @param heatMaps of every pair of varying axes that are short enough
 * @param frontier only if the learning rate varies
 * @param survival of all trials
 * @param survivalBy likewise for the values of each axis that is short enough
 */
public record DivergenceMap(
        List<CauseGroup> causes,
        List<HeatMap> heatMaps,
        Optional<Frontier> frontier,
        Survival survival,
        List<SurvivalBy> survivalBy) {
    public DivergenceMap {
        causes = List.copyOf(causes);
        heatMaps = List.copyOf(heatMaps);
        survivalBy = List.copyOf(survivalBy);
    }

    /** @param ranking the trials of the plan, best first */
    static DivergenceMap of(List<VaryingAxis> axes, List<RankedTrial> ranking, List<DivergedTrial> diverged) {
        int epochs = ranking.stream()
                .mapToInt(trial -> {
                    var divergence = trial.stored().divergence();
                    int run = trial.stored().summary().epochsRun();
                    return divergence == null ? run : Math.max(run, divergence.epoch());
                })
                .max()
                .orElse(0);
        return new DivergenceMap(
                causes(diverged),
                HeatMap.of(axes, ranking),
                Frontier.of(axes, ranking),
                Survival.of(ranking, epochs),
                SurvivalBy.of(axes, ranking, epochs));
    }

    private static List<CauseGroup> causes(List<DivergedTrial> diverged) {
        Map<Cause, List<DivergedTrial>> groups = new EnumMap<>(Cause.class);
        diverged.stream()
                .sorted(Comparator.comparingLong(trial -> trial.trial().number()))
                .forEach(trial -> groups.computeIfAbsent(trial.divergence().cause(), cause -> new ArrayList<>())
                        .add(trial));
        return groups.entrySet().stream()
                .map(group -> new CauseGroup(group.getKey(), group.getValue()))
                .toList();
    }
}
