package io.sweep4j.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/** Takes Ctrl-C and termination signals while open: the first runs an action, a second ends the process at once. */
final class Interrupts implements AutoCloseable {
    private final Map<Signal, SignalHandler> previous = new LinkedHashMap<>();

    private Interrupts() {}

    static Interrupts callOnFirst(Runnable action) {
        Interrupts interrupts = new Interrupts();
        AtomicBoolean called = new AtomicBoolean();
        for (String name : new String[] {"INT", "TERM", "HUP"}) {
            Signal signal = new Signal(name);
            SignalHandler handler = received -> {
                if (called.getAndSet(true)) {
                    // Everything that was reported as recorded is committed; nothing else is worth waiting for.
                    Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
                }
                action.run();
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
