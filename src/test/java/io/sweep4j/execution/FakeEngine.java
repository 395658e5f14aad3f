package io.sweep4j.execution;

import io.sweep4j.data.Dataset;
import io.sweep4j.engine.Detection;
import io.sweep4j.engine.Ending;
import io.sweep4j.engine.Outputs;
import io.sweep4j.engine.Step;
import io.sweep4j.engine.TrainingEngine;
import io.sweep4j.engine.TrainingListener;
import io.sweep4j.engine.TrialTask;
import io.sweep4j.sweep.Divergence;
import io.sweep4j.sweep.NumberKind;
import io.sweep4j.sweep.Observation;
import io.sweep4j.sweep.Trial;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Trains nothing and reports two epochs a trial; misbehaves where it is told to. */
final class FakeEngine implements TrainingEngine {

    /** What a trial may do instead of training. */
    interface Behaviour {
        Ending train(Trial trial, TrainingListener listener);
    }

    static final Behaviour SOUND = (trial, listener) -> {
        for (int epoch = 1; epoch <= 2; epoch++) {
            listener.observed(trial, new Observation(epoch, 1.0 / epoch, null, 0.5, 0.5, 0.1, 0.1, false, 0.25));
            if (listener.stopRequested(trial) && epoch < 2) {
                return new Ending.Cancelled();
            }
        }
        return new Ending.Completed();
    };

    static final Behaviour DIVERGING = (trial, listener) -> {
        listener.observed(trial, new Observation(1, Double.NaN, null, 0.1, 0.1, 0.1, 0.1, true, 0.25));
        Outputs outputs = new Outputs(10, 0, 0, 0, 1, 9, 0, 0, 0, 0, 0);
        return new Ending.Diverged(new Detection(
                1,
                1,
                Divergence.Quantity.COST,
                NumberKind.NAN,
                null,
                1,
                1,
                List.of(0),
                0,
                List.of(new Step(1, Double.NaN, 0.1, 1, outputs, List.of()))));
    };

    final Queue<Long> trained = new ConcurrentLinkedQueue<>();
    final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    final AtomicInteger most = new AtomicInteger();
    private final AtomicInteger now = new AtomicInteger();
    private final Map<Long, Behaviour> behaviours = new ConcurrentHashMap<>();
    private Behaviour usual = SOUND;

    FakeEngine with(long trial, Behaviour behaviour) {
        behaviours.put(trial, behaviour);
        return this;
    }

    FakeEngine usually(Behaviour behaviour) {
        usual = behaviour;
        return this;
    }

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public Map<String, String> provenance() {
        return Map.of();
    }

    @Override
    public void train(List<TrialTask> batch, Dataset data, TrainingListener listener) {
        threads.add(Thread.currentThread());
        most.accumulateAndGet(now.incrementAndGet(), Math::max);
        try {
            for (TrialTask task : batch) {
                trained.add(task.trial().number());
                if (task.earlier() == null) {
                    listener.started(task.trial(), name());
                } else {
                    listener.resumed(task.trial(), task.earlier().checkpoint().epoch(), name());
                }
                Behaviour behaviour = behaviours.getOrDefault(task.trial().number(), usual);
                listener.ended(task.trial(), behaviour.train(task.trial(), listener));
            }
        } finally {
            now.decrementAndGet();
        }
    }

    @Override
    public void close() {}
}
