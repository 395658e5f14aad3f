package io.sweep4j.report;

import io.sweep4j.sweep.Divergence;
import io.sweep4j.sweep.Observation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** The costs of a sweep by epoch, as a small picture: the best trials, where the others run, and when trials diverged. */
final class SvgCurves {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 300;
    private static final double LEFT = 64;
    private static final double RIGHT = WIDTH - 84;
    private static final double TOP = 70;
    private static final double BOTTOM = HEIGHT - 40;
    private static final double CROSSES = 48;
    private static final double LABEL_HEIGHT = 13;
    private static final List<String> COLOURS = List.of("one", "two", "three");

    private final SweepComparison sweep;
    private final Svg svg;
    private final SvgScale across;
    private final SvgScale up;
    private final List<TrialCurve> best;
    private final List<CurveBand.Point> band;

    private SvgCurves(SweepComparison sweep, List<TrialCurve> best, int epochs) {
        this.sweep = sweep;
        this.best = best;
        band = sweep.analysis().cost().points();
        across = new SvgScale(1, Math.max(2, epochs), false, LEFT, RIGHT);
        up = SvgScale.of(
                DoubleStream.concat(
                                band.stream().flatMapToDouble(point -> DoubleStream.of(point.low(), point.high())),
                                best.stream()
                                        .flatMapToDouble(
                                                curve -> finite(curve).stream().mapToDouble(Observation::cost)))
                        .toArray(),
                BOTTOM,
                TOP);
        svg = new Svg(WIDTH, HEIGHT, title());
    }

    /** The picture; empty where no cost is finite. */
    static Optional<String> of(SweepComparison sweep) {
        List<TrialCurve> best = new ArrayList<>();
        for (TrialCurve curve : sweep.curves()) {
            if (curve.trial().finite()
                    && best.size() < COLOURS.size()
                    && !finite(curve).isEmpty()
                    && best.stream().noneMatch(curve::alike)) {
                best.add(curve);
            }
        }
        int epochs = sweep.curves().stream()
                .mapToInt(curve -> curve.epochs().get(curve.epochs().size() - 1).epoch())
                .max()
                .orElse(0);
        return sweep.analysis().cost().points().isEmpty()
                ? Optional.empty()
                : Optional.of(new SvgCurves(sweep, best, epochs).draw());
    }

    private static List<Observation> finite(TrialCurve curve) {
        return curve.epochs().stream()
                .filter(epoch -> !epoch.diverged() && Double.isFinite(epoch.cost()))
                .toList();
    }

    private String title() {
        return "Cost by epoch of " + Wording.plural(band.get(0).trials(), "trial")
                + (sweep.diverged().isEmpty()
                        ? ""
                        : "; " + Wording.plural(sweep.diverged().size(), "trial") + " diverged");
    }

    private String draw() {
        svg.text(LEFT, 20, "start", "ink title", up.logarithmic() ? "Cost by epoch, logarithmic" : "Cost by epoch");
        for (double tick : up.ticks()) {
            svg.path("rule", "M" + Svg.number(LEFT) + " " + Svg.number(up.at(tick)) + "H" + Svg.number(RIGHT));
            svg.text(LEFT - 8, up.at(tick) + 4, "end", "soft", Numbers.compact(tick, 3));
        }
        for (double tick : across.ticks()) {
            if (tick == Math.rint(tick)) {
                svg.text(across.at(tick), BOTTOM + 18, "middle", "soft", Numbers.compact(tick, 6));
            }
        }
        svg.text((LEFT + RIGHT) / 2, BOTTOM + 34, "middle", "soft", "epoch");
        drawBand();
        drawBest();
        drawDivergences();
        return svg.finish();
    }

    private void drawBand() {
        List<String> edge = new ArrayList<>();
        band.forEach(point -> edge.add(point(point.epoch(), point.high())));
        for (int i = band.size() - 1; i >= 0; i--) {
            edge.add(point(band.get(i).epoch(), band.get(i).low()));
        }
        svg.path("rest band", "M" + String.join("L", edge) + "Z");
        svg.line("rest", line(CurveBand.Point::median));
        svg.text(RIGHT, 20, "end", "soft", "grey: median of all trials, and 10 % to 90 % of them");
    }

    private String line(ToDoubleFunction<CurveBand.Point> quantity) {
        return band.stream()
                .map(point -> point(point.epoch(), quantity.applyAsDouble(point)))
                .collect(Collectors.joining(" "));
    }

    private String point(int epoch, double cost) {
        return Svg.number(across.at(epoch)) + "," + Svg.number(up.at(cost));
    }

    private void drawBest() {
        for (int i = best.size() - 1; i >= 0; i--) {
            List<Observation> curve = finite(best.get(i));
            svg.line(
                    COLOURS.get(i),
                    curve.stream()
                            .map(epoch -> point(epoch.epoch(), epoch.cost()))
                            .collect(Collectors.joining(" ")));
        }
        double free = Double.NEGATIVE_INFINITY;
        for (TrialCurve curve :
                best.stream().sorted(Comparator.comparingDouble(this::end)).toList()) {
            double y = Math.max(end(curve), free);
            String label = "trial " + curve.trial().number();
            svg.text(RIGHT + 8, y + 4, "start", COLOURS.get(best.indexOf(curve)), label);
            free = y + LABEL_HEIGHT;
        }
    }

    /** Where the curve ends. */
    private double end(TrialCurve curve) {
        List<Observation> epochs = finite(curve);
        return up.at(epochs.get(epochs.size() - 1).cost());
    }

    private void drawDivergences() {
        Map<Integer, Long> byEpoch = sweep.diverged().stream()
                .map(DivergedTrial::divergence)
                .collect(Collectors.groupingBy(Divergence::epoch, TreeMap::new, Collectors.counting()));
        if (byEpoch.isEmpty()) {
            return;
        }
        svg.text(LEFT - 8, CROSSES + 4, "end", "bad", "diverged");
        byEpoch.forEach((epoch, trials) -> {
            double x = across.at(Math.min(epoch, across.high()));
            svg.cross(x, CROSSES, 5);
            svg.text(x + 9, CROSSES + 4, "start", "bad", trials + "×");
        });
    }
}
