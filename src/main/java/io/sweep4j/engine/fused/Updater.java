package io.sweep4j.engine.fused;

/** Turns gradients into steps, with DL4J's formulas. Stateless: what it remembers is handed to it. */
interface Updater {

    /** How many numbers it remembers for each parameter: 0, 1 or 2. */
    int states();

    /** What these are before the first step. */
    default float initialState() {
        return 0;
    }

    /**
     * The factor that is the same for all parameters of a trial.
     *
     * @param learningRate applied by the schedule
     * @param updates made before
     */
    default float rate(double learningRate, long updates) {
        return (float) learningRate;
    }

    /**
     * Updates n parameters from index at on.
     *
     * @param w parameters
     * @param states {@link #states} arrays as long as w
     * @param g mean gradients with penalties, n of them
     * @param from the index of the first in g
     * @param n a multiple of the stride
     */
    void apply(float[] w, float[][] states, int at, float[] g, int from, int n, Columns columns);
}
