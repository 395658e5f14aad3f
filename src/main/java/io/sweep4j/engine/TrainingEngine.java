package io.sweep4j.engine;

import io.sweep4j.data.Dataset;
import io.sweep4j.data.DatasetInfo;
import io.sweep4j.sweep.Configuration;
import java.util.List;
import java.util.Map;

/**
 * Trains batches of trials. A trial's results depend on its configuration, its seed and the data alone: never on the
 * batch it is in, on other threads, or on what was trained before. Implementations are thread-safe.
 */
public interface TrainingEngine extends AutoCloseable {

    /** Lower-case name, as in {@code --engine}. */
    String name();

    /** What its numbers depend on besides the machine, by name: libraries and their versions. */
    Map<String, String> provenance();

    /** With whom a trial of this configuration is best trained together. */
    default Grouping grouping(Configuration configuration, DatasetInfo data) {
        return Grouping.ALONE;
    }

    /**
     * Trains every trial of the batch on the calling thread and reports through the listener. An error in one trial
     * ends that trial as {@link Ending.Failed} and no other. A task may ask for checkpoints at the end of some epochs, never
     * the last; it then also gets one where it is asked to stop. A trial that goes on from one ends bit for bit as it would
     * have without the break.
     *
     * @throws TrainingUnavailableException if what it trains on is gone; trials that have not ended then may be trained later
     */
    void train(List<TrialTask> batch, Dataset data, TrainingListener listener);

    /** Releases memory shared by trials; idempotent. No training may be under way. */
    @Override
    void close();
}
