package io.sweep4j.sweep;

import org.jspecify.annotations.Nullable;

/**
 * What was measured over one epoch of a trial. Accuracies are shares from 0 to 1, null where there is no such split or
 * it was not asked for.
 *
 * @param epoch from 1
 * @param cost mean over the epoch's batches of the batch-mean loss, before each batch's update, without penalties; NaN
 *     and infinities as measured
 * @param learningRate the schedule's value after the epoch's last update
 * @param appliedLearningRate the rate of the epoch's last update
 * @param diverged whether the trial had diverged by the end of this epoch
 * @param seconds wall time of the epoch, its measurements included
 * @param outputs null where there are no samples to measure them on, or they are not finite
 */
public record Observation(
        int epoch,
        double cost,
        @Nullable Double trainAccuracy,
        @Nullable Double validationAccuracy,
        @Nullable Double testAccuracy,
        double learningRate,
        double appliedLearningRate,
        boolean diverged,
        double seconds,
        @Nullable OutputMeans outputs) {
    public Observation {
        // A NaN has a sign and a payload, which depend on whether Java had compiled the sum yet.
        cost = Double.isNaN(cost) ? Double.NaN : cost;
    }

    /** Without means of outputs. */
    public Observation(
            int epoch,
            double cost,
            @Nullable Double trainAccuracy,
            @Nullable Double validationAccuracy,
            @Nullable Double testAccuracy,
            double learningRate,
            double appliedLearningRate,
            boolean diverged,
            double seconds) {
        this(
                epoch,
                cost,
                trainAccuracy,
                validationAccuracy,
                testAccuracy,
                learningRate,
                appliedLearningRate,
                diverged,
                seconds,
                null);
    }

    /** The value of a metric, null where it was not measured; may be NaN or infinite for the cost. */
    public @Nullable Double value(Metric.Name metric) {
        return switch (metric) {
            case COST -> (Double) cost;
            case TRAIN_ACCURACY -> trainAccuracy;
            case VALIDATION_ACCURACY -> validationAccuracy;
            case TEST_ACCURACY -> testAccuracy;
        };
    }
}
