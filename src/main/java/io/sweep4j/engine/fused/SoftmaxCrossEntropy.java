package io.sweep4j.engine.fused;

import static io.sweep4j.engine.fused.Lanes.at;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;

/** Softmax under cross-entropy, which DL4J clips in the score and shortens to output − label in the gradient. */
record SoftmaxCrossEntropy() implements OutputStage {

    @Override
    public int dividedLast(int classes) {
        return 1;
    }

    @Override
    public void outputs(float[] z, float[] a, int rows, int stride, int classes, int trials) {
        Softmax.forward(z, a, rows, stride, classes, trials);
    }

    @Override
    public void run(
            float[] z, float[] y, float[] a, float[] s, float[] d, int rows, int stride, int classes, int trials) {
        Softmax.forward(z, a, rows, stride, classes, trials);
        scores(a, y, s, rows * stride);
        for (int i = 0; i < rows * stride; i += Lanes.COUNT) {
            at(a, i).sub(at(y, i)).intoArray(d, i);
        }
    }

    /** Clipped to [1e-10, 1 − 1e-10], of which float32 makes 1; NaN stays. */
    private static void scores(float[] a, float[] y, float[] s, int n) {
        for (int i = 0; i < n; i += Lanes.COUNT) {
            FloatVector p = at(a, i);
            p.blend(1e-10f, p.compare(LT, 1e-10f)).blend(1f, p.compare(GT, 1f)).intoArray(s, i);
        }
        VectorMath.log(s, s, n);
        for (int i = 0; i < n; i += Lanes.COUNT) {
            at(s, i).mul(at(y, i)).neg().intoArray(s, i);
        }
    }
}
