package io.sweep4j.plan;

import io.sweep4j.sweep.Sweep;

/** Plans as other versions of the training semantics have them. */
public final class Plans {
    private Plans() {}

    public static Plan of(Sweep sweep, String dataFingerprint, int semantics) {
        return new Plan(sweep, dataFingerprint, semantics);
    }
}
