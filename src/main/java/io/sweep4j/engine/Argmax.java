package io.sweep4j.engine;

/** The class a network decides for. */
public final class Argmax {
    private Argmax() {}

    /**
     * Index of the largest output of one row; ties go to the lowest, and a row with any NaN counts as class 0.
     *
     * @param outputs row-major
     * @param from index of the row's first output
     */
    public static int of(float[] outputs, int from, int classes) {
        int best = 0;
        for (int i = 0; i < classes; i++) {
            float output = outputs[from + i];
            if (Float.isNaN(output)) {
                return 0;
            }
            if (output > outputs[from + best]) {
                best = i;
            }
        }
        return best;
    }
}
