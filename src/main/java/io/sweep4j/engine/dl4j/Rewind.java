package io.sweep4j.engine.dl4j;

import io.sweep4j.engine.replay.Replay;
import org.jspecify.annotations.Nullable;

/**
 * Remembers a network as it was some iterations ago, so that the latest ones can be trained again. There are two copies, the
 * younger taken every {@link Replay#INTERVAL} iterations: whenever it is asked, the older lies between one and two intervals back,
 * or at the start. For one thread.
 */
final class Rewind implements AutoCloseable {
    private @Nullable Moment older;
    private @Nullable Moment younger;

    /** To be called before each update. */
    void beforeUpdate(Updates training) {
        if (training.done() % Replay.INTERVAL == 0) {
            Moment reused = older;
            older = younger;
            if (reused == null) {
                younger = new Moment(training);
            } else {
                reused.take(training);
                younger = reused;
            }
        }
    }

    /** The older moment. */
    Moment earliest() {
        Moment earliest = older == null ? younger : older;
        if (earliest == null) {
            throw new IllegalStateException("nothing was trained yet");
        }
        return earliest;
    }

    @Override
    public void close() {
        if (older != null) {
            older.close();
        }
        if (younger != null) {
            younger.close();
        }
    }
}
