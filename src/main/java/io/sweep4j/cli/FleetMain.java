package io.sweep4j.cli;

import io.sweep4j.cluster.SimulatedWorkers;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Where the process of the workers of {@code bench fleet} starts; of no use to people. */
public final class FleetMain {
    private FleetMain() {}

    /** Serves the tickets on standard input, then prints how many epochs were reported. */
    public static void main(String[] arguments) throws IOException {
        System.out.println(SimulatedWorkers.serve(
                Integer.parseInt(arguments[0]),
                Long.parseLong(arguments[1]),
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))));
    }
}
