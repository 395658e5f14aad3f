package io.sweep4j.cli;

import io.sweep4j.data.Dataset;
import io.sweep4j.engine.CostDifference;
import io.sweep4j.engine.Ending;
import io.sweep4j.engine.TrainingEngine;
import io.sweep4j.engine.TrainingListener;
import io.sweep4j.engine.TrialTask;
import io.sweep4j.sweep.Observation;
import io.sweep4j.sweep.Sweep;
import io.sweep4j.sweep.Trial;
import io.sweep4j.sweep.TrialState;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A trial trained once more, to be held against what is recorded of it.
 *
 * @param state what it came to
 */
record Retraining(TrialState state, List<Observation> curve) {

    static Retraining of(Trial trial, Sweep sweep, Dataset data, TrainingEngine engine) {
        Recorder recorder = new Recorder();
        engine.train(List.of(new TrialTask(trial, sweep.onDivergence(), sweep.trainAccuracy())), data, recorder);
        return new Retraining(recorder.state, List.copyOf(recorder.curve));
    }

    /** Whether every number of every epoch is the same bit for bit, but for the time it took. */
    boolean repeats(TrialState recorded, List<Observation> epochs) {
        if (state != recorded || curve.size() != epochs.size()) {
            return false;
        }
        for (int i = 0; i < curve.size(); i++) {
            if (!same(curve.get(i), epochs.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean same(Observation a, Observation b) {
        return Double.compare(a.cost(), b.cost()) == 0
                && Objects.equals(a.trainAccuracy(), b.trainAccuracy())
                && Objects.equals(a.validationAccuracy(), b.validationAccuracy())
                && Objects.equals(a.testAccuracy(), b.testAccuracy())
                && a.learningRate() == b.learningRate()
                && a.appliedLearningRate() == b.appliedLearningRate()
                && a.diverged() == b.diverged();
    }

    /** The largest difference of costs in an epoch that both have, as a share of the larger of 1 and the recorded cost. */
    double costDifference(List<Observation> epochs) {
        double largest = 0;
        for (int i = 0; i < Math.min(curve.size(), epochs.size()); i++) {
            largest = Math.max(
                    largest,
                    CostDifference.of(curve.get(i).cost(), epochs.get(i).cost()));
        }
        return largest;
    }

    private static final class Recorder implements TrainingListener {
        private final List<Observation> curve = new ArrayList<>();
        private TrialState state = TrialState.RUNNING;

        @Override
        public void started(Trial trial, String engine) {
            curve.clear();
        }

        @Override
        public void observed(Trial trial, Observation observation) {
            curve.add(observation);
        }

        @Override
        public void ended(Trial trial, Ending ending) {
            if (ending instanceof Ending.Completed) {
                state = TrialState.COMPLETED;
            } else if (ending instanceof Ending.Diverged) {
                state = TrialState.DIVERGED;
            } else {
                state = TrialState.FAILED;
            }
        }

        @Override
        public boolean stopRequested(Trial trial) {
            return false;
        }
    }
}
