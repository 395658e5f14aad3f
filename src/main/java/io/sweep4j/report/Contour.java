package io.sweep4j.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The best value over two numeric axes as lines of equal value, linear between the values of the grid. Where a cell of the
 * grid has no finite trial there are no lines around it.
 *
 * @param down place of the first axis among the varying ones: it runs upwards
 * @param across place of the second: it runs to the right
 * @param levels the values of the lines, ascending and evenly spaced
 * @param lines their pieces
 */
public record Contour(int down, int across, List<Double> levels, List<Piece> lines) {
    /** Values an axis must have, so that there is something to see between. */
    static final int LEAST_VALUES = 3;

    private static final int MOST_LEVELS = 9;

    /** A straight piece of a level's line. Places are those of the axes' values, with fractions between. */
    public record Piece(int level, double fromAcross, double fromDown, double toAcross, double toDown) {}

    public Contour {
        levels = List.copyOf(levels);
        lines = List.copyOf(lines);
    }

    /** Whether the axis can be in one. */
    static boolean shows(VaryingAxis axis) {
        return axis.numeric() && axis.values().size() >= LEAST_VALUES && HeatMap.shows(axis);
    }

    /** The contours of all heat maps of two such axes that have at least two different values. */
    static List<Contour> of(List<VaryingAxis> axes, List<HeatMap> maps) {
        List<Contour> contours = new ArrayList<>();
        for (HeatMap map : maps) {
            if (shows(axes.get(map.down())) && shows(axes.get(map.across()))) {
                @Nullable Double[][] grid = grid(map, axes);
                List<Double> levels = levels(grid);
                if (!levels.isEmpty()) {
                    contours.add(new Contour(map.down(), map.across(), levels, lines(grid, levels)));
                }
            }
        }
        return List.copyOf(contours);
    }

    private static @Nullable Double[][] grid(HeatMap map, List<VaryingAxis> axes) {
        int lines = axes.get(map.down()).values().size();
        int columns = axes.get(map.across()).values().size();
        @Nullable Double[][] grid = new @Nullable Double[lines][columns];
        for (HeatCell cell : map.cells()) {
            RankedTrial best = cell.best();
            if (best != null && cell.down() < lines && cell.across() < columns) {
                grid[cell.down()][cell.across()] = best.best();
            }
        }
        return grid;
    }

    /** Round numbers between the least and the greatest; none if those are the same. */
    static List<Double> levels(@Nullable Double[][] grid) {
        double[] values = Arrays.stream(grid)
                .flatMap(Arrays::stream)
                .filter(value -> value != null)
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        if (values.length < 2 || !(values[values.length - 1] > values[0])) {
            return List.of();
        }
        double low = values[0];
        double high = values[values.length - 1];
        double step = step((high - low) / MOST_LEVELS);
        List<Double> levels = new ArrayList<>();
        for (long i = (long) Math.floor(low / step) + 1; i * step < high; i++) {
            levels.add(i * step);
        }
        return levels;
    }

    /** The next of 1, 2, 2.5, 5 and 10 times a power of ten. */
    private static double step(double least) {
        double power = Math.pow(10, Math.floor(Math.log10(least)));
        for (double factor : new double[] {1, 2, 2.5, 5}) {
            if (factor * power >= least) {
                return factor * power;
            }
        }
        return 10 * power;
    }

    /** Marching squares over the cells whose four corners all have a value. */
    static List<Piece> lines(@Nullable Double[][] grid, List<Double> levels) {
        List<Piece> pieces = new ArrayList<>();
        for (int y = 0; y + 1 < grid.length; y++) {
            for (int x = 0; x + 1 < grid[y].length; x++) {
                Double a = grid[y][x];
                Double b = grid[y][x + 1];
                Double c = grid[y + 1][x + 1];
                Double d = grid[y + 1][x];
                if (a != null && b != null && c != null && d != null) {
                    for (int level = 0; level < levels.size(); level++) {
                        square(pieces, level, levels.get(level), x, y, new double[] {a, b, c, d});
                    }
                }
            }
        }
        return pieces;
    }

    /** The pieces within one square: none, one, or two. Corners go round from the lower left. */
    private static void square(List<Piece> pieces, int level, double value, int x, int y, double[] corners) {
        List<double[]> cuts = new ArrayList<>();
        for (int side = 0; side < 4; side++) {
            double from = corners[side];
            double to = corners[(side + 1) % 4];
            if (from < value != to < value) {
                cuts.add(cut(side, (value - from) / (to - from), x, y));
            }
        }
        if (cuts.size() == 2) {
            pieces.add(piece(level, cuts.get(0), cuts.get(1)));
        } else if (cuts.size() == 4) {
            // A saddle: the middle tells which two corners belong together.
            boolean middle = (corners[0] + corners[1] + corners[2] + corners[3]) / 4 < value;
            int first = corners[0] < value == middle ? 1 : 3;
            pieces.add(piece(level, cuts.get(0), cuts.get(first)));
            pieces.add(piece(level, cuts.get(2), cuts.get(4 - first)));
        }
    }

    private static double[] cut(int side, double share, int x, int y) {
        return switch (side) {
            case 0 -> new double[] {x + share, y};
            case 1 -> new double[] {x + 1, y + share};
            case 2 -> new double[] {x + 1 - share, y + 1};
            default -> new double[] {x, y + 1 - share};
        };
    }

    private static Piece piece(int level, double[] from, double[] to) {
        return new Piece(level, from[0], from[1], to[0], to[1]);
    }
}
