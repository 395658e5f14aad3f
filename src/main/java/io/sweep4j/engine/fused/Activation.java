package io.sweep4j.engine.fused;

/**
 * An activation that looks at each element alone, with DL4J's formulas and what they give for NaN and infinities. Lengths are
 * multiples of {@link Lanes#COUNT}. Stateless.
 */
interface Activation {

    /** a[i] = f(z[i]) for i from 0 up to n. The arrays may be the same. */
    void forward(float[] z, float[] a, int n);

    /**
     * d[i] = e[i]·f′(z[i]) for i from 0 up to n.
     *
     * @param a f(z)
     * @param e the loss's derivative by a
     * @param d may be e
     */
    void backward(float[] z, float[] a, float[] e, float[] d, int n);
}
