package io.sweep4j.engine.fused;

import static io.sweep4j.engine.fused.Lanes.at;
import static io.sweep4j.engine.fused.Lanes.of;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LT;

import java.util.Optional;
import jdk.incubator.vector.FloatVector;

/**
 * The losses of DL4J that look at each output alone, by its formulas. Each has loops of its own: one shared loop that called a
 * function for every vector would box the vectors.
 */
enum Losses implements Loss {
    CROSS_ENTROPY {
        @Override
        public void score(float[] a, float[] y, float[] s, int n, int classes) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                VectorMath.log(at(a, i)).mul(at(y, i)).neg().intoArray(s, i);
            }
        }

        @Override
        public void gradient(float[] a, float[] y, float[] e, int n, int classes) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                at(y, i).div(at(a, i)).neg().intoArray(e, i);
            }
        }
    },
    BINARY_CROSS_ENTROPY {
        @Override
        public void score(float[] a, float[] y, float[] s, int n, int classes) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                FloatVector p = clipped(at(a, i));
                // Labels are 0 or 1, so of DL4J's two terms one is there; the other is 0, its logarithm being finite.
                p.blend(of(1f).sub(p), at(y, i).compare(EQ, 0f)).intoArray(s, i);
            }
            VectorMath.log(s, s, n);
            for (int i = 0; i < n; i += Lanes.COUNT) {
                at(s, i).neg().intoArray(s, i);
            }
        }

        @Override
        public void gradient(float[] a, float[] y, float[] e, int n, int classes) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                FloatVector p = clipped(at(a, i));
                p.sub(at(y, i)).div(p.mul(of(1f).sub(p))).intoArray(e, i);
            }
        }
    },
    SQUARED {
        @Override
        public void score(float[] a, float[] y, float[] s, int n, int classes) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                FloatVector difference = at(y, i).sub(at(a, i));
                difference.mul(difference).intoArray(s, i);
            }
        }

        @Override
        public void gradient(float[] a, float[] y, float[] e, int n, int classes) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                at(a, i).sub(at(y, i)).mul(2f).intoArray(e, i);
            }
        }
    },
    MEAN_SQUARED {
        @Override
        public int dividedLast(int classes) {
            return classes;
        }

        @Override
        public void score(float[] a, float[] y, float[] s, int n, int classes) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                FloatVector difference = at(y, i).sub(at(a, i));
                difference.mul(difference).div(classes).intoArray(s, i);
            }
        }

        @Override
        public void gradient(float[] a, float[] y, float[] e, int n, int classes) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                at(a, i).sub(at(y, i)).mul(2f).div(classes).intoArray(e, i);
            }
        }
    },
    ABSOLUTE {
        @Override
        public void score(float[] a, float[] y, float[] s, int n, int classes) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                at(a, i).sub(at(y, i)).abs().intoArray(s, i);
            }
        }

        @Override
        public void gradient(float[] a, float[] y, float[] e, int n, int classes) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                sign(at(a, i).sub(at(y, i)), 1f).intoArray(e, i);
            }
        }
    },
    MEAN_ABSOLUTE {
        @Override
        public int dividedLast(int classes) {
            return classes;
        }

        @Override
        public void score(float[] a, float[] y, float[] s, int n, int classes) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                at(a, i).sub(at(y, i)).abs().div(classes).intoArray(s, i);
            }
        }

        @Override
        public void gradient(float[] a, float[] y, float[] e, int n, int classes) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                sign(at(a, i).sub(at(y, i)), 1f / classes).intoArray(e, i);
            }
        }
    },
    HINGE {
        @Override
        public void score(float[] a, float[] y, float[] s, int n, int classes) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                FloatVector margin = of(1f).sub(at(a, i).mul(at(y, i)));
                margin.blend(0f, margin.compare(LT, 0f)).intoArray(s, i);
            }
        }

        @Override
        public void gradient(float[] a, float[] y, float[] e, int n, int classes) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                FloatVector label = at(y, i);
                FloatVector margin = of(1f).sub(at(a, i).mul(label));
                label.neg().mul(step(margin)).intoArray(e, i);
            }
        }
    },
    SQUARED_HINGE {
        @Override
        public void score(float[] a, float[] y, float[] s, int n, int classes) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                FloatVector margin = of(1f).sub(at(a, i).mul(at(y, i)));
                FloatVector positive = margin.blend(0f, margin.compare(LT, 0f));
                positive.mul(positive).intoArray(s, i);
            }
        }

        @Override
        public void gradient(float[] a, float[] y, float[] e, int n, int classes) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                FloatVector label = at(y, i);
                FloatVector margin = of(1f).sub(at(a, i).mul(label));
                margin.mul(2f).mul(label.neg()).mul(step(margin)).intoArray(e, i); // −∞ gives NaN
            }
        }
    },
    KULLBACK_LEIBLER {
        @Override
        public void score(float[] a, float[] y, float[] s, int n, int classes) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                probability(at(y, i)).div(probability(at(a, i))).intoArray(s, i);
            }
            VectorMath.log(s, s, n);
            for (int i = 0; i < n; i += Lanes.COUNT) {
                at(s, i).mul(probability(at(y, i))).intoArray(s, i);
            }
        }

        @Override
        public void gradient(float[] a, float[] y, float[] e, int n, int classes) {
            CROSS_ENTROPY.gradient(a, y, e, n, classes); // clipped neither here
        }
    },
    POISSON {
        @Override
        public void score(float[] a, float[] y, float[] s, int n, int classes) {
            VectorMath.log(a, s, n);
            for (int i = 0; i < n; i += Lanes.COUNT) {
                at(a, i).sub(at(s, i).mul(at(y, i))).intoArray(s, i);
            }
        }

        @Override
        public void gradient(float[] a, float[] y, float[] e, int n, int classes) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                of(1f).sub(at(y, i).div(at(a, i))).intoArray(e, i);
            }
        }
    },
    MEAN_SQUARED_LOGARITHMIC {
        @Override
        public void score(float[] a, float[] y, float[] s, int n, int classes) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                at(a, i).add(1f).div(at(y, i).add(1f)).intoArray(s, i);
            }
            VectorMath.log(s, s, n);
            for (int i = 0; i < n; i += Lanes.COUNT) {
                at(s, i).mul(at(s, i)).div(classes).intoArray(s, i);
            }
        }

        @Override
        public void gradient(float[] a, float[] y, float[] e, int n, int classes) {
            for (int i = 0; i < n; i += Lanes.COUNT) {
                at(a, i).add(1f).div(at(y, i).add(1f)).intoArray(e, i);
            }
            VectorMath.log(e, e, n);
            for (int i = 0; i < n; i += Lanes.COUNT) {
                of(2f / classes).div(at(a, i).add(1f)).mul(at(e, i)).intoArray(e, i);
            }
        }
    };

    private static final float CLIPPING = 1e-5f;

    /** By DL4J's name in lower case; empty for cosine_proximity, which looks at a whole row. */
    static Optional<Loss> named(String name) {
        return Optional.ofNullable(
                switch (name) {
                    case "mcxent", "negativeloglikelihood" -> CROSS_ENTROPY;
                    case "xent" -> BINARY_CROSS_ENTROPY;
                    case "l2" -> SQUARED;
                    case "mse", "squared_loss" -> MEAN_SQUARED;
                    case "l1" -> ABSOLUTE;
                    case "mean_absolute_error" -> MEAN_ABSOLUTE;
                    case "hinge" -> HINGE;
                    case "squared_hinge" -> SQUARED_HINGE;
                    case "kl_divergence", "reconstruction_crossentropy" -> KULLBACK_LEIBLER;
                    case "poisson" -> POISSON;
                    case "mean_squared_logarithmic_error" -> MEAN_SQUARED_LOGARITHMIC;
                    default -> null;
                });
    }

    /** Into [1e-5, 1 − 1e-5]; NaN stays. */
    private static FloatVector clipped(FloatVector a) {
        return a.blend(CLIPPING, a.compare(LT, CLIPPING)).blend(1 - CLIPPING, a.compare(GT, 1 - CLIPPING));
    }

    /** Into [1e-5, 1]; NaN becomes 1e-5. */
    private static FloatVector probability(FloatVector a) {
        return of(CLIPPING).blend(a, a.compare(GT, CLIPPING)).blend(1f, a.compare(GT, 1f));
    }

    /** 1 for x &gt; 0, 0 for x ≤ 0; NaN stays. */
    private static FloatVector step(FloatVector x) {
        return x.blend(0f, x.compare(LT, 0f)).blend(1f, x.compare(GT, 0f));
    }

    /** ±step, and 0 for 0 and NaN. */
    private static FloatVector sign(FloatVector x, float step) {
        return of(0f).blend(step, x.compare(GT, 0f)).blend(-step, x.compare(LT, 0f));
    }
}
