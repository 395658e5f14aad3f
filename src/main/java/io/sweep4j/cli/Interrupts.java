package io.sweep4j.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/** Takes Ctrl-C and termination signals while open: the first runs an action, a second ends the process at once. */
final class Interrupts implements AutoCloseable {
    /** Some tools send a signal twice, to the process and to its group; nobody presses Ctrl-C that fast. */
    private static final long ONE_SIGNAL_NANOS = 1_000_000_000;

    private final Map<Signal, SignalHandler> previous = new LinkedHashMap<>();

    private Interrupts() {}

    static Interrupts callOnFirst(Runnable action) {
        Interrupts interrupts = new Interrupts();
        AtomicLong first = new AtomicLong();
        for (String name : new String[] {"INT", "TERM", "HUP"}) {
            Signal signal = new Signal(name);
            SignalHandler handler = received -> {
                if (first.compareAndSet(0, System.nanoTime())) {
                    action.run();
                } else if (System.nanoTime() - first.get() > ONE_SIGNAL_NANOS) {
                    // Everything that was reported as recorded is committed; nothing else is worth waiting for.
                    Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
                }
            };
            interrupts.previous.put(signal, Signal.handle(signal, handler));
        }
        return interrupts;
    }

    @Override
    public void close() {
        previous.forEach(Signal::handle);
    }
}
