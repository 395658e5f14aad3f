package io.sweep4j.engine;

/**
 * The output layer's activations on a batch, counted one by one; a sample has one true class.
 *
 * @param smallest over the finite ones; NaN if there is none, like {@code largest}
 * @param nonFinite how many are NaN or infinite
 * @param zeroAtTrueClass exactly 0 at the sample's class
 * @param zeroElsewhere exactly 0 at any other class
 * @param negativeAtTrueClass below 0 at the sample's class, −∞ not counted
 * @param oneAtTrueClass exactly 1 at the sample's class
 * @param minusOneOrLess −1 or below at any class, −∞ not counted
 */
public record Outputs(
        int count,
        double smallest,
        double largest,
        int nonFinite,
        int zeroAtTrueClass,
        int zeroElsewhere,
        int negativeAtTrueClass,
        int negativeElsewhere,
        int oneAtTrueClass,
        int oneElsewhere,
        int minusOneOrLess) {

    /**
     * Counts the outputs of a batch.
     *
     * @param outputs row-major, one row a sample
     * @param truth the class of each row
     */
    public static Outputs of(float[] outputs, int[] truth) {
        int classes = outputs.length / truth.length;
        double smallest = Double.NaN;
        double largest = Double.NaN;
        int nonFinite = 0;
        int[] zero = new int[2];
        int[] negative = new int[2];
        int[] one = new int[2];
        int minusOneOrLess = 0;
        for (int i = 0; i < outputs.length; i++) {
            float output = outputs[i];
            if (!Float.isFinite(output)) {
                nonFinite++;
                continue;
            }
            smallest = output >= smallest ? smallest : output; // also replaces the NaN it starts from
            largest = output <= largest ? largest : output;
            int where = i % classes == truth[i / classes] ? 0 : 1;
            zero[where] += output == 0 ? 1 : 0;
            negative[where] += output < 0 ? 1 : 0;
            one[where] += output == 1 ? 1 : 0;
            minusOneOrLess += output <= -1 ? 1 : 0;
        }
        return new Outputs(
                outputs.length,
                smallest,
                largest,
                nonFinite,
                zero[0],
                zero[1],
                negative[0],
                negative[1],
                one[0],
                one[1],
                minusOneOrLess);
    }

    /** Exactly 0, at any class. */
    public int zero() {
        return zeroAtTrueClass + zeroElsewhere;
    }

    /** Below 0, at any class. */
    public int negative() {
        return negativeAtTrueClass + negativeElsewhere;
    }

    /** Exactly 1, at any class. */
    public int one() {
        return oneAtTrueClass + oneElsewhere;
    }
}
