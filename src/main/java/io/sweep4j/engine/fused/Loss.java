package io.sweep4j.engine.fused;

/**
 * A loss that is a sum over outputs, with DL4J's formulas and what they give for NaN and infinities. Lengths are multiples of
 * {@link Lanes#COUNT}. Stateless.
 */
interface Loss {

    /**
     * s[i] = what output i adds to its sample's loss.
     *
     * @param a outputs
     * @param y labels: 1 for the true class, 0 (−1 for hinge losses) for the others
     * @param classes of the network, which some losses divide by
     */
    void score(float[] a, float[] y, float[] s, int n, int classes);

    /**
     * What DL4J divides the sum of all scores by, after it has been taken in float32; the scores here are divided already. Matters
     * where that sum overflows.
     */
    default int dividedLast(int classes) {
        return 1;
    }

    /** e[i] = the loss's derivative by a[i]; e may not be a. */
    void gradient(float[] a, float[] y, float[] e, int n, int classes);
}
