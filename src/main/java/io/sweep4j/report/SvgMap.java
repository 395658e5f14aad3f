package io.sweep4j.report;

import io.sweep4j.sweep.Cause;
import io.sweep4j.sweep.Metric;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** The best values of a sweep by two of its axes, as a small picture, and which cells diverged for what cause. */
final class SvgMap {
    private static final double LEFT = 150;
    private static final double TOP = 72;
    private static final double CELL_WIDTH = 118;
    private static final double CELL_HEIGHT = 40;
    private static final double GAP = 2;
    private static final int MOST_ACROSS = 8;
    private static final int MOST_DOWN = 16;
    private static final int LONGEST_LABEL = 18;
    /** From the best to the worst: even steps in lightness, the same to colour-blind eyes. */
    private static final int[][] RAMP = {
        {0, 34, 78}, {59, 73, 108}, {112, 117, 119}, {165, 152, 112}, {218, 190, 88}, {254, 232, 56}
    };

    /** The luminance above which dark ink is read more easily. */
    private static final double LIGHT = 120;

    private final SweepComparison sweep;
    private final HeatMap map;
    private final boolean turned;
    private final VaryingAxis down;
    private final VaryingAxis across;

    private SvgMap(SweepComparison sweep, HeatMap map) {
        this.sweep = sweep;
        this.map = map;
        VaryingAxis first = sweep.axes().get(map.down());
        VaryingAxis second = sweep.axes().get(map.across());
        turned = map.turned(sweep.axes()) ? first.size() <= MOST_ACROSS : second.size() > MOST_ACROSS;
        down = turned ? second : first;
        across = turned ? first : second;
    }

    /** The picture of the two axes that explain most of the ranks; empty where no two are short enough. */
    static Optional<String> of(SweepComparison sweep) {
        return HeatMap.telling(sweep).stream()
                .map(map -> new SvgMap(sweep, map))
                .filter(map -> map.down.size() <= MOST_DOWN && map.across.size() <= MOST_ACROSS)
                .findFirst()
                .map(SvgMap::draw);
    }

    private String draw() {
        String title = "Best " + Wording.name(sweep.sweep().metric()) + " by "
                + down.parameter().yaml() + " and " + across.parameter().yaml();
        double width = Math.max(LEFT + across.size() * CELL_WIDTH + 16, 420);
        Svg svg = new Svg((int) width, (int) (TOP + down.size() * CELL_HEIGHT + 16), title);
        svg.text(16, 22, "start", "ink title", title);
        svg.text(LEFT, 44, "start", "soft", across.parameter().yaml());
        svg.text(LEFT - 10, TOP - 8, "end", "soft", down.parameter().yaml());
        List<String> columns = across.labels();
        for (int i = 0; i < columns.size(); i++) {
            svg.text(LEFT + (i + 0.5) * CELL_WIDTH, TOP - 8, "middle", "ink", label(columns.get(i)));
        }
        List<String> lines = down.labels();
        for (int i = 0; i < lines.size(); i++) {
            svg.text(LEFT - 10, TOP + (i + 0.5) * CELL_HEIGHT + 4, "end", "ink", label(lines.get(i)));
        }
        double[] values = map.cells().stream()
                .map(HeatCell::best)
                .filter(Objects::nonNull)
                .map(RankedTrial::best)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        for (HeatCell cell : map.cells()) {
            draw(svg, cell, values);
        }
        return svg.finish();
    }

    /** @param values of all cells, ascending */
    private void draw(Svg svg, HeatCell cell, double[] values) {
        double x = LEFT + (turned ? cell.down() : cell.across()) * CELL_WIDTH;
        double y = TOP + (turned ? cell.across() : cell.down()) * CELL_HEIGHT;
        double middle = x + CELL_WIDTH / 2 - GAP / 2;
        RankedTrial winner = cell.best();
        Double best = winner == null ? null : winner.best();
        String causes = cell.causes().keySet().stream().map(SvgMap::words).collect(Collectors.joining(", "));
        if (winner == null || best == null) {
            boolean diverged = cell.diverged() > 0;
            svg.cell(x, y, CELL_WIDTH - GAP, CELL_HEIGHT - GAP, diverged ? "dead" : "void");
            svg.text(middle, y + 16, "middle", diverged ? "bad title" : "soft", diverged ? "✕ diverged" : "no result");
            svg.text(middle, y + 30, "middle", "bad small", cell.causes().size() > 1 ? "several causes" : causes);
            return;
        }
        double low = values[0];
        double high = values[values.length - 1];
        double share = high > low ? (best / 2 - low / 2) / (high / 2 - low / 2) : 1;
        int[] colour = colour(sweep.sweep().metric().goal() == Metric.Goal.MAXIMIZE ? 1 - share : share);
        String ink = 0.299 * colour[0] + 0.587 * colour[1] + 0.114 * colour[2] > LIGHT ? "#101010" : "#ffffff";
        String fill = String.format(Locale.ROOT, "#%02x%02x%02x", colour[0], colour[1], colour[2]);
        svg.filled(x, y, CELL_WIDTH - GAP, CELL_HEIGHT - GAP, fill);
        boolean warned = !winner.stored().warnings().isEmpty();
        String shown = Wording.best(best, sweep.sweep().metric()) + (warned ? " ⚠" : "");
        svg.inked(middle, y + (cell.diverged() > 0 ? 17 : 23), "title", ink, shown);
        if (cell.diverged() > 0) {
            svg.inked(middle, y + 31, "small", ink, cell.diverged() + " of " + cell.trials() + " diverged");
        }
    }

    private static String words(Cause cause) {
        return cause.name().replace('_', ' ').toLowerCase(Locale.ROOT);
    }

    private static int[] colour(double share) {
        double at = share * (RAMP.length - 1);
        int below = Math.min(RAMP.length - 2, (int) at);
        int[] colour = new int[RAMP[0].length];
        for (int i = 0; i < colour.length; i++) {
            colour[i] = (int) Math.round(RAMP[below][i] + (at - below) * (RAMP[below + 1][i] - RAMP[below][i]));
        }
        return colour;
    }

    private static String label(String text) {
        int letters = text.codePointCount(0, text.length());
        return letters <= LONGEST_LABEL ? text : text.substring(0, text.offsetByCodePoints(0, LONGEST_LABEL - 1)) + "…";
    }
}
