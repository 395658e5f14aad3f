package io.sweep4j.engine.fused;

import static io.sweep4j.engine.fused.Lanes.COUNT;
import static io.sweep4j.engine.fused.Lanes.SPECIES;

import java.util.Map;
import java.util.Optional;
import jdk.incubator.vector.FloatVector;

/** The updaters there are kernels for, as libnd4j of DL4J 1.0.0-M2.1 computes them, with DL4J's defaults. */
final class Updaters {
    private static final Map<String, Updater> BY_NAME = Map.of(
            "sgd", new Sgd(),
            "nesterovs", new Nesterovs(),
            "adam", new Adam(),
            "rmsprop", new RmsProp(),
            "adagrad", new AdaGrad());

    private Updaters() {}

    /** @param name lower-case, as in sweep files */
    static Optional<Updater> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** w ← w − ηg. */
    private static final class Sgd implements Updater {
        @Override
        public int states() {
            return 0;
        }

        @Override
        public void apply(float[] w, float[][] states, int at, float[] g, int from, int n, Columns columns) {
            for (int c = 0; c < columns.stride; c += COUNT) {
                FloatVector rate = FloatVector.fromArray(SPECIES, columns.rate, c);
                for (int i = c; i < n; i += columns.stride) {
                    FloatVector step =
                            FloatVector.fromArray(SPECIES, g, from + i).mul(rate);
                    FloatVector.fromArray(SPECIES, w, at + i).sub(step).intoArray(w, at + i);
                }
            }
        }
    }

    /** v ← μv − ηg, then w ← w − (μv₀ − (1+μ)v) with v₀ the v before: Nesterov's momentum as in CS231n's notes. */
    private static final class Nesterovs implements Updater {
        @Override
        public int states() {
            return 1;
        }

        @Override
        public void apply(float[] w, float[][] states, int at, float[] g, int from, int n, Columns columns) {
            float[] v = states[0];
            for (int c = 0; c < columns.stride; c += COUNT) {
                FloatVector rate = FloatVector.fromArray(SPECIES, columns.rate, c);
                FloatVector momentum = FloatVector.fromArray(SPECIES, columns.momentum, c);
                for (int i = c; i < n; i += columns.stride) {
                    FloatVector before =
                            FloatVector.fromArray(SPECIES, v, at + i).mul(momentum);
                    FloatVector after = before.sub(
                            FloatVector.fromArray(SPECIES, g, from + i).mul(rate));
                    after.intoArray(v, at + i);
                    FloatVector step = before.sub(momentum.add(1).mul(after));
                    FloatVector.fromArray(SPECIES, w, at + i).sub(step).intoArray(w, at + i);
                }
            }
        }
    }

    /** Kingma and Ba 2015, with the corrections of both moments in the rate. */
    private static final class Adam implements Updater {
        private static final double BETA1 = 0.9;
        private static final double BETA2 = 0.999;
        private static final float EPSILON = 1e-8f;

        @Override
        public int states() {
            return 2;
        }

        @Override
        public float rate(double learningRate, long updates) {
            double t = updates + 1.0;
            float rate = (float) (learningRate * Math.sqrt(1 - Math.pow(BETA2, t)) / (1 - Math.pow(BETA1, t)));
            return Float.isNaN(rate) || rate == 0 ? EPSILON : rate;
        }

        @Override
        public void apply(float[] w, float[][] states, int at, float[] g, int from, int n, Columns columns) {
            float[] m = states[0];
            float[] v = states[1];
            for (int c = 0; c < columns.stride; c += COUNT) {
                FloatVector rate = FloatVector.fromArray(SPECIES, columns.rate, c);
                for (int i = c; i < n; i += columns.stride) {
                    FloatVector gradient = FloatVector.fromArray(SPECIES, g, from + i);
                    FloatVector first = FloatVector.fromArray(SPECIES, m, at + i)
                            .mul((float) BETA1)
                            .add(gradient.mul(1 - (float) BETA1));
                    FloatVector second = FloatVector.fromArray(SPECIES, v, at + i)
                            .mul((float) BETA2)
                            .add(gradient.mul(gradient).mul(1 - (float) BETA2));
                    first.intoArray(m, at + i);
                    second.intoArray(v, at + i);
                    FloatVector step = first.mul(rate).div(second.sqrt().add(EPSILON));
                    FloatVector.fromArray(SPECIES, w, at + i).sub(step).intoArray(w, at + i);
                }
            }
        }
    }

    /** v ← 0.95v + 0.05g², then w ← w − ηg/(√v + 10⁻⁸): Tieleman and Hinton 2012. */
    private static final class RmsProp implements Updater {
        private static final float DECAY = 0.95f;
        private static final float EPSILON = 1e-8f;

        @Override
        public int states() {
            return 1;
        }

        @Override
        public float initialState() {
            return EPSILON;
        }

        @Override
        public void apply(float[] w, float[][] states, int at, float[] g, int from, int n, Columns columns) {
            float[] v = states[0];
            for (int c = 0; c < columns.stride; c += COUNT) {
                FloatVector rate = FloatVector.fromArray(SPECIES, columns.rate, c);
                for (int i = c; i < n; i += columns.stride) {
                    FloatVector gradient = FloatVector.fromArray(SPECIES, g, from + i);
                    FloatVector mean = FloatVector.fromArray(SPECIES, v, at + i)
                            .mul(DECAY)
                            .add(gradient.mul(gradient).mul(1 - DECAY));
                    mean.intoArray(v, at + i);
                    FloatVector step = gradient.mul(rate).div(mean.sqrt().add(EPSILON));
                    FloatVector.fromArray(SPECIES, w, at + i).sub(step).intoArray(w, at + i);
                }
            }
        }
    }

    /** v ← v + g², then w ← w − ηg/(√v + 10⁻⁶): Duchi, Hazan and Singer 2011. */
    private static final class AdaGrad implements Updater {
        private static final float EPSILON = 1e-6f;

        @Override
        public int states() {
            return 1;
        }

        @Override
        public float initialState() {
            return EPSILON;
        }

        @Override
        public void apply(float[] w, float[][] states, int at, float[] g, int from, int n, Columns columns) {
            float[] v = states[0];
            for (int c = 0; c < columns.stride; c += COUNT) {
                FloatVector rate = FloatVector.fromArray(SPECIES, columns.rate, c);
                for (int i = c; i < n; i += columns.stride) {
                    FloatVector gradient = FloatVector.fromArray(SPECIES, g, from + i);
                    FloatVector sum = FloatVector.fromArray(SPECIES, v, at + i).add(gradient.mul(gradient));
                    sum.intoArray(v, at + i);
                    FloatVector step = gradient.mul(rate).div(sum.sqrt().add(EPSILON));
                    FloatVector.fromArray(SPECIES, w, at + i).sub(step).intoArray(w, at + i);
                }
            }
        }
    }
}
