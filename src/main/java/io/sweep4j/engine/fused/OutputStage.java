package io.sweep4j.engine.fused;

import java.util.Optional;

/**
 * What the last layer and the loss make of a batch: outputs, scores and the derivatives training begins with, for several trials
 * side by side. A row is a sample and holds class c of trial t at c·trials + t; its length, the stride, is a multiple of
 * {@link Lanes#COUNT}. The padding after classes·trials changes nothing before it. A trial's bits depend on its own numbers
 * alone. Stateless.
 */
interface OutputStage {

    /** a = outputs for z; a may be z. */
    void outputs(float[] z, float[] a, int rows, int stride, int classes, int trials);

    /**
     * Computes a, s and d, which are five arrays apart with z and y.
     *
     * @param y labels: 1 for the true class, 0 (−1 for hinge losses) for the others
     * @param a outputs
     * @param s what each output adds to the loss of its sample
     * @param d the derivative of the sample's loss by z
     */
    void run(float[] z, float[] y, float[] a, float[] s, float[] d, int rows, int stride, int classes, int trials);

    /** As {@link Loss#dividedLast}. */
    int dividedLast(int classes);

    /** Both by DL4J's names in lower case; empty for what this engine doesn't know. */
    static Optional<OutputStage> of(String outputActivation, String loss) {
        Optional<Loss> known = Losses.named(loss);
        if (!outputActivation.equals("softmax")) {
            return Activations.named(outputActivation)
                    .flatMap(activation -> known.map(one -> new ElementwiseOutput(activation, one)));
        }
        return known.map(one -> switch (loss) {
            case "mcxent", "negativeloglikelihood" -> new SoftmaxCrossEntropy();
            // DL4J's score of this pair is plain cross-entropy, its gradient that of the binary one.
            case "xent" -> new SoftmaxOutput(Losses.CROSS_ENTROPY, Losses.BINARY_CROSS_ENTROPY);
            default -> new SoftmaxOutput(one, one);
        });
    }
}
