package io.sweep4j.cluster;

import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;

/** Processes on other machines, each with slots that train one batch at a time. Thread-safe. */
public interface Cluster extends AutoCloseable {

    /** What it is, by name, for a run's provenance. */
    Map<String, String> provenance();

    /** How many batches it trains at once, at least 1; as it was when opened. */
    int slots();

    /** This machine's name or address, as its processes reach it. */
    String host();

    /** The address to receive them at. */
    InetAddress address();

    /** The port to receive them at, 0 for any. */
    int port();

    /** Hands the data to every process that a later job runs in, once; to be called once. */
    void share(Shipment data);

    /**
     * Has a process come to {@link Worker#serve} as soon as there is a slot.
     *
     * @param alone whether nothing else may run in that process meanwhile
     */
    ClusterJob submit(Ticket ticket, boolean alone);

    /** Why no job will ever run again, for people; empty while one may. */
    Optional<String> trouble();

    /** Ends all jobs and the connection; idempotent. */
    @Override
    void close();
}
