package io.sweep4j.cluster;

import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Which cluster, and how it is to be used.
 *
 * @param application what the cluster is to call this run
 * @param master where the cluster is, in the words of its kind
 * @param options settings of the cluster's own, by name; they win over all others
 * @param workerBytes the heap that a process needs to train, where no option says
 * @param patience how long the cluster may have nothing to train with before that is an error, above 0
 * @param notes hears lines for the user, from any thread
 */
public record ClusterSettings(
        String application,
        String master,
        Map<String, String> options,
        long workerBytes,
        Duration patience,
        Consumer<String> notes) {}
