package io.sweep4j.engine.fused;

/** An activation and a loss that both look at each element alone, so that rows and trials don't matter. */
record ElementwiseOutput(Activation activation, Loss loss) implements OutputStage {

    @Override
    public int dividedLast(int classes) {
        return loss.dividedLast(classes);
    }

    @Override
    public void outputs(float[] z, float[] a, int rows, int stride, int classes, int trials) {
        activation.forward(z, a, rows * stride);
    }

    @Override
    public void run(
            float[] z, float[] y, float[] a, float[] s, float[] d, int rows, int stride, int classes, int trials) {
        int n = rows * stride;
        activation.forward(z, a, n);
        loss.score(a, y, s, n, classes);
        loss.gradient(a, y, d, n, classes);
        activation.backward(z, a, d, d, n);
    }
}
