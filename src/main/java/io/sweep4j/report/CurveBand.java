package io.sweep4j.report;

import io.sweep4j.sweep.Metric;
import io.sweep4j.sweep.Observation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Where the curves of many trials run: quantiles by epoch. Of a diverged trial only the epochs before its divergence count.
 *
 * @param points by rising epoch, at most {@link DrawnCurves#MOST_POINTS}
 */
public record CurveBand(List<Point> points) {

    /**
     * The quantiles of one epoch.
     *
     * @param trials how many have a finite value there
     * @param low the 10 % quantile
     * @param high the 90 % quantile
     */
    public record Point(
            int epoch, int trials, double low, double quarter, double median, double threeQuarters, double high) {}

    public CurveBand {
        points = List.copyOf(points);
    }

    /** The band of a quantity; without points if nobody measured it. */
    static CurveBand of(List<TrialCurve> curves, Metric.Name quantity) {
        Map<Integer, List<Double>> byEpoch = new TreeMap<>();
        for (TrialCurve curve : curves) {
            for (Observation epoch : curve.epochs()) {
                Double value = epoch.value(quantity);
                if (!epoch.diverged() && value != null && Double.isFinite(value)) {
                    byEpoch.computeIfAbsent(epoch.epoch(), number -> new ArrayList<>())
                            .add(value);
                }
            }
        }
        List<Integer> epochs = List.copyOf(byEpoch.keySet());
        return new CurveBand(kept(epochs.size())
                .mapToObj(epochs::get)
                .map(epoch -> point(epoch, byEpoch.getOrDefault(epoch, List.of())))
                .toList());
    }

    /** Evenly spaced places, first and last among them. */
    private static IntStream kept(int size) {
        int most = DrawnCurves.MOST_POINTS;
        return size <= most
                ? IntStream.range(0, size)
                : IntStream.range(0, most).map(i -> (int) ((long) i * (size - 1) / (most - 1)));
    }

    private static Point point(int epoch, List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return new Point(
                epoch,
                sorted.length,
                Samples.quantile(sorted, 0.1),
                Samples.quantile(sorted, 0.25),
                Samples.quantile(sorted, 0.5),
                Samples.quantile(sorted, 0.75),
                Samples.quantile(sorted, 0.9));
    }
}
