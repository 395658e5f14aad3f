package io.sweep4j.report;

import io.sweep4j.store.StoredTrial;
import io.sweep4j.sweep.Configuration;
import io.sweep4j.sweep.Divergence;
import io.sweep4j.sweep.NumberKind;
import io.sweep4j.sweep.Observation;
import io.sweep4j.sweep.Parameter;
import io.sweep4j.sweep.Trial;
import io.sweep4j.sweep.TrialState;
import io.sweep4j.sweep.TrialSummary;
import io.sweep4j.sweep.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A trial as the {@code results} view shows it, with its rank, the kind of its final cost and the
 * test accuracy of its best epoch behind.
 */
public final class ResultColumns {
    private static final RankedTrial NOBODY = new RankedTrial(
            null,
            new StoredTrial(
                    new Trial(1, 1, "", 1, Configuration.of(Map.of())),
                    true,
                    TrialState.RUNNING,
                    null,
                    TrialSummary.EMPTY,
                    null,
                    List.of(),
                    null,
                    null,
                    null,
                    null,
                    null),
            null);

    private ResultColumns() {}

    /** The columns, also where there is no row. */
    public static List<String> names() {
        return List.copyOf(of("", NOBODY).keySet());
    }

    /** Value by column in the view's order; non-finite numbers are null. The columns are the same for every trial. */
    public static Map<String, @Nullable Object> of(String sweep, RankedTrial trial) {
        StoredTrial stored = trial.stored();
        TrialSummary summary = stored.summary();
        Observation last = summary.last();
        Divergence divergence = stored.state() == TrialState.DIVERGED ? stored.divergence() : null;
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("sweep", sweep);
        row.put("trial", trial.number());
        row.put("repeat", stored.trial().repeat());
        row.put("in_plan", stored.inPlan());
        row.put("state", stored.state().name());
        for (Parameter parameter : Parameter.values()) {
            row.put(parameter.yaml(), cell(trial.value(parameter)));
        }
        row.put("engine", stored.engine());
        row.put("epochs_run", summary.epochsRun());
        row.put("final_cost", last == null ? null : finite(last.cost()));
        row.put("final_validation_accuracy", last == null ? null : last.validationAccuracy());
        row.put("final_test_accuracy", last == null ? null : last.testAccuracy());
        row.put("best_cost", summary.bestCost());
        row.put("best_validation_accuracy", summary.bestValidationAccuracy());
        row.put("best_test_accuracy", summary.bestTestAccuracy());
        row.put("best_epoch", trial.bestEpoch());
        row.put("diverged_epoch", divergence == null ? null : (Integer) divergence.epoch());
        row.put("diverged_iteration", divergence == null ? null : (Long) divergence.iteration());
        row.put("cause", divergence == null ? null : divergence.cause().name());
        row.put("warnings", stored.warnings().isEmpty() ? null : String.join(",", stored.warnings()));
        row.put("seconds", stored.seconds());
        row.put("error", stored.error());
        row.put("started_at", stored.startedAt());
        row.put("finished_at", stored.finishedAt());
        row.put("rank", trial.rank());
        row.put(
                "final_cost_kind",
                last == null ? null : NumberKind.of(last.cost()).label());
        row.put("test_accuracy", trial.testAccuracy());
        return row;
    }

    /** A parameter's value as the type of its column: a number, a boolean or a text. */
    public static @Nullable Object cell(@Nullable Value value) {
        if (value == null) {
            return null;
        }
        if (value instanceof Value.Real real) {
            return real.number();
        }
        if (value instanceof Value.Whole whole) {
            return whole.number();
        }
        return value instanceof Value.Flag flag ? (Object) flag.set() : value.text();
    }

    /** The number, or null where SQL sees NULL. */
    static @Nullable Double finite(double number) {
        return Double.isFinite(number) ? number : null;
    }
}
