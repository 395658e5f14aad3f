package io.sweep4j.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All measures of the cells of a heat map.
 *
 * @param byMeasure by {@link HeatMeasure#ordinal} and in the order of {@link HeatMap#cells}
 */
public record HeatValues(List<List<@Nullable Double>> byMeasure) {
    public HeatValues {
        byMeasure = Collections.unmodifiableList(new ArrayList<>(byMeasure));
    }

    /** The values of one measure, in the order of the map's cells. */
    public List<@Nullable Double> of(HeatMeasure measure) {
        return byMeasure.get(measure.ordinal());
    }

    /** @param ranking the trials of the plan, best first */
    static HeatValues of(HeatMap map, List<VaryingAxis> axes, List<RankedTrial> ranking) {
        VaryingAxis down = axes.get(map.down());
        VaryingAxis across = axes.get(map.across());
        Map<Integer, List<RankedTrial>> cells = new HashMap<>();
        for (RankedTrial trial : ranking) {
            int at = down.place(trial) * across.size() + across.place(trial);
            cells.computeIfAbsent(at, place -> new ArrayList<>()).add(trial);
        }
        List<List<@Nullable Double>> measures = new ArrayList<>();
        for (HeatMeasure measure : HeatMeasure.values()) {
            List<@Nullable Double> values = new ArrayList<>();
            for (HeatCell cell : map.cells()) {
                values.add(measure.of(cells.getOrDefault(cell.down() * across.size() + cell.across(), List.of())));
            }
            measures.add(Collections.unmodifiableList(values));
        }
        return new HeatValues(measures);
    }
}
