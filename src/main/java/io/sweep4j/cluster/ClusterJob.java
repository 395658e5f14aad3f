package io.sweep4j.cluster;

import java.util.Optional;

/** A ticket's way through a cluster. Thread-safe. */
public interface ClusterJob {

    /** Why it ended without having served, for people; empty while it waits or runs, and if it has served. */
    Optional<String> failure();

    /** Ends it, wherever it is; idempotent, and nothing if it has ended. */
    void cancel();
}
