package io.sweep4j.isolation;

import io.sweep4j.engine.Ending;
import io.sweep4j.engine.TrialTask;
import io.sweep4j.sweep.Checkpoint;
import io.sweep4j.sweep.DatasetSpec;
import io.sweep4j.sweep.Observation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a run and its children say to each other. The first three are the run's; a child says the others. */
public sealed interface Message {

    /**
     * The first of all: what to train with, and on.
     *
     * @param fused whether with the fused engine too, or with DL4J alone
     * @param replayPatience the longest replay before a divergence
     * @param cacheBytes for batches that trials share
     * @param dataDir the user's folder of datasets, null for none
     * @param cache the folder of downloaded ones
     */
    record Begin(
            boolean fused,
            Duration replayPatience,
            long cacheBytes,
            DatasetSpec dataset,
            @Nullable String dataDir,
            String cache)
            implements Message {}

    /** To train, once what was to be trained before is {@link Done}. */
    record Train(List<TrialTask> batch) implements Message {}

    /** To {@link StopAsked}: the trials that are to stop, of those trained now. */
    record Answer(List<Long> stopped) implements Message {}

    /** Data and engine are there. */
    record Ready(String fingerprint) implements Message {}

    /** They can't be had. */
    record Refused(String problem) implements Message {}

    record Started(long trial, String engine) implements Message {}

    record Resumed(long trial, int epoch, String engine) implements Message {}

    record Observed(long trial, Observation observation) implements Message {}

    record Checkpointed(long trial, Checkpoint checkpoint) implements Message {}

    /** The child waits for the {@link Answer}. */
    record StopAsked() implements Message {}

    record Ended(long trial, Ending ending) implements Message {}

    /**
     * The whole batch has ended.
     *
     * @param provenance the engine's, as it is by now
     */
    record Done(Map<String, String> provenance) implements Message {}

    /** Said again and again while nothing else is. */
    record Alive() implements Message {}
}
