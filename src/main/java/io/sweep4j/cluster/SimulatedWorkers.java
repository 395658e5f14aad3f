package io.sweep4j.cluster;

import io.sweep4j.data.Dataset;
import io.sweep4j.isolation.Prepared;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** The process in which a {@link SimulatedCluster} has its workers; of no use to people. */
public final class SimulatedWorkers {
    private SimulatedWorkers() {}

    /**
     * Serves each ticket that comes as a line, and says at the end how many epochs it has reported.
     *
     * @param arguments how many workers, and how many nanoseconds an epoch of a batch takes
     */
    public static void main(String[] arguments) throws IOException {
        int workers = Integer.parseInt(arguments[0]);
        SimulatedEngine engine = new SimulatedEngine(Long.parseLong(arguments[1]));
        Dataset data = SimulatedCluster.data();
        AtomicInteger number = new AtomicInteger();
        ExecutorService slots = Executors.newFixedThreadPool(
                workers, task -> new Thread(task, "simulated worker " + number.incrementAndGet()));
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] parts = line.split(" ");
            Ticket ticket = new Ticket(parts[0], Integer.parseInt(parts[1]), parts[2]);
            slots.execute(() -> serve(ticket, engine, data));
        }
        System.out.println(engine.reported());
        System.out.flush();
        Runtime.getRuntime().halt(0);
    }

    private static void serve(Ticket ticket, SimulatedEngine engine, Dataset data) {
        try {
            Worker.serve(ticket, Thread.currentThread().getName(), begin -> new Prepared(engine, data));
        } catch (IOException e) {
            System.err.println("a simulated worker could not come: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
