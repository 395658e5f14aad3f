package io.sweep4j.engine;

/** The class a network decides for. */
public final class Argmax {
    private Argmax() {}

    /**
     * Index of the largest output of a sample; ties go to the lowest, and a sample with any NaN counts as class 0.
     *
     * @param from index of its first output
     * @param step from one output to the next, at least 1
     */
    public static int of(float[] outputs, int from, int step, int classes) {
        int best = 0;
        for (int i = 0; i < classes; i++) {
            float output = outputs[from + i * step];
            if (Float.isNaN(output)) {
                return 0;
            }
            if (output > outputs[from + best * step]) {
                best = i;
            }
        }
        return best;
    }
}
