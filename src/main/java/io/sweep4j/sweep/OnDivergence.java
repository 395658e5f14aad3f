package io.sweep4j.sweep;

import java.util.Locale;

/** What becomes of a trial once it has diverged. */
public enum OnDivergence {
    /** The bad iteration's own update is the last, its epoch is recorded, and the trial ends. */
    STOP,
    /** All epochs are trained and recorded. */
    CONTINUE;

    /** The name in sweep files. */
    public String yaml() {
        return name().toLowerCase(Locale.ROOT);
    }
}
