package io.sweep4j.cluster;

import io.sweep4j.data.Dataset;
import io.sweep4j.data.DatasetInfo;
import io.sweep4j.data.Split;
import io.sweep4j.engine.TrainingEngine;
import io.sweep4j.sweep.SplitSizes;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Workers in one other process that come over the network as a cluster's do, and report epochs without training them. */
public final class SimulatedCluster implements Cluster {
    private final int workers;
    private final Process process;
    private final BufferedWriter tickets;

    /**
     * Starts the process.
     *
     * @param mainClass comes to {@link SimulatedWorkers#serve} with its two other arguments, and prints what that returns
     * @param workers at least 1
     * @param epochNanos how long an epoch of a batch takes, at least
     */
    public SimulatedCluster(String mainClass, int workers, long epochNanos) throws IOException {
        this.workers = workers;
        this.process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-Xss256k",
                        "-XX:+UseParallelGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        mainClass,
                        Integer.toString(workers),
                        Long.toString(epochNanos))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        this.tickets = process.outputWriter(StandardCharsets.UTF_8);
    }

    /** What it would train on: as little as there can be. */
    public static Dataset data() {
        Split none = new Split(new float[0], new int[0], 1);
        Split two = new Split(new float[] {0, 1}, new int[] {0, 1}, 1);
        return new Dataset(new DatasetInfo("none", "0".repeat(64), 1, 2, new SplitSizes(2, 2, 0)), two, two, none);
    }

    /** The engine that its workers have. */
    public static TrainingEngine engine() {
        return new SimulatedEngine(0);
    }

    /** Ends the workers; how many epochs they have reported, all of which the run has received. No job may be running. */
    public long end() throws IOException {
        tickets.close();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            return Long.parseLong(String.valueOf(out.readLine()));
        }
    }

    @Override
    public Map<String, String> provenance() {
        return Map.of("executor", "simulated");
    }

    @Override
    public int slots() {
        return workers;
    }

    @Override
    public String host() {
        return address().getHostAddress();
    }

    @Override
    public InetAddress address() {
        return InetAddress.getLoopbackAddress();
    }

    @Override
    public int port() {
        return 0;
    }

    @Override
    public void share(Shipment data) {
        throw new IllegalStateException("its workers have the data");
    }

    @Override
    public synchronized ClusterJob submit(Ticket ticket, boolean alone) {
        try {
            tickets.write(ticket.host() + " " + ticket.port() + " " + ticket.token() + "\n");
            tickets.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ClusterJob() {
            @Override
            public Optional<String> failure() {
                return Optional.empty();
            }

            @Override
            public void cancel() {
                // A ticket that nobody waits for any more is good for nothing.
            }
        };
    }

    @Override
    public Optional<String> trouble() {
        return process.isAlive() ? Optional.empty() : Optional.of("the simulated workers are gone");
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
