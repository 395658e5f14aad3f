package io.sweep4j.report;

import io.sweep4j.sweep.Metric;
import io.sweep4j.sweep.Parameter;
import io.sweep4j.sweep.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Several sweeps side by side: what differs between them, and what each came to at the same values. The first sweep is the
 * reference. Pure and immutable.
 *
 * @param settings what differs outside of the shared axes
 * @param axes the parameters that vary in every sweep
 * @param folded by sweep, the parameters that vary in it but not in all: the best of their trials stands for a cell
 * @param metric what values are of; null if the sweeps have different metrics, so that no values are compared
 * @param cells values of the shared axes that at least two sweeps have started trials of: those that diverged in one sweep and
 *     survived in another first, then by the largest difference; empty if no axis is shared
 * @param inAll how many of the cells every sweep has
 * @param lone by sweep, how many cells it alone has
 * @param pairings every sweep but the reference, in order
 */
public record Matching(
        List<Setting> settings,
        List<SharedAxis> axes,
        List<List<Parameter>> folded,
        @Nullable Metric metric,
        List<MatchedCell> cells,
        int inAll,
        List<Integer> lone,
        List<Pairing> pairings) {
    private static final Comparator<MatchedCell> BY_CHANGE = Comparator.comparing(MatchedCell::changedState)
            .reversed()
            .thenComparing(
                    Comparator.comparingDouble(MatchedCell::largestDifference).reversed())
            .thenComparing(Matching::comparePlaces);

    public Matching {
        settings = List.copyOf(settings);
        axes = List.copyOf(axes);
        folded = List.copyOf(folded);
        cells = List.copyOf(cells);
        lone = List.copyOf(lone);
        pairings = List.copyOf(pairings);
    }

    /** Whether a setting of the data differs, so that values of one sweep say little about another's. */
    boolean differentData() {
        return settings.stream().anyMatch(setting -> setting.kind() == Setting.Kind.DATA);
    }

    /** @param sweeps at least two; the first one is the reference */
    static Matching of(List<SweepComparison> sweeps) {
        List<List<RankedTrial>> ranked = sweeps.stream()
                .map(sweep -> sweep.ranking().stream()
                        .filter(trial -> trial.stored().inPlan())
                        .toList())
                .toList();
        List<List<RankedTrial>> byNumber = ranked.stream()
                .map(trials -> trials.stream()
                        .sorted(Comparator.comparingLong(RankedTrial::number))
                        .toList())
                .toList();
        Set<Parameter> shared = EnumSet.allOf(Parameter.class);
        sweeps.forEach(sweep -> shared.retainAll(sweep.varying()));
        List<SharedAxis> axes = sweeps.get(0).varying().stream()
                .filter(shared::contains)
                .map(parameter -> new SharedAxis(parameter, byNumber))
                .toList();
        boolean sameMetric =
                sweeps.stream().map(sweep -> sweep.sweep().metric()).distinct().count() == 1;
        Metric metric = sameMetric ? sweeps.get(0).sweep().metric() : null;
        Map<List<Integer>, @Nullable CellSide[]> sides = axes.isEmpty() ? Map.of() : sides(axes, ranked);
        List<MatchedCell> cells = new ArrayList<>();
        int inAll = 0;
        int[] lone = new int[sweeps.size()];
        for (Map.Entry<List<Integer>, @Nullable CellSide[]> entry : sides.entrySet()) {
            int known = 0;
            int last = 0;
            for (int sweep = 0; sweep < sweeps.size(); sweep++) {
                if (entry.getValue()[sweep] != null) {
                    known++;
                    last = sweep;
                }
            }
            if (known == 1) {
                lone[last]++;
            } else {
                cells.add(cell(axes, entry.getKey(), entry.getValue(), sameMetric));
            }
            inAll += known == sweeps.size() ? 1 : 0;
        }
        cells.sort(BY_CHANGE);
        List<Pairing> pairings = new ArrayList<>();
        for (int sweep = 1; sweep < sweeps.size(); sweep++) {
            pairings.add(Pairing.of(sweep, cells, metric));
        }
        return new Matching(
                Settings.differing(sweeps, byNumber, shared),
                axes,
                sweeps.stream()
                        .map(sweep -> sweep.varying().stream()
                                .filter(parameter -> !shared.contains(parameter))
                                .toList())
                        .toList(),
                metric,
                cells,
                inAll,
                Arrays.stream(lone).boxed().toList(),
                pairings);
    }

    /** Every cell by the places of its values. The first trial of a cell in a ranking is its best. */
    private static Map<List<Integer>, @Nullable CellSide[]> sides(
            List<SharedAxis> axes, List<List<RankedTrial>> ranked) {
        Map<List<Integer>, @Nullable CellSide[]> cells = new HashMap<>();
        for (int sweep = 0; sweep < ranked.size(); sweep++) {
            for (RankedTrial trial : ranked.get(sweep)) {
                List<Integer> places =
                        axes.stream().map(axis -> axis.place(trial)).toList();
                @Nullable CellSide[] cell = cells.computeIfAbsent(places, p -> new CellSide[ranked.size()]);
                CellSide side = cell[sweep];
                int diverged = trial.stored().divergence() == null ? 0 : 1;
                cell[sweep] = side == null
                        ? new CellSide(trial, 1, diverged)
                        : new CellSide(side.best(), side.trials() + 1, side.diverged() + diverged);
            }
        }
        return cells;
    }

    private static MatchedCell cell(
            List<SharedAxis> axes, List<Integer> places, @Nullable CellSide[] sides, boolean sameMetric) {
        List<@Nullable Value> values = new ArrayList<>();
        for (int axis = 0; axis < axes.size(); axis++) {
            values.add(axes.get(axis).values().get(places.get(axis)).value());
        }
        List<@Nullable Double> differences = new ArrayList<>();
        Double from = value(sides[0]);
        for (int sweep = 0; sweep < sides.length; sweep++) {
            Double to = value(sides[sweep]);
            differences.add(sameMetric && sweep > 0 ? difference(from, to) : null);
        }
        return new MatchedCell(values, places, Arrays.asList(sides), differences);
    }

    /** Null where either has no value, or two costs lie so far apart that no number says how far. */
    private static @Nullable Double difference(@Nullable Double from, @Nullable Double to) {
        Double difference = from == null || to == null ? null : (Double) (to - from);
        return difference != null && Double.isFinite(difference) ? difference : null;
    }

    private static @Nullable Double value(@Nullable CellSide side) {
        return side == null ? null : side.value();
    }

    private static int comparePlaces(MatchedCell one, MatchedCell other) {
        for (int axis = 0; axis < one.places().size(); axis++) {
            int order = Integer.compare(one.places().get(axis), other.places().get(axis));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }
}
