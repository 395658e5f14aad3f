package io.sweep4j.engine.fused;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ActivationsTest {
    private static final float[] GRID = grid();

    static Stream<String> names() {
        return Stream.of(org.nd4j.linalg.activations.Activation.values())
                .map(one -> one.name().toLowerCase(Locale.ROOT))
                .filter(name -> Activations.named(name).isPresent());
    }

    @Test
    void every_elementwise_activation_is_known() {
        assertThat(names()).hasSize(19);
        assertThat(Activations.named("softmax")).isEmpty();
        assertThat(Activations.named("rrelu")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("names")
    void outputs_are_those_of_dl4j(String name) {
        float[] is = new float[GRID.length];
        Activations.named(name).orElseThrow().forward(GRID, is, GRID.length);
        float[] should = dl4j(name).getActivation(array(GRID), true).data().asFloat();
        Agreement.check(name, 1, GRID, is, should);
    }

    @ParameterizedTest
    @MethodSource("names")
    void derivatives_are_those_of_dl4j(String name) {
        Activation activation = Activations.named(name).orElseThrow();
        float[] a = new float[GRID.length];
        activation.forward(GRID, a, GRID.length);
        for (float e : new float[] {1, -3.7f, 0, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 1e30f}) {
            float[] errors = new float[GRID.length];
            Arrays.fill(errors, e);
            float[] is = new float[GRID.length];
            activation.backward(GRID, a, errors, is, GRID.length);
            float[] should = dl4j(name)
                    .backprop(array(GRID), array(errors))
                    .getFirst()
                    .data()
                    .asFloat();
            Agreement.check(name + " for an error of " + e, Math.max(1, Math.abs(e)), GRID, is, should);
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void arrays_may_be_shared(String name) {
        Activation activation = Activations.named(name).orElseThrow();
        float[] apart = new float[GRID.length];
        float[] shared = GRID.clone();
        activation.forward(GRID, apart, GRID.length);
        activation.forward(shared, shared, GRID.length);
        assertThat(shared).containsExactly(apart);
        float[] errors = apart.clone();
        float[] slopes = new float[GRID.length];
        activation.backward(GRID, apart, errors, slopes, GRID.length);
        activation.backward(GRID, apart, errors, errors, GRID.length);
        assertThat(errors).containsExactly(slopes);
    }

    private static IActivation dl4j(String name) {
        return org.nd4j.linalg.activations.Activation.valueOf(name.toUpperCase(Locale.ROOT))
                .getActivationFunction();
    }

    private static INDArray array(float[] values) {
        return Nd4j.createFromArray(values.clone()).reshape(1, values.length);
    }

    /** Kinks and special values, steps of 1/64 from −128 to 128, and random numbers of every magnitude. */
    private static float[] grid() {
        List<Float> values = new ArrayList<>(List.of(0f, Float.MIN_VALUE, 1e-40f, Float.MIN_NORMAL, Float.MAX_VALUE));
        values.addAll(List.of(1f, 2.5f, 6f, Float.POSITIVE_INFINITY, 1e30f, 1e10f, 1e15f, 1e20f));
        List.copyOf(values)
                .forEach(value -> values.addAll(List.of(-value, -Math.nextUp(value), -Math.nextDown(value))));
        List.copyOf(values).forEach(value -> values.add(-value));
        for (int i = -128 * 64; i <= 128 * 64; i++) {
            values.add(i / 64f);
        }
        Random random = new Random(1);
        while (values.size() % Lanes.COUNT != 0 || values.size() < 40_000) {
            values.add((float) (random.nextGaussian() * Math.pow(10, random.nextInt(24) - 12)));
        }
        float[] grid = new float[values.size()];
        for (int i = 0; i < grid.length; i++) {
            grid[i] = values.get(i);
        }
        return grid;
    }
}
