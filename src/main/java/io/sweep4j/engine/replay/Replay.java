package io.sweep4j.engine.replay;

import io.sweep4j.engine.Detection;
import io.sweep4j.engine.Step;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Trains the iterations before a divergence again, bit for bit, and looks at all there is to see. */
public final class Replay {
    /**
     * Iterations before the bad one that are looked at even if time has run out, so that a cause does not depend on how busy the
     * machine is: enough to tell fast growth, and more than are listed as evidence.
     */
    public static final int ALWAYS = 16;

    /**
     * Iterations from one copy of a network to the next, of which the latest two are kept: so the older one lies between one and
     * two intervals back, or at the start. Copying takes microseconds, and so many iterations are trained again in a moment.
     */
    public static final int INTERVAL = 64;

    private Replay() {}

    /** Nanoseconds that this thread has computed for: unlike those that passed, they don't depend on what else is running. */
    private static long computed() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return threads.isCurrentThreadCpuTimeSupported() && threads.isThreadCpuTimeEnabled()
                ? threads.getCurrentThreadCpuTime()
                : System.nanoTime();
    }

    /**
     * The divergence of an update.
     *
     * @param training set back before the bad update; afterwards it is there again
     * @param bad the number of its iteration
     * @param patience the longest computing time of this thread to look at iterations before the last {@link #ALWAYS}; 0 to look
     *     at the bad one alone
     */
    public static Detection of(Stepwise training, long bad, Duration patience) {
        long start = computed();
        int remembered = (int) (bad - training.done());
        long latest = bad - (patience.isZero() ? 1 : 1 + ALWAYS);
        List<Step> steps = new ArrayList<>();
        while (training.done() < bad - 1) {
            if (training.done() >= latest || computed() - start < patience.toNanos()) {
                steps.add(training.observe().step());
            } else {
                steps.clear(); // what is looked at has no gaps
                training.next();
            }
        }
        ObservedIteration last = training.observe();
        steps.add(last.step());
        ObservedIteration.Fault fault = last.fault();
        return new Detection(
                training.epoch(),
                bad,
                fault.quantity(),
                fault.kind(),
                fault.layer(),
                last.truth().length,
                last.badSamples(),
                last.culprits(),
                remembered - steps.size(),
                steps);
    }
}
