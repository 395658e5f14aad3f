package io.sweep4j.execution.spark;

import io.sweep4j.cluster.ClusterJob;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import org.apache.spark.api.java.JavaFutureAction;

/**
 * A job of one task.
 *
 * @param possible whether there is an executor that has room for it, busy or not
 */
record SparkJob(JavaFutureAction<Void> action, BooleanSupplier possible) implements ClusterJob {
    @Override
    public Optional<String> failure() {
        if (!action.isDone()) {
            return possible.getAsBoolean()
                    ? Optional.empty()
                    : Optional.of("the executor with most cores is gone, which it was to have alone");
        }
        try {
            action.get();
            return Optional.empty();
        } catch (ExecutionException e) {
            return Optional.of(Reasons.of(e.getCause() == null ? e : e.getCause()));
        } catch (CancellationException e) {
            return Optional.of("the job was cancelled");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    @Override
    public void cancel() {
        action.cancel(true);
    }
}
