package io.sweep4j.engine.fused;

/** Softmax under a loss other than cross-entropy. */
record SoftmaxOutput(Loss score, Loss gradient) implements OutputStage {

    @Override
    public int dividedLast(int classes) {
        return score.dividedLast(classes);
    }

    @Override
    public void outputs(float[] z, float[] a, int rows, int stride, int classes, int trials) {
        Softmax.forward(z, a, rows, stride, classes, trials);
    }

    @Override
    public void run(
            float[] z, float[] y, float[] a, float[] s, float[] d, int rows, int stride, int classes, int trials) {
        int n = rows * stride;
        Softmax.forward(z, a, rows, stride, classes, trials);
        score.score(a, y, s, n, classes);
        gradient.gradient(a, y, d, n, classes);
        Softmax.backward(a, d, d, rows, stride, classes, trials);
    }
}
