package io.sweep4j.store;

import io.sweep4j.sweep.Metric;
import io.sweep4j.sweep.Parameter;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sweep as recorded.
 *
 * @param description empty if the file has none
 * @param axes the axes in file order, zipped ones included
 * @param state WAITING, RUNNING, COMPLETED, FAILED or CANCELLED
 * @param trials trials in the plan, started or not
 * @param finishedAt end of the last run, null while one is running
 * @param definition the sweep file's text
 * @param provenance JSON object on the last run: versions, machine, thread counts, dataset
 */
public record StoredSweep(
        String name,
        String description,
        Metric metric,
        List<Parameter> axes,
        String state,
        long trials,
        Instant createdAt,
        @Nullable Instant finishedAt,
        String definition,
        String provenance) {}
