package io.sweep4j.data;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Draws one digit at a time as a person might: no two alike. Every number comes from {@link Random}, whose algorithm
 * Java specifies, and from {@link StrictMath}, so a digit is the same on every machine. Any change to what is drawn
 * needs a new {@link #VERSION}. Not thread-safe: one pen a thread.
 */
final class DigitPen {
    /** Counts the changes to what is drawn; part of the dataset's fingerprint. */
    static final int VERSION = 1;

    static final int SIDE = 28;
    static final int PIXELS = SIDE * SIDE;
    static final int CLASSES = 10;

    private static final double CENTRE = (SIDE - 1) / 2.0;
    /** Pixels to a unit of {@link DigitShapes}: a digit of normal size is 20 pixels tall, as in MNIST. */
    private static final double UNIT = 0.2;
    /** A digit written wider or taller than this many pixels is shrunk to it. */
    private static final double LARGEST = 23;

    private final double[] distances = new double[PIXELS];

    /**
     * Draws a digit of the generator's choice.
     *
     * @param seed equal seeds give equal digits
     * @param target gets {@link #PIXELS} values k/255 from {@code offset} on, 0 for paper
     * @return the digit's class
     */
    int draw(long seed, float[] target, int offset) {
        Random random = new Random(seed);
        int digit = random.nextInt(CLASSES);
        List<List<double[]>> ways = DigitShapes.of(digit);
        List<double[]> strokes = ways.get(random.nextInt(ways.size()));
        trace(place(strokes, new Hand(random), random));
        ink(random, target, offset);
        return digit;
    }

    /** How the writer of this digit bends and slants: a smooth wave, then an affine map. */
    private static final class Hand {
        private final double[] wave = new double[8];
        private final double[] map = new double[4];

        Hand(Random random) {
            for (int i = 0; i < 8; i += 4) {
                wave[i] = within(random, 6.5);
                wave[i + 1] = 0.02 + 0.03 * random.nextDouble();
                wave[i + 2] = 0.02 + 0.03 * random.nextDouble();
                wave[i + 3] = 2 * Math.PI * random.nextDouble();
            }
            double slant = 0.08 + within(random, 0.26);
            double turn = within(random, 0.15);
            double wide = UNIT * (1 + within(random, 0.15));
            double tall = UNIT * (1 + within(random, 0.1));
            double sine = StrictMath.sin(turn);
            double cosine = StrictMath.cos(turn);
            map[0] = cosine * wide;
            map[1] = -(cosine * slant + sine) * tall;
            map[2] = sine * wide;
            map[3] = (cosine - sine * slant) * tall;
        }

        void apply(double[] stroke) {
            for (int i = 0; i < stroke.length; i += 2) {
                double x = stroke[i] - 50;
                double y = stroke[i + 1] - 50;
                double bentX = x + wave[0] * StrictMath.sin(wave[1] * x + wave[2] * y + wave[3]);
                double bentY = y + wave[4] * StrictMath.sin(wave[5] * x + wave[6] * y + wave[7]);
                stroke[i] = map[0] * bentX + map[1] * bentY;
                stroke[i + 1] = map[2] * bentX + map[3] * bentY;
            }
        }
    }

    /** A bell-shaped deviation, never beyond 2.5 times the scale. */
    private static double within(Random random, double scale) {
        return scale * Math.max(-2.5, Math.min(2.5, random.nextGaussian()));
    }

    /** The strokes in pixels, their box near the middle of the frame. */
    private static List<double[]> place(List<double[]> strokes, Hand hand, Random random) {
        List<double[]> placed = strokes.stream().map(double[]::clone).toList();
        double[] low = {Double.MAX_VALUE, Double.MAX_VALUE};
        double[] high = {-Double.MAX_VALUE, -Double.MAX_VALUE};
        for (double[] stroke : placed) {
            hand.apply(stroke);
            for (int i = 0; i < stroke.length; i++) {
                low[i % 2] = Math.min(low[i % 2], stroke[i]);
                high[i % 2] = Math.max(high[i % 2], stroke[i]);
            }
        }
        double shrink = Math.min(1, LARGEST / Math.max(high[0] - low[0], high[1] - low[1]));
        double[] middle = {CENTRE + within(random, 0.85), CENTRE + within(random, 0.85)};
        for (double[] stroke : placed) {
            for (int i = 0; i < stroke.length; i++) {
                stroke[i] = middle[i % 2] + shrink * (stroke[i] - (low[i % 2] + high[i % 2]) / 2);
            }
        }
        return placed;
    }

    /** Notes for every pixel the square of its distance to the nearest stroke, where that is less than 4 pixels. */
    private void trace(List<double[]> strokes) {
        Arrays.fill(distances, Double.MAX_VALUE);
        for (double[] stroke : strokes) {
            for (int i = 0; i + 3 < stroke.length; i += 2) {
                trace(stroke[i], stroke[i + 1], stroke[i + 2], stroke[i + 3]);
            }
        }
    }

    private void trace(double fromX, double fromY, double toX, double toY) {
        double alongX = toX - fromX;
        double alongY = toY - fromY;
        double length = Math.max(1e-9, alongX * alongX + alongY * alongY);
        int left = Math.max(0, (int) (Math.min(fromX, toX) - 4));
        int right = Math.min(SIDE - 1, (int) (Math.max(fromX, toX) + 4));
        int top = Math.max(0, (int) (Math.min(fromY, toY) - 4));
        int bottom = Math.min(SIDE - 1, (int) (Math.max(fromY, toY) + 4));
        for (int y = top; y <= bottom; y++) {
            for (int x = left; x <= right; x++) {
                double t = ((x - fromX) * alongX + (y - fromY) * alongY) / length;
                double nearest = Math.max(0, Math.min(1, t));
                double offX = x - fromX - nearest * alongX;
                double offY = y - fromY - nearest * alongY;
                int pixel = y * SIDE + x;
                distances[pixel] = Math.min(distances[pixel], offX * offX + offY * offY);
            }
        }
    }

    /** Turns distances into ink: thickness, blur at the edge, pressure, grain, and now and then a speck of dust. */
    private void ink(Random random, float[] target, int offset) {
        double radius = 0.55 + 0.95 * random.nextDouble();
        double blur = 0.7 + 0.9 * random.nextDouble();
        double pressure = 0.75 + 0.25 * random.nextDouble();
        for (int pixel = 0; pixel < PIXELS; pixel++) {
            double ink = 0;
            if (distances[pixel] < 16) {
                double depth = (radius + blur / 2 - Math.sqrt(distances[pixel])) / blur;
                ink = pressure * Math.max(0, Math.min(1, depth)) * (1 + within(random, 0.08));
            } else if (random.nextInt(250) == 0) {
                ink = 0.4 * random.nextDouble();
            }
            target[offset + pixel] = (int) (255 * Math.min(1, ink) + 0.5) / 255f;
        }
    }
}
