package io.sweep4j.execution;

import io.sweep4j.store.ReusableTrial;
import io.sweep4j.store.SweepStore;
import io.sweep4j.store.TrialEvent;
import io.sweep4j.sweep.Sweep;
import io.sweep4j.sweep.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Takes the results of finished trials of other sweeps for equal trainings of this one. For one thread. */
final class Reuse {
    private final SweepStore store;
    private final Sweep sweep;
    private final boolean wanted;
    private long taken;

    /** @param wanted whether anything is to be reused at all */
    Reuse(SweepStore store, Sweep sweep, boolean wanted) {
        this.store = store;
        this.sweep = sweep;
        this.wanted = wanted;
    }

    /**
     * What became of some trials.
     *
     * @param reused to be recorded
     * @param rest to be trained, in order
     */
    record Sorted(List<TrialEvent.Reused> reused, List<Trial> rest) {}

    boolean wanted() {
        return wanted;
    }

    /** Tells the trials apart. Those that are done and to be trained again are never reused. */
    Sorted sort(List<Numbering.Planned> trials) {
        Map<String, ReusableTrial> reusable = wanted
                ? store.reusable(
                        sweep.name(),
                        trials.stream()
                                .filter(Numbering.Planned::pending)
                                .map(planned -> planned.trial().key())
                                .collect(Collectors.toSet()),
                        sweep.trainAccuracy())
                : Map.of();
        List<TrialEvent.Reused> reused = new ArrayList<>();
        List<Trial> rest = new ArrayList<>();
        for (Numbering.Planned planned : trials) {
            ReusableTrial source = reusable.get(planned.trial().key());
            if (source == null) {
                rest.add(planned.trial());
            } else {
                reused.add(new TrialEvent.Reused(planned.trial(), source, sweep.trainAccuracy()));
            }
        }
        taken += reused.size();
        return new Sorted(reused, rest);
    }

    /** How many trials have been found to be reusable. */
    long taken() {
        return taken;
    }
}
