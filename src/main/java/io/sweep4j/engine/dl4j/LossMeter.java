package io.sweep4j.engine.dl4j;

import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationCube;
import org.nd4j.linalg.activations.impl.ActivationRReLU;
import org.nd4j.linalg.activations.impl.ActivationSoftPlus;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/**
 * A loss that remembers what the batch cost whose gradient was computed last, and whether its outputs were finite. DL4J's own score
 * takes another pass through the output layer, and has penalties added: to subtract them again would lose the loss among large
 * ones. For one thread.
 */
final class LossMeter implements ILossFunction {
    private static final long serialVersionUID = 1;

    private final ILossFunction loss;
    private final boolean watched;
    private double mean;
    private boolean finite;

    /** @param watched whether to look at outputs; if not, they count as finite */
    LossMeter(ILossFunction loss, boolean watched) {
        this.loss = loss;
        this.watched = watched;
    }

    /** Mean over the latest batch, NaN and infinities included. */
    double mean() {
        return mean;
    }

    /** Whether the latest mean and all outputs it was computed from are finite. */
    boolean finite() {
        return finite;
    }

    @Override
    public INDArray computeGradient(INDArray labels, INDArray preOutput, IActivation activation, INDArray mask) {
        if (!(activation instanceof ActivationRReLU)) {
            meter(labels, preOutput, activation, mask);
            return loss.computeGradient(labels, preOutput, activation, mask);
        }
        INDArray kept = preOutput.dup(); // which the gradient overwrites
        INDArray gradient = loss.computeGradient(labels, preOutput, activation, mask); // draws slopes first, as in DL4J
        meter(labels, kept, activation, mask);
        return gradient;
    }

    private void meter(INDArray labels, INDArray preOutput, IActivation activation, INDArray mask) {
        mean = loss.computeScore(labels, preOutput, activation, mask, false) / labels.size(0);
        finite = !watched || Double.isFinite(mean) && finite(preOutput, activation);
    }

    @Override
    public double computeScore(
            INDArray labels, INDArray preOutput, IActivation activation, INDArray mask, boolean average) {
        return loss.computeScore(labels, preOutput, activation, mask, average);
    }

    /**
     * Whether all outputs are finite. Those of finite numbers are, but for the two activations that can overflow: not every cost shows
     * it when they do. Computed as in inference, which draws no random numbers.
     */
    private static boolean finite(INDArray preOutput, IActivation activation) {
        boolean mayOverflow = activation instanceof ActivationSoftPlus || activation instanceof ActivationCube;
        return !mayOverflow && Finite.all(preOutput) || Finite.all(activation.getActivation(preOutput.dup(), false));
    }

    @Override
    public INDArray computeScoreArray(INDArray labels, INDArray preOutput, IActivation activation, INDArray mask) {
        return loss.computeScoreArray(labels, preOutput, activation, mask);
    }

    @Override
    public Pair<Double, INDArray> computeGradientAndScore(
            INDArray labels, INDArray preOutput, IActivation activation, INDArray mask, boolean average) {
        return new Pair<>(
                computeScore(labels, preOutput, activation, mask, average),
                computeGradient(labels, preOutput, activation, mask));
    }

    @Override
    public String name() {
        return loss.name();
    }
}
