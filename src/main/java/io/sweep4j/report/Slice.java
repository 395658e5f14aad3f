package io.sweep4j.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The metric along one axis, whatever the other axes.
 *
 * @param places by place on the axis
 */
public record Slice(List<Place> places) {

    /**
     * The trials of one value.
     *
     * @param trials how many were ranked
     * @param diverged how many of them diverged
     * @param median of the finite ones' metric at their best epochs; null if there is none
     */
    public record Place(int trials, int diverged, @Nullable Double median) {}

    public Slice {
        places = List.copyOf(places);
    }

    static Slice of(VaryingAxis axis, List<RankedTrial> planned) {
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < axis.size(); i++) {
            int place = i;
            places.add(place(planned.stream()
                    .filter(trial -> trial.rank() != null && axis.place(trial) == place)
                    .toList()));
        }
        return new Slice(places);
    }

    private static Place place(List<RankedTrial> ranked) {
        double[] values = ranked.stream()
                .filter(RankedTrial::finite)
                .map(RankedTrial::best)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        return new Place(
                ranked.size(),
                ranked.size() - values.length,
                values.length == 0 ? null : Samples.quantile(values, 0.5));
    }
}
