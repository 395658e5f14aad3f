package io.sweep4j.report;

import java.util.ArrayList;
import java.util.List;

/**
 * The survival of the trials of each value of an axis.
 *
 * @param axis its place among the varying axes
 * @param values by place on the axis
 */
public record SurvivalBy(int axis, List<Survival> values) {
    public SurvivalBy {
        values = List.copyOf(values);
    }

    /** For the axes that are short enough for heat maps. */
    static List<SurvivalBy> of(List<VaryingAxis> axes, List<RankedTrial> trials, int epochs) {
        List<SurvivalBy> all = new ArrayList<>();
        for (int i = 0; i < axes.size(); i++) {
            VaryingAxis axis = axes.get(i);
            if (HeatMap.shows(axis)) {
                List<List<RankedTrial>> parts = new ArrayList<>();
                for (int place = 0; place < axis.size(); place++) {
                    parts.add(new ArrayList<>());
                }
                trials.forEach(trial -> parts.get(axis.place(trial)).add(trial));
                all.add(new SurvivalBy(
                        i, parts.stream().map(part -> Survival.of(part, epochs)).toList()));
            }
        }
        return List.copyOf(all);
    }
}
