package io.sweep4j.store;

import io.sweep4j.sweep.Divergence;
import io.sweep4j.sweep.Trial;
import io.sweep4j.sweep.TrialState;
import io.sweep4j.sweep.TrialSummary;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A trial as recorded.
 *
 * @param inPlan false once an edit has taken its cell out of the sweep file
 * @param engine null until started
 * @param divergence null unless something went non-finite
 * @param warnings codes, empty for none
 * @param error what failed, null unless FAILED
 * @param seconds training time so far, null until started
 * @param worker who trained it; null until started, and for a trial that was recorded before schema 5
 */
public record StoredTrial(
        Trial trial,
        boolean inPlan,
        TrialState state,
        @Nullable String engine,
        TrialSummary summary,
        @Nullable Divergence divergence,
        List<String> warnings,
        @Nullable String error,
        @Nullable Double seconds,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable String worker) {}
