package io.sweep4j.execution;

import io.sweep4j.engine.TrialTask;
import io.sweep4j.store.SweepStore;
import io.sweep4j.sweep.Checkpoint;
import io.sweep4j.sweep.Observation;
import io.sweep4j.sweep.Sweep;
import io.sweep4j.sweep.Trial;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which trials of a sweep can go on from a checkpoint. As of its making; thread-safe. */
final class Resumptions {
    private final SweepStore store;
    private final Sweep sweep;
    private final Map<Long, Integer> epochs;

    /**
     * Where a trial goes on.
     *
     * @param recorded all epochs up to the checkpoint's, in order
     */
    record Resumption(Checkpoint checkpoint, List<Observation> recorded) {

        /** For the engine. */
        TrialTask.Earlier earlier() {
            double seconds = recorded.stream().mapToDouble(Observation::seconds).sum();
            return new TrialTask.Earlier(checkpoint, Duration.ofNanos((long) (1e9 * seconds)));
        }
    }

    Resumptions(SweepStore store, Sweep sweep) {
        this.store = store;
        this.sweep = sweep;
        this.epochs = store.checkpointEpochs(sweep.name());
    }

    /** Epochs of the trial that need no training, 0 or more. */
    int epochsDone(Trial trial) {
        return epochs.getOrDefault(trial.number(), 0);
    }

    /** From the database, since a checkpoint may be large; empty for a trial that begins with its first epoch. */
    Optional<Resumption> of(Trial trial) {
        int epoch = epochsDone(trial);
        if (epoch == 0) {
            return Optional.empty();
        }
        List<Observation> recorded = store.curve(sweep.name(), trial.number()).stream()
                .filter(observation -> observation.epoch() <= epoch)
                .toList();
        if (sweep.trainAccuracy() && recorded.stream().anyMatch(observation -> observation.trainAccuracy() == null)) {
            return Optional.empty(); // what is asked for only now was not measured then
        }
        return store.checkpoint(sweep.name(), trial.number())
                .filter(checkpoint -> checkpoint.epoch() == epoch)
                .map(checkpoint -> new Resumption(checkpoint, recorded));
    }
}
