package io.sweep4j.report;

import io.sweep4j.sweep.Parameter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The trials of a sweep by two of its axes, whatever the other axes.
 *
 * @param down place of the first axis among the varying ones
 * @param across place of the second, greater than the first's
 * @param cells those with a trial, line by line
 */
public record HeatMap(int down, int across, List<HeatCell> cells) {
    /** Values of an axis up to which it is in heat maps: as many lines as can be taken in. */
    public static final int MOST_VALUES = 40;

    public HeatMap {
        cells = List.copyOf(cells);
    }

    /** Whether the axis is short enough. */
    static boolean shows(VaryingAxis axis) {
        return axis.size() <= MOST_VALUES;
    }

    /**
     * The maps of all pairs of axes that are short enough.
     *
     * @param ranking the trials of the plan, best first
     */
    static List<HeatMap> of(List<VaryingAxis> axes, List<RankedTrial> ranking) {
        List<HeatMap> maps = new ArrayList<>();
        for (int down = 0; down < axes.size(); down++) {
            for (int across = down + 1; across < axes.size(); across++) {
                if (shows(axes.get(down)) && shows(axes.get(across))) {
                    maps.add(new HeatMap(down, across, cells(axes.get(down), axes.get(across), ranking)));
                }
            }
        }
        return List.copyOf(maps);
    }

    /** All maps of a sweep, those of the axes that explain most of the ranks first. */
    static List<HeatMap> telling(SweepComparison sweep) {
        List<Integer> order = sweep.analysis().importances().stream()
                .flatMap(importances -> importances.axes().stream())
                .map(Importances.OfAxis::axis)
                .toList();
        return sweep.map().heatMaps().stream()
                .sorted(Comparator.comparingInt(map -> order.indexOf(map.down) + order.indexOf(map.across)))
                .toList();
    }

    /** Whether it reads best with its first axis across: learning rates rise from left to right. */
    boolean turned(List<VaryingAxis> axes) {
        return axes.get(down).parameter() == Parameter.LEARNING_RATE;
    }

    private static List<HeatCell> cells(VaryingAxis down, VaryingAxis across, List<RankedTrial> ranking) {
        Map<Integer, HeatCell> cells = new TreeMap<>();
        for (RankedTrial trial : ranking) {
            int line = down.place(trial);
            int column = across.place(trial);
            HeatCell empty = new HeatCell(line, column, 0, Map.of(), null);
            int at = line * across.size() + column;
            cells.put(at, cells.getOrDefault(at, empty).plus(trial));
        }
        return List.copyOf(cells.values());
    }
}
