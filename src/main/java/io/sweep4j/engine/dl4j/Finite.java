package io.sweep4j.engine.dl4j;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Tells whether all elements of an array are finite. It is asked in every iteration, so it adds up magnitudes in one call of
 * BLAS, a microsecond for some thousand elements, and looks at single elements only if the sum is not finite.
 */
final class Finite {
    private Finite() {}

    /** @param values float32, without gaps between elements */
    static boolean all(INDArray values) {
        float sum = openblas_nolapack.cblas_sasum(
                (int) values.length(), (FloatPointer) values.data().addressPointer(), 1);
        return Float.isFinite(sum) || firstNonFinite(values.dup().data().asFloat()) < 0;
    }

    /** Index of the first NaN or infinity, −1 if there is none. */
    private static int firstNonFinite(float[] values) {
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                return i;
            }
        }
        return -1;
    }
}
