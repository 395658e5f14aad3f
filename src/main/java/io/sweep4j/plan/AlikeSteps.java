package io.sweep4j.plan;

import io.sweep4j.sweep.Axis;
import io.sweep4j.sweep.Configuration;
import io.sweep4j.sweep.Dimension;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Which steps of a dimension train as a configuration does: looked up, since it is asked for every cell. Immutable. */
final class AlikeSteps {
    private static final int[] NONE = {};

    private final List<Axis> axes;
    private final int[] all;
    /** For each axis the steps by the spelling that their values share, in order. */
    private final List<Map<String, int[]>> bySpelling = new ArrayList<>();

    AlikeSteps(Dimension dimension) {
        this.axes = dimension.axes();
        this.all = IntStream.range(0, dimension.size()).toArray();
        for (Axis axis : axes) {
            Map<String, List<Integer>> steps = new HashMap<>();
            for (int step : all) {
                String spelling =
                        Configuration.canonical(axis.parameter(), axis.values().get(step));
                steps.computeIfAbsent(spelling, unknown -> new ArrayList<>()).add(step);
            }
            Map<String, int[]> arrays = new HashMap<>();
            steps.forEach((spelling, of) ->
                    arrays.put(spelling, of.stream().mapToInt(step -> step).toArray()));
            bySpelling.add(arrays);
        }
    }

    /** In order; all of them where the configuration does not use what the dimension varies. Not to be written to. */
    int[] matching(Configuration configuration) {
        int[] matching = all;
        for (int i = 0; i < axes.size(); i++) {
            Optional<String> spelling = configuration.canonical(axes.get(i).parameter());
            if (spelling.isPresent()) {
                int[] steps = bySpelling.get(i).getOrDefault(spelling.get(), NONE);
                matching = matching == all ? steps : common(matching, steps);
            }
        }
        return matching;
    }

    private static int[] common(int[] some, int[] others) {
        return IntStream.of(some)
                .filter(step -> IntStream.of(others).anyMatch(other -> other == step))
                .toArray();
    }
}
