package io.sweep4j.engine.fused;

import static io.sweep4j.engine.fused.Lanes.at;
import static io.sweep4j.engine.fused.Lanes.of;
import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;

/**
 * The activations of DL4J that need an exponential, by its formulas, which overflow and cancel where better ones wouldn't. Each
 * has loops of its own: one shared loop that called a function for every vector would box the vectors.
 */
enum ExponentialActivation implements Activation {
    ELU {
        @Override
        public void forward(float[] z, float[] a, int n) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                FloatVector x = at(z, i);
                VectorMath.exp(x).sub(1f).blend(x, x.compare(GE, 0f)).intoArray(a, i);
            }
        }

        @Override
        public void backward(float[] z, float[] a, float[] e, float[] d, int n) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                FloatVector x = at(z, i);
                at(e, i).mul(VectorMath.exp(x).blend(1f, x.compare(GE, 0f))).intoArray(d, i);
            }
        }
    },

    GELU {
        @Override
        public void forward(float[] z, float[] a, int n) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                FloatVector x = at(z, i);
                x.mul(sigmoid(x.mul(1.702f))).intoArray(a, i);
            }
        }

        @Override
        public void backward(float[] z, float[] a, float[] e, float[] d, int n) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                FloatVector x = at(z, i).mul(1.702f);
                at(e, i).mul(sigmoidLinearSlope(x)).intoArray(d, i);
            }
        }
    },

    MISH {
        @Override
        public void forward(float[] z, float[] a, int n) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                FloatVector x = at(z, i);
                x.mul(tanhOfSoftplus(x)).intoArray(a, i);
            }
        }

        @Override
        public void backward(float[] z, float[] a, float[] e, float[] d, int n) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                at(e, i).mul(mishSlope(at(z, i))).intoArray(d, i);
            }
        }
    },

    RECTIFIEDTANH {
        @Override
        public void forward(float[] z, float[] a, int n) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                FloatVector t = VectorMath.tanh(at(z, i));
                t.blend(0f, t.compare(LT, 0f)).intoArray(a, i);
            }
        }

        @Override
        public void backward(float[] z, float[] a, float[] e, float[] d, int n) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                FloatVector t = at(a, i);
                FloatVector product = at(e, i).mul(of(1f).sub(t.mul(t)));
                of(0f).blend(product, at(z, i).compare(GT, 0f)).intoArray(d, i);
            }
        }
    },

    SELU {
        @Override
        public void forward(float[] z, float[] a, int n) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                FloatVector x = at(z, i);
                FloatVector bent = VectorMath.exp(x).mul(SELU_ALPHA).sub(SELU_ALPHA);
                bent.blend(x, x.compare(GT, 0f)).mul(SELU_LAMBDA).intoArray(a, i);
            }
        }

        @Override
        public void backward(float[] z, float[] a, float[] e, float[] d, int n) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                FloatVector x = at(z, i);
                FloatVector bent = VectorMath.exp(x).mul(SELU_ALPHA).blend(1f, x.compare(GT, 0f));
                at(e, i).mul(bent.mul(SELU_LAMBDA)).intoArray(d, i);
            }
        }
    },

    SIGMOID {
        @Override
        public void forward(float[] z, float[] a, int n) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                sigmoid(at(z, i)).intoArray(a, i);
            }
        }

        @Override
        public void backward(float[] z, float[] a, float[] e, float[] d, int n) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                FloatVector s = at(a, i);
                at(e, i).mul(s.mul(of(1f).sub(s))).intoArray(d, i);
            }
        }
    },

    SOFTPLUS {
        @Override
        public void forward(float[] z, float[] a, int n) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                VectorMath.exp(at(z, i)).add(1f).intoArray(a, i);
            }
            VectorMath.log(a, a, n); // +∞ from z = 88.73 on
        }

        @Override
        public void backward(float[] z, float[] a, float[] e, float[] d, int n) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                FloatVector exp = VectorMath.exp(at(z, i));
                at(e, i).mul(exp.div(exp.add(1f))).intoArray(d, i);
            }
        }
    },

    SWISH {
        @Override
        public void forward(float[] z, float[] a, int n) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                FloatVector x = at(z, i);
                x.mul(sigmoid(x)).intoArray(a, i);
            }
        }

        @Override
        public void backward(float[] z, float[] a, float[] e, float[] d, int n) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                at(e, i).mul(sigmoidLinearSlope(at(z, i))).intoArray(d, i);
            }
        }
    },

    TANH {
        @Override
        public void forward(float[] z, float[] a, int n) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                VectorMath.tanh(at(z, i)).intoArray(a, i);
            }
        }

        @Override
        public void backward(float[] z, float[] a, float[] e, float[] d, int n) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                FloatVector t = at(a, i);
                at(e, i).mul(of(1f).sub(t.mul(t))).intoArray(d, i);
            }
        }
    };

    private static final float SELU_ALPHA = 1.6732632423543772f;
    private static final float SELU_LAMBDA = 1.0507009873554805f;

    private static FloatVector sigmoid(FloatVector x) {
        return of(1f).div(VectorMath.exp(x.neg()).add(1f));
    }

    /** DL4J's tanh(log(1 + exp(x))) with the logarithm taken out of its tanh's exponential. */
    private static FloatVector tanhOfSoftplus(FloatVector x) {
        FloatVector sum = VectorMath.exp(x).add(1f);
        FloatVector e = of(1f).div(sum.mul(sum));
        return of(1f).sub(e).div(e.add(1f));
    }

    /** The derivative of x·sigmoid(x); NaN from x = 44.4 on, where the square overflows. */
    private static FloatVector sigmoidLinearSlope(FloatVector x) {
        FloatVector exp = VectorMath.exp(x);
        FloatVector sum = exp.add(1f);
        return exp.mul(x.add(exp).add(1f)).div(sum.mul(sum));
    }

    /** The derivative of x·tanh(softplus(x)); NaN from x = 22.2 on, where the fourth power overflows. */
    private static FloatVector mishSlope(FloatVector x) {
        FloatVector e1 = VectorMath.exp(x);
        FloatVector e2 = e1.mul(e1);
        FloatVector e3 = e2.mul(e1);
        FloatVector sum =
                x.add(1f).mul(4f).add(e2.mul(4f)).add(e3).add(e1.mul(x.mul(4f).add(6f)));
        FloatVector root = e1.mul(2f).add(e2).add(2f);
        return e1.mul(sum).div(root.mul(root));
    }
}
