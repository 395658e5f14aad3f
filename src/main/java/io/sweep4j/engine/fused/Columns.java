package io.sweep4j.engine.fused;

import java.util.stream.IntStream;

/**
 * What the trials of a panel are updated with, laid out like a row of parameters, so that each lane finds its own trial's.
 * Mutable.
 */
final class Columns {
    final int stride;
    final float[] rate;
    final float[] momentum;
    final float[] l1;
    final float[] l2;
    private final int outputs;
    private final int trials;
    private boolean penalised;

    Columns(int outputs, int trials) {
        this.outputs = outputs;
        this.trials = trials;
        this.stride = Lanes.padded(outputs * trials);
        this.rate = new float[stride];
        this.momentum = new float[stride];
        this.l1 = new float[stride];
        this.l2 = new float[stride];
    }

    /** Sets what stays the same for a trial. */
    void set(int trial, double itsMomentum, double itsL1, double itsL2) {
        fill(momentum, trial, (float) itsMomentum);
        fill(l1, trial, (float) itsL1);
        fill(l2, trial, (float) itsL2);
        penalised = IntStream.range(0, stride).anyMatch(c -> l1[c] != 0 || l2[c] != 0);
    }

    /** Sets the factor of the next update, one for each trial. */
    void rates(float[] rates) {
        for (int trial = 0; trial < trials; trial++) {
            if (rate[trial] != rates[trial]) {
                fill(rate, trial, rates[trial]);
            }
        }
    }

    /** Whether any trial has a penalty on its weights. */
    boolean penalised() {
        return penalised;
    }

    private void fill(float[] columns, int trial, float value) {
        for (int j = 0; j < outputs; j++) {
            columns[j * trials + trial] = value;
        }
    }

    /** No penalties, for biases; the rest is shared. */
    Columns withoutPenalties() {
        return new Columns(this);
    }

    private Columns(Columns like) {
        this.outputs = like.outputs;
        this.trials = like.trials;
        this.stride = like.stride;
        this.rate = like.rate;
        this.momentum = like.momentum;
        this.l1 = new float[stride];
        this.l2 = new float[stride];
    }
}
