package io.sweep4j.cluster;

import io.sweep4j.data.Dataset;
import io.sweep4j.isolation.Prepared;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** The workers that a {@link SimulatedCluster} has in another process. */
public final class SimulatedWorkers {
    private SimulatedWorkers() {}

    /**
     * Serves each ticket that comes as a line, until there are no more.
     *
     * @param workers how many, at least 1
     * @param epochNanos how long an epoch of a batch takes, at least
     * @return how many epochs they have reported
     */
    public static long serve(int workers, long epochNanos, BufferedReader tickets) throws IOException {
        SimulatedEngine engine = new SimulatedEngine(epochNanos);
        Dataset data = SimulatedCluster.data();
        AtomicInteger number = new AtomicInteger();
        ExecutorService slots = Executors.newFixedThreadPool(workers, task -> {
            Thread thread = new Thread(task, "simulated worker " + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        for (String line = tickets.readLine(); line != null; line = tickets.readLine()) {
            String[] parts = line.split(" ");
            Ticket ticket = new Ticket(parts[0], Integer.parseInt(parts[1]), parts[2]);
            slots.execute(() -> serve(ticket, engine, data));
        }
        return engine.reported();
    }

    private static void serve(Ticket ticket, SimulatedEngine engine, Dataset data) {
        try {
            Worker.serve(ticket, Thread.currentThread().getName(), begin -> new Prepared(engine, data));
        } catch (IOException e) {
            // The run is being stopped, and the ticket good no more; the run itself sees whether any epoch is missing.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
