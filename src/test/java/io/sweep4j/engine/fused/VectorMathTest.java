package io.sweep4j.engine.fused;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.Test;

class VectorMathTest {
    /** A prime, so that every exponent and all mantissa bits are met, in some 4.3 million floats. */
    private static final int STRIDE = 997;

    @Test
    void exp_is_within_one_ulp_over_all_floats() {
        assertThat(worstUlps(VectorMath::exp, StrictMath::exp)).isLessThan(1);
    }

    @Test
    void log_is_within_one_ulp_over_all_floats() {
        assertThat(worstUlps(VectorMath::log, StrictMath::log)).isLessThan(1);
    }

    @Test
    void tanh_is_within_1e_7_over_all_floats() {
        double worst = 0;
        for (long bits = Integer.MIN_VALUE; bits <= Integer.MAX_VALUE; bits += STRIDE) {
            float x = Float.intBitsToFloat((int) bits);
            double error = Math.abs(of(VectorMath::tanh, x) - StrictMath.tanh(x));
            assertThat(Double.isNaN(error)).isEqualTo(Float.isNaN(x));
            worst = Math.max(worst, Float.isNaN(x) ? 0 : error);
        }
        assertThat(worst).isLessThan(1e-7);
    }

    @Test
    void exp_has_its_special_values() {
        assertThat(of(VectorMath::exp, Float.NEGATIVE_INFINITY)).isZero();
        assertThat(of(VectorMath::exp, Float.POSITIVE_INFINITY)).isEqualTo(Float.POSITIVE_INFINITY);
        assertThat(of(VectorMath::exp, Float.NaN)).isNaN();
        assertThat(of(VectorMath::exp, 1e30f)).isEqualTo(Float.POSITIVE_INFINITY);
        assertThat(of(VectorMath::exp, -1e30f)).isZero();
        assertThat(of(VectorMath::exp, 88.73f)).isEqualTo(Float.POSITIVE_INFINITY);
        assertThat(of(VectorMath::exp, 88.72f)).isFinite();
        assertThat(of(VectorMath::exp, -103.9f)).isEqualTo(Float.MIN_VALUE);
        assertThat(of(VectorMath::exp, 0f)).isEqualTo(1);
        assertThat(of(VectorMath::exp, -0f)).isEqualTo(1);
    }

    @Test
    void log_has_its_special_values() {
        assertThat(of(VectorMath::log, 0f)).isEqualTo(Float.NEGATIVE_INFINITY);
        assertThat(of(VectorMath::log, -0f)).isEqualTo(Float.NEGATIVE_INFINITY);
        assertThat(of(VectorMath::log, -Float.MIN_VALUE)).isNaN();
        assertThat(of(VectorMath::log, -1f)).isNaN();
        assertThat(of(VectorMath::log, Float.NEGATIVE_INFINITY)).isNaN();
        assertThat(of(VectorMath::log, Float.NaN)).isNaN();
        assertThat(of(VectorMath::log, Float.POSITIVE_INFINITY)).isEqualTo(Float.POSITIVE_INFINITY);
        assertThat(Float.floatToRawIntBits(of(VectorMath::log, 1f))).isZero();
        assertThat(of(VectorMath::log, Float.MIN_VALUE)).isEqualTo((float) StrictMath.log(Float.MIN_VALUE));
    }

    @Test
    void tanh_has_its_special_values() {
        assertThat(of(VectorMath::tanh, Float.POSITIVE_INFINITY)).isEqualTo(1);
        assertThat(of(VectorMath::tanh, Float.NEGATIVE_INFINITY)).isEqualTo(-1);
        assertThat(of(VectorMath::tanh, 9.1f)).isEqualTo(1);
        assertThat(of(VectorMath::tanh, 8.5f)).isLessThan(1);
        assertThat(Float.floatToRawIntBits(of(VectorMath::tanh, 0f))).isZero();
        assertThat(Float.floatToRawIntBits(of(VectorMath::tanh, -0f))).isEqualTo(Float.floatToRawIntBits(-0f));
        assertThat(of(VectorMath::tanh, Float.NaN)).isNaN();
    }

    private static double worstUlps(UnaryOperator<FloatVector> function, DoubleUnaryOperator exact) {
        double worst = 0;
        for (long bits = Integer.MIN_VALUE; bits <= Integer.MAX_VALUE; bits += STRIDE) {
            float x = Float.intBitsToFloat((int) bits);
            float is = of(function, x);
            double should = exact.applyAsDouble(x);
            float nearest = (float) should;
            if (!Float.isFinite(nearest)) {
                assertThat(Float.compare(is, nearest)).as("at %s", x).isZero();
            } else {
                worst = Math.max(worst, Math.abs(is - should) / Math.ulp(nearest));
            }
        }
        return worst;
    }

    private static float of(UnaryOperator<FloatVector> function, float x) {
        return function.apply(FloatVector.broadcast(Lanes.SPECIES, x)).lane(0);
    }
}
