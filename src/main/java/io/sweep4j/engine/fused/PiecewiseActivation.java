package io.sweep4j.engine.fused;

import static io.sweep4j.engine.fused.Lanes.at;
import static io.sweep4j.engine.fused.Lanes.of;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;

/**
 * The activations of DL4J that are made of lines and rational functions. Each has loops of its own: one shared loop that called
 * a function for every vector would box the vectors.
 */
enum PiecewiseActivation implements Activation {
    CUBE {
        @Override
        public void forward(float[] z, float[] a, int n) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                FloatVector x = at(z, i);
                x.mul(x).mul(x).intoArray(a, i);
            }
        }

        @Override
        public void backward(float[] z, float[] a, float[] e, float[] d, int n) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                FloatVector x = at(z, i);
                at(e, i).mul(x.mul(x).mul(3f)).intoArray(d, i);
            }
        }
    },

    HARDSIGMOID {
        @Override
        public void forward(float[] z, float[] a, int n) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                FloatVector x = at(z, i);
                FloatVector line = x.mul(0.2f).add(0.5f);
                line = line.blend(0f, line.compare(LT, 0f));
                line.blend(1f, line.compare(GT, 1f)).intoArray(a, i);
            }
        }

        @Override
        public void backward(float[] z, float[] a, float[] e, float[] d, int n) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                FloatVector x = at(z, i);
                at(e, i).mul(of(0.2f).blend(0f, x.abs().compare(GT, 2.5f))).intoArray(d, i);
            }
        }
    },

    HARDTANH {
        @Override
        public void forward(float[] z, float[] a, int n) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                FloatVector x = at(z, i);
                x.blend(1f, x.compare(GT, 1f)).blend(-1f, x.compare(LT, -1f)).intoArray(a, i);
            }
        }

        @Override
        public void backward(float[] z, float[] a, float[] e, float[] d, int n) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                FloatVector x = at(z, i);
                at(e, i).mul(of(0f).blend(1f, x.abs().compare(LE, 1f))).intoArray(d, i);
            }
        }
    },

    IDENTITY {
        @Override
        public void forward(float[] z, float[] a, int n) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                at(z, i).intoArray(a, i);
            }
        }

        @Override
        public void backward(float[] z, float[] a, float[] e, float[] d, int n) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                at(e, i).intoArray(d, i);
            }
        }
    },

    LEAKYRELU {
        @Override
        public void forward(float[] z, float[] a, int n) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                FloatVector x = at(z, i);
                x.blend(x.mul(0.01f), x.compare(LT, 0f)).intoArray(a, i);
            }
        }

        @Override
        public void backward(float[] z, float[] a, float[] e, float[] d, int n) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                FloatVector x = at(z, i);
                at(e, i).mul(of(1f).blend(0.01f, x.compare(LT, 0f))).intoArray(d, i);
            }
        }
    },

    RATIONALTANH {
        @Override
        public void forward(float[] z, float[] a, int n) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                FloatVector y = at(z, i).mul(TWO_THIRDS);
                FloatVector t = of(1f).sub(of(1f).div(polynomial(y)));
                t.mul(sign(y)).mul(1.7159f).intoArray(a, i);
            }
        }

        @Override
        public void backward(float[] z, float[] a, float[] e, float[] d, int n) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                FloatVector y = at(z, i).mul(TWO_THIRDS);
                FloatVector p = polynomial(y);
                FloatVector slope = y.mul(2f)
                        .add(y.mul(y).mul(y).mul(4 * 1.41645f))
                        .mul(sign(y))
                        .add(1f);
                at(e, i).mul(slope.div(p.mul(p)).mul(1.7159f * TWO_THIRDS)).intoArray(d, i);
            }
        }
    },

    RELU {
        @Override
        public void forward(float[] z, float[] a, int n) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                FloatVector x = at(z, i);
                x.blend(0f, x.compare(LT, 0f)).intoArray(a, i);
            }
        }

        @Override
        public void backward(float[] z, float[] a, float[] e, float[] d, int n) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                FloatVector x = at(z, i);
                of(0f).blend(at(e, i), x.compare(GT, 0f)).intoArray(d, i);
            }
        }
    },

    RELU6 {
        @Override
        public void forward(float[] z, float[] a, int n) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                FloatVector x = at(z, i);
                x = x.blend(0f, x.compare(LT, 0f));
                of(6f).blend(x, x.compare(LT, 6f)).intoArray(a, i); // NaN becomes 6
            }
        }

        @Override
        public void backward(float[] z, float[] a, float[] e, float[] d, int n) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                FloatVector x = at(z, i);
                of(0f).blend(at(e, i), x.compare(GT, 0f).and(x.compare(LT, 6f))).intoArray(d, i);
            }
        }
    },

    SOFTSIGN {
        @Override
        public void forward(float[] z, float[] a, int n) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                FloatVector x = at(z, i);
                x.div(x.abs().add(1f)).intoArray(a, i);
            }
        }

        @Override
        public void backward(float[] z, float[] a, float[] e, float[] d, int n) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                FloatVector s = at(z, i).abs().add(1f);
                at(e, i).mul(of(1f).div(s.mul(s))).intoArray(d, i);
            }
        }
    },

    THRESHOLDEDRELU {
        @Override
        public void forward(float[] z, float[] a, int n) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                FloatVector x = at(z, i);
                of(0f).blend(x, x.compare(GT, 1f)).intoArray(a, i);
            }
        }

        @Override
        public void backward(float[] z, float[] a, float[] e, float[] d, int n) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                FloatVector x = at(z, i);
                of(0f).blend(at(e, i), x.compare(GT, 1f)).intoArray(d, i);
            }
        }
    };

    private static final float TWO_THIRDS = 2f / 3f;

    /** What approximates the exponential in tanh. */
    private static FloatVector polynomial(FloatVector y) {
        FloatVector square = y.mul(y);
        return y.abs().add(1f).add(square).add(square.mul(square).mul(1.41645f));
    }

    /** 0 for 0 and NaN. */
    private static FloatVector sign(FloatVector y) {
        return of(0f).blend(1f, y.compare(GT, 0f)).blend(-1f, y.compare(LT, 0f));
    }
}
