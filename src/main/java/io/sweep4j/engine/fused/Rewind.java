package io.sweep4j.engine.fused;

import io.sweep4j.engine.replay.Replay;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the networks of a panel as they were some iterations ago, so that the latest ones can be trained again. There are
 * two copies, the younger taken every {@link Replay#INTERVAL} iterations. For one thread.
 */
final class Rewind {

    /**
     * Networks as they were.
     *
     * @param updates made before
     */
    record Copy(long updates, Weights weights) {
        Copy of(int[] trials) {
            return new Copy(updates, weights.of(trials));
        }
    }

    private @Nullable Copy older;
    private @Nullable Copy younger;

    /** To be called before each update. */
    void beforeUpdate(Weights weights, long updates) {
        if (updates % Replay.INTERVAL == 0) {
            Copy reused = older;
            older = younger;
            if (reused == null) {
                younger = new Copy(updates, weights.copy());
            } else {
                reused.weights.assign(weights);
                younger = new Copy(updates, reused.weights);
            }
        }
    }

    /** The older copy. */
    Copy earliest() {
        return older == null ? Objects.requireNonNull(younger, "nothing was trained yet") : older;
    }

    /** Forgets all trials but these. */
    void keep(int[] trials) {
        older = older == null ? null : older.of(trials);
        younger = younger == null ? null : younger.of(trials);
    }
}
