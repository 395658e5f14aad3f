package io.sweep4j.engine.dl4j;

import io.sweep4j.engine.Detection;
import io.sweep4j.engine.Step;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Trains the iterations before a divergence again, bit for bit, and looks at all there is to see. The network ends as it was
 * found.
 */
final class Replay {
    /**
     * Iterations before the bad one that are looked at even if time has run out, so that a cause does not depend on how busy the
     * machine is: enough to tell fast growth, and more than are listed as evidence.
     */
    static final int ALWAYS = 16;

    private Replay() {}

    /** Nanoseconds that this thread has computed for: unlike those that passed, they don't depend on what else is running. */
    private static long computed() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return threads.isCurrentThreadCpuTimeSupported() && threads.isThreadCpuTimeEnabled()
                ? threads.getCurrentThreadCpuTime()
                : System.nanoTime();
    }

    /**
     * The divergence of the latest update.
     *
     * @param patience the longest computing time of this thread to look at iterations before the last {@link #ALWAYS}; 0 to look at the bad one alone
     */
    static Detection of(Updates training, Rewind rewind, Duration patience) {
        long bad = training.done();
        long start = computed();
        rewind.earliest().restore(training);
        int remembered = (int) (bad - training.done());
        long latest = bad - (patience.isZero() ? 1 : 1 + ALWAYS);
        List<Step> steps = new ArrayList<>();
        while (training.done() < bad - 1) {
            if (training.done() >= latest || computed() - start < patience.toNanos()) {
                steps.add(new Observer(training).step());
            } else {
                steps.clear(); // what is looked at has no gaps
                training.next();
            }
        }
        Observer observer = new Observer(training);
        steps.add(observer.step());
        Observer.Fault fault = observer.fault();
        return new Detection(
                training.epoch(),
                bad,
                fault.quantity(),
                fault.kind(),
                fault.layer(),
                training.batch().truth().length,
                observer.badSamples(),
                observer.culprits(),
                remembered - steps.size(),
                steps);
    }
}
