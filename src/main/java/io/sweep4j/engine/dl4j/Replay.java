package io.sweep4j.engine.dl4j;

import io.sweep4j.engine.Detection;
import io.sweep4j.engine.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Trains the iterations before a divergence again, bit for bit, and looks at all there is to see. The network ends as it was
 * found.
 */
final class Replay {
    private Replay() {}

    /**
     * The divergence of the latest update.
     *
     * @param patience the longest time to look at the iterations before; 0 to look at the bad one alone
     */
    static Detection of(Updates training, Rewind rewind, Duration patience) {
        long bad = training.done();
        long start = System.nanoTime();
        rewind.restore(training);
        List<Step> steps = new ArrayList<>();
        boolean patient = !patience.isZero();
        while (training.done() < bad - 1) {
            if (patient) {
                Observer observer = new Observer(training);
                steps.add(observer.step());
                patient = System.nanoTime() - start < patience.toNanos();
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
                observer.culprits(),
                steps);
    }
}
