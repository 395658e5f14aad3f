package io.sweep4j.engine;

import io.sweep4j.sweep.Checkpoint;
import io.sweep4j.sweep.Observation;
import io.sweep4j.sweep.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/** Keeps what an engine reports, by trial number. */
public final class RecordedTraining implements TrainingListener {
    private final Map<Long, List<Observation>> curves = new ConcurrentHashMap<>();
    private final Map<Long, Ending> endings = new ConcurrentHashMap<>();
    private final Map<Long, Integer> resumed = new ConcurrentHashMap<>();
    private final Map<Long, List<Checkpoint>> checkpoints = new ConcurrentHashMap<>();
    private final Map<Long, String> engines = new ConcurrentHashMap<>();
    private final Map<Long, Integer> starts = new ConcurrentHashMap<>();
    private final BooleanSupplier stop;

    public RecordedTraining() {
        this(() -> false);
    }

    public RecordedTraining(BooleanSupplier stop) {
        this.stop = stop;
    }

    @Override
    public void started(Trial trial, String engine) {
        engines.put(trial.number(), engine);
        starts.merge(trial.number(), 1, Integer::sum);
        curves.put(trial.number(), new ArrayList<>());
        if (endings.containsKey(trial.number())) {
            throw new IllegalStateException("started after its end: " + trial);
        }
    }

    @Override
    public void resumed(Trial trial, int epoch, String engine) {
        started(trial, engine);
        resumed.put(trial.number(), epoch);
    }

    @Override
    public void checkpoint(Trial trial, Checkpoint checkpoint) {
        checkpoints.computeIfAbsent(trial.number(), number -> new ArrayList<>()).add(checkpoint);
    }

    @Override
    public void observed(Trial trial, Observation observation) {
        curves.get(trial.number()).add(observation);
    }

    @Override
    public void ended(Trial trial, Ending ending) {
        if (endings.put(trial.number(), ending) != null) {
            throw new IllegalStateException("ended twice: " + trial);
        }
    }

    @Override
    public boolean stopRequested(Trial trial) {
        return stop.getAsBoolean();
    }

    public List<Observation> curve(long trial) {
        return curves.get(trial);
    }

    public Ending ending(long trial) {
        return endings.get(trial);
    }

    /** How often its training began. */
    public int starts(long trial) {
        return starts.getOrDefault(trial, 0);
    }

    /** The engine that trained it last. */
    public String engine(long trial) {
        return engines.get(trial);
    }

    /** The epoch of the checkpoint that the trial went on from, 0 for none. */
    public int resumed(long trial) {
        return resumed.getOrDefault(trial, 0);
    }

    public List<Checkpoint> checkpoints(long trial) {
        return checkpoints.getOrDefault(trial, List.of());
    }

    public List<Double> costs(long trial) {
        return curve(trial).stream().map(Observation::cost).toList();
    }

    /** What must be equal bit for bit: everything but the time it took. */
    public List<String> bits(long trial) {
        return curve(trial).stream()
                .map(o -> Double.doubleToRawLongBits(o.cost()) + " " + o.trainAccuracy() + " " + o.validationAccuracy()
                        + " " + o.testAccuracy() + " " + o.learningRate() + " " + o.appliedLearningRate() + " "
                        + o.diverged() + " " + o.outputs())
                .toList();
    }
}
