package io.sweep4j.execution;

import io.sweep4j.data.DatasetInfo;
import io.sweep4j.engine.Grouping;
import io.sweep4j.engine.TrainingEngine;
import io.sweep4j.sweep.Trial;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts trials together that are best trained together, without leaving a thread idle for it. */
final class Batches {
    private Batches() {}

    /**
     * Batches in the order of their first trials.
     *
     * @param threads that share them, at least 1
     * @param most trials in a batch, at least 1
     * @param alone numbers of trials that are to have no company: those that may crash Java
     */
    static List<List<Trial>> of(
            List<Trial> trials, TrainingEngine engine, DatasetInfo data, int threads, int most, Set<Long> alone) {
        Map<Object, List<Trial>> groups = new LinkedHashMap<>();
        Map<Object, Integer> widths = new LinkedHashMap<>();
        int fair = Math.max(1, Math.min(most, (trials.size() + threads - 1) / threads));
        List<List<Trial>> batches = new ArrayList<>();
        for (Trial trial : trials) {
            if (alone.contains(trial.number())) {
                batches.add(List.of(trial));
                continue;
            }
            Grouping grouping = engine.grouping(trial.configuration(), data);
            groups.computeIfAbsent(grouping.key(), key -> new ArrayList<>()).add(trial);
            widths.put(grouping.key(), Math.min(fair, grouping.most()));
        }
        groups.forEach((key, group) -> split(group, widths.getOrDefault(key, 1), batches));
        batches.sort(Comparator.comparingLong(batch -> batch.get(0).number()));
        return batches;
    }

    /** In as few batches as the width allows, all about equally large. */
    private static void split(List<Trial> group, int width, List<List<Trial>> batches) {
        int count = (group.size() + width - 1) / width;
        for (int i = 0; i < count; i++) {
            int from = (int) ((long) group.size() * i / count);
            int to = (int) ((long) group.size() * (i + 1) / count);
            batches.add(group.subList(from, to));
        }
    }
}
