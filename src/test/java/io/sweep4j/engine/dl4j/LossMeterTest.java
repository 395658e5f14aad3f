package io.sweep4j.engine.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class LossMeterTest {

    /** A meter that has seen one sample of two classes, the first of which is the true one, under a cost of margins. */
    private static LossMeter margin(Activation activation, double atTrueClass, double elsewhere) {
        LossMeter meter = new LossMeter(LossFunction.HINGE.getILossFunction(), true);
        INDArray labels = Nd4j.create(new float[][] {{1, -1}});
        INDArray preOutput = Nd4j.create(new float[][] {{(float) atTrueClass, (float) elsewhere}});
        meter.computeGradient(labels, preOutput, activation.getActivationFunction(), null);
        assertThat(meter.mean()).isFinite();
        return meter;
    }

    @Test
    void outputs_that_overflow_are_seen_though_they_cost_nothing() {
        assertThat(margin(Activation.SOFTPLUS, 100, -100).finite()).isFalse();
        assertThat(margin(Activation.CUBE, 1e13, -1e13).finite()).isFalse();
    }

    @Test
    void large_outputs_are_finite_all_the_same() {
        assertThat(margin(Activation.SOFTPLUS, 80, -80).finite()).isTrue();
        assertThat(margin(Activation.CUBE, 1e12, -1e12).finite()).isTrue();
        assertThat(margin(Activation.IDENTITY, 1e13, -1e13).finite()).isTrue();
    }
}
