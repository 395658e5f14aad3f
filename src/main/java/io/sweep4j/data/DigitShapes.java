package io.sweep4j.data;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How people write the ten digits: for each, several ways as strokes in a square of 100 × 100, x to the right, y down.
 * Immutable.
 */
final class DigitShapes {
    /** Pieces between two points of a curve. */
    private static final int PIECES = 5;

    /**
     * A digit a line, its ways of writing side by side. Strokes are parted by bars; a tilde marks a curve through its
     * points, the others are straight from point to point.
     */
    private static final String[][] WAYS = {
        {
            "~50,3 28,12 18,50 28,88 50,97 72,88 82,50 72,12 50,3",
            "~58,4 36,14 26,48 32,84 48,96 66,84 74,50 68,16 54,2 46,8",
            "~62,10 40,4 20,22 14,52 24,84 50,96 76,84 86,52 78,22 58,6 48,12"
        },
        {"50,2 50,98", "32,22 52,3 52,97", "34,20 52,4 52,95|30,96 72,96", "60,3 42,97"},
        {
            "~20,25 30,8 52,3 74,14 76,34 58,60 36,80 18,95|18,95 50,94 84,93",
            "~18,22 36,5 62,5 76,24 68,50 44,76 24,92 16,84 28,76 48,86 66,96 86,88",
            "~24,16 50,4 72,16 70,38 48,66 20,94|~20,94 44,90 64,96 84,90"
        },
        {
            "~20,12 44,3 70,10 74,28 62,42 42,48|~42,48 66,50 80,66 74,86 50,97 18,88",
            "22,5 74,5 44,40|~44,40 68,44 80,64 72,88 46,97 18,86",
            "~24,16 48,2 68,14 66,36 40,48 70,56 76,80 52,98 20,84"
        },
        {"26,4 20,56 82,54|66,6 64,98", "62,98 62,3 14,66 86,66", "~22,8 20,34 30,52 52,52 72,44|~74,4 72,44 66,98"},
        {
            "78,5 30,5 25,44|~25,44 48,36 74,48 78,72 60,94 36,97 16,86",
            "~80,4 56,8 34,6|34,6 30,42|~30,42 56,40 76,56 70,84 46,97 18,90",
            "~76,8 50,4 32,10 28,36 50,46 72,60 70,86 46,98 20,88"
        },
        {
            "~68,5 42,20 24,50 22,78 42,96 66,92 76,72 62,54 40,56 24,72",
            "~54,2 36,26 24,58 28,88 52,97 72,82 68,60 48,54 28,68",
            "~76,10 56,4 34,22 22,54 26,84 50,97 74,86 76,64 54,54 30,62"
        },
        {
            "16,8 82,6 44,97",
            "16,8 80,6|~80,6 60,40 48,70 42,98",
            "18,8 80,6 42,97|30,50 74,48",
            "~16,22 20,8 50,9 82,6|~82,6 62,36 50,66 46,97"
        },
        {
            "~72,16 50,3 28,14 32,36 54,48 74,64 72,88 48,97 26,86 28,64 48,48 70,34 72,16",
            "~50,3 30,12 30,36 50,46 70,36 70,12 50,3|~50,46 24,60 24,86 50,97 76,86 76,60 50,46",
            "~78,12 54,2 30,14 30,34 64,58 70,84 46,97 26,82 36,58 66,34 80,14"
        },
        {
            "~74,22 56,4 30,10 22,34 38,50 60,46 74,24|~74,22 72,60 68,98",
            "~74,22 54,4 30,12 24,36 42,50 64,42 75,22 74,54 62,86 40,97",
            "~72,12 46,6 26,24 32,46 54,48 70,30 72,12|72,12 64,97"
        },
    };

    private static final List<List<List<double[]>>> SHAPES = Stream.of(WAYS)
            .map(ways -> Stream.of(ways).map(DigitShapes::strokes).toList())
            .toList();

    private DigitShapes() {}

    /** The ways of writing a digit, each a list of strokes; a stroke is x, y, x, y, … of at least two points. */
    static List<List<double[]>> of(int digit) {
        return SHAPES.get(digit);
    }

    private static List<double[]> strokes(String way) {
        return Stream.of(way.split("\\|", -1)).map(DigitShapes::stroke).toList();
    }

    private static double[] stroke(String text) {
        boolean curve = text.startsWith("~");
        double[] points = Stream.of((curve ? text.substring(1) : text).split("[ ,]", -1))
                .mapToDouble(Double::parseDouble)
                .toArray();
        return curve ? curve(points) : points;
    }

    /** A Catmull-Rom spline through the points. */
    private static double[] curve(double[] points) {
        int last = points.length / 2 - 1;
        List<Double> path = new ArrayList<>();
        for (int i = 0; i < last; i++) {
            int before = Math.max(0, i - 1);
            int after = Math.min(last, i + 2);
            for (int piece = 0; piece < PIECES; piece++) {
                double t = piece / (double) PIECES;
                for (int axis = 0; axis < 2; axis++) {
                    path.add(between(
                            points[2 * before + axis],
                            points[2 * i + axis],
                            points[2 * i + 2 + axis],
                            points[2 * after + axis],
                            t));
                }
            }
        }
        path.add(points[2 * last]);
        path.add(points[2 * last + 1]);
        return path.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static double between(double before, double from, double to, double after, double t) {
        double slope = (to - before) * t;
        double square = (2 * before - 5 * from + 4 * to - after) * t * t;
        double cube = (3 * from - before - 3 * to + after) * t * t * t;
        return from + 0.5 * (slope + square + cube);
    }
}
