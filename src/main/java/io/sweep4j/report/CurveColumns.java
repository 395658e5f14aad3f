package io.sweep4j.report;

import io.sweep4j.sweep.NumberKind;
import io.sweep4j.sweep.Observation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An epoch as the {@code curves} view shows it. */
public final class CurveColumns {
    private CurveColumns() {}

    /** The columns, also where there is no row. */
    public static List<String> names() {
        return List.copyOf(
                of(new Observation(1, 0, null, null, null, 0, 0, false, 0)).keySet());
    }

    /** Value by column, from {@code epoch} on, in the view's order; non-finite numbers are null. */
    public static Map<String, @Nullable Object> of(Observation epoch) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("epoch", epoch.epoch());
        row.put("cost", ResultColumns.finite(epoch.cost()));
        row.put("cost_kind", NumberKind.of(epoch.cost()).label());
        row.put("train_accuracy", epoch.trainAccuracy());
        row.put("validation_accuracy", epoch.validationAccuracy());
        row.put("test_accuracy", epoch.testAccuracy());
        row.put("learning_rate", epoch.learningRate());
        row.put("applied_learning_rate", epoch.appliedLearningRate());
        row.put("diverged", epoch.diverged());
        row.put("seconds", epoch.seconds());
        return row;
    }
}
