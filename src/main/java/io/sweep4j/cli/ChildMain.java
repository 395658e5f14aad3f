package io.sweep4j.cli;

import io.sweep4j.isolation.WorkerTraining;
import java.io.IOException;

/** Where a process that trains for {@code run --isolate} starts; of no use to people. */
public final class ChildMain {
    private ChildMain() {}

    /** Trains what the parent process asks for, until that closes standard input or dies. */
    public static void main(String[] arguments) throws IOException {
        WorkerTraining.serveAsChild(System.in);
    }
}
