package io.sweep4j.engine.fused;

import static io.sweep4j.engine.fused.Lanes.of;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Elementary functions of float32 vectors in plain vector arithmetic: the same bits on every machine and in every lane. The
 * polynomials are minimax fits of this project. Written so that C2 inlines them and keeps every vector in a register.
 */
final class VectorMath {
    private static final float LOG2_E = 1.44269504f;
    private static final float LN2_HIGH = 0.6931472f;
    private static final float LN2_LOW = -1.9046542e-9f;

    /** 1.5·2²³: adding it to a small float rounds to an integer, which the low bits of the sum then hold. */
    private static final float ROUNDER = 12582912f;

    private static final int ROUNDER_BITS = 0x4B400000;
    private static final int ONE_BITS = 0x3F800000;
    private static final int MANTISSA_BITS = 23;

    /** Beyond these bounds the exponential is +∞ or 0 in float32; within them its halved exponent stays representable. */
    private static final float EXP_HIGH = 89f;

    private static final float EXP_LOW = -104f;

    /** Splits mantissas at 2/3 and 4/3, so that what the logarithm's polynomial gets is small on both sides. */
    private static final int TWO_THIRDS_BITS = 0x3F2AAAAB;

    // The logarithm's constants as vectors: broadcasts cost C2 many more nodes, at 18,000 of which it stops inlining.
    private static final FloatVector MIN_NORMAL = of(Float.MIN_NORMAL);
    private static final FloatVector RAISE = of(0x1p23f);
    private static final FloatVector ONE = of(1f);
    private static final FloatVector ROUNDER_FLOATS = of(ROUNDER);
    private static final FloatVector RAISED = of(23f);
    private static final FloatVector L7 = of(-0.1289168f);
    private static final FloatVector L6 = of(0.13984436f);
    private static final FloatVector L5 = of(-0.12184262f);
    private static final FloatVector L4 = of(0.1400587f);
    private static final FloatVector L3 = of(-0.16680488f);
    private static final FloatVector L2 = of(0.20010406f);
    private static final FloatVector L1 = of(-0.24999797f);
    private static final FloatVector L0 = of(0.33333215f);
    private static final FloatVector MINUS_HALF = of(-0.5f);
    private static final FloatVector LN2 = of(LN2_HIGH);
    private static final FloatVector LN2_REST = of(LN2_LOW);
    private static final FloatVector INFINITY = of(Float.POSITIVE_INFINITY);
    private static final FloatVector MINUS_INFINITY = of(Float.NEGATIVE_INFINITY);
    private static final FloatVector ZERO = of(0f);
    private static final FloatVector NAN = of(Float.NaN);
    private static final IntVector TWO_THIRDS = of(0f).reinterpretAsInts().add(TWO_THIRDS_BITS);
    private static final IntVector ROUNDER_INTS = of(0f).reinterpretAsInts().add(ROUNDER_BITS);

    private VectorMath() {}

    /** eˣ within 1 ulp, subnormal results too; exp(−∞) = 0, exp(+∞) = +∞, exp(NaN) = NaN. */
    static FloatVector exp(FloatVector x) {
        // Compare and blend, unlike min and max, cost two instructions and let a NaN through.
        FloatVector bounded = x.blend(EXP_HIGH, x.compare(VectorOperators.GT, EXP_HIGH));
        bounded = bounded.blend(EXP_LOW, x.compare(VectorOperators.LT, EXP_LOW));
        FloatVector rounded = bounded.fma(of(LOG2_E), of(ROUNDER));
        IntVector exponent = rounded.reinterpretAsInts().sub(ROUNDER_BITS);
        // In two steps, because 2ⁿ itself may be beyond the normal numbers where the product isn't.
        IntVector half = exponent.lanewise(VectorOperators.ASHR, 1);
        return mantissa(bounded, rounded.sub(ROUNDER)).mul(powerOfTwo(half)).mul(powerOfTwo(exponent.sub(half)));
    }

    /** tanh(x) by DL4J's formula (1 − e)/(1 + e) with e = exp(−2|x|) and the sign of x: within 1e-7, so 0 for |x| &lt; 1.4e-8. */
    static FloatVector tanh(FloatVector x) {
        FloatVector e = expOfNegative(x.abs().mul(-2f));
        IntVector sign = x.reinterpretAsInts().and(0x80000000);
        return of(1f).sub(e).div(e.add(1f)).reinterpretAsInts().or(sign).reinterpretAsFloats();
    }

    /** eˣ for x ≤ 0 or NaN, but no less than e⁻⁸⁷: cheaper, for sums with 1. */
    private static FloatVector expOfNegative(FloatVector x) {
        FloatVector bounded = x.blend(-87f, x.compare(VectorOperators.LT, -87f));
        FloatVector rounded = bounded.fma(of(LOG2_E), of(ROUNDER));
        return mantissa(bounded, rounded.sub(ROUNDER))
                .mul(powerOfTwo(rounded.reinterpretAsInts().sub(ROUNDER_BITS)));
    }

    /** exp(x − n·ln 2) for n = x/ln 2 rounded. */
    private static FloatVector mantissa(FloatVector x, FloatVector n) {
        FloatVector r = n.fma(of(-LN2_LOW), n.fma(of(-LN2_HIGH), x));
        FloatVector p = r.fma(of(0.0013813145f), of(0.008369419f));
        p = p.fma(r, of(0.041668456f));
        p = p.fma(r, of(0.16666515f));
        p = p.fma(r, of(0.49999994f));
        return p.fma(r.mul(r), r).add(1f);
    }

    /** 2ⁿ for n from −126 to 127. */
    private static FloatVector powerOfTwo(IntVector n) {
        return n.lanewise(VectorOperators.LSHL, MANTISSA_BITS).add(ONE_BITS).reinterpretAsFloats();
    }

    /** ln x within 1 ulp, for subnormal x too; log(0) = −∞, log(x) = NaN for x &lt; 0 or NaN, log(+∞) = +∞, log(1) = 0. */
    static FloatVector log(FloatVector x) {
        var subnormal = x.lt(MIN_NORMAL);
        FloatVector scaled = x.blend(x.mul(RAISE), subnormal);
        IntVector bits = scaled.reinterpretAsInts();
        IntVector exponent = bits.sub(TWO_THIRDS).lanewise(VectorOperators.ASHR, MANTISSA_BITS);
        FloatVector f = bits.sub(exponent.lanewise(VectorOperators.LSHL, MANTISSA_BITS))
                .reinterpretAsFloats()
                .sub(ONE);
        FloatVector e = exponent.add(ROUNDER_INTS).reinterpretAsFloats().sub(ROUNDER_FLOATS);
        e = e.blend(e.sub(RAISED), subnormal);

        FloatVector p = f.fma(L7, L6);
        p = p.fma(f, L5);
        p = p.fma(f, L4);
        p = p.fma(f, L3);
        p = p.fma(f, L2);
        p = p.fma(f, L1);
        p = p.fma(f, L0);
        p = p.fma(f, MINUS_HALF);
        FloatVector result = e.fma(LN2, p.fma(f.mul(f), e.mul(LN2_REST)).add(f));

        result = x.blend(result, x.lt(INFINITY));
        result = result.blend(MINUS_INFINITY, x.eq(ZERO));
        return result.blend(NAN, x.lt(ZERO));
    }

    /**
     * y[i] = ln x[i] for i from 0 up to n, a multiple of {@link Lanes#COUNT}; the arrays may be the same. For loops that do more:
     * C2 gives up inlining, and boxes vectors, where much stands beside a logarithm.
     */
    static void log(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i += Lanes.COUNT) {
            log(Lanes.at(x, i)).intoArray(y, i);
        }
    }
}
