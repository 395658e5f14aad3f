package io.sweep4j.engine.fused;

/** The features of some samples, ready to be multiplied; shared read-only by all panels. Thread-safe. */
interface Batch {

    /** How many samples there are. */
    int size();

    /**
     * z = b + x·w, a row a sample.
     *
     * @param w a row of stride numbers for each input
     * @param b one row
     */
    void forward(float[] w, float[] b, float[] z, int stride);

    /** For how many inputs at once {@link #gradient} had best be asked; from 1 up to all. */
    int block(int stride);

    /**
     * g = xᵀ·d for some of the inputs, a row an input.
     *
     * @param d a row a sample
     * @param first input
     * @return false if none of these inputs is used by any sample: then the gradient is zero, and g is not written
     */
    boolean gradient(float[] d, int first, int count, float[] g, int stride);
}
