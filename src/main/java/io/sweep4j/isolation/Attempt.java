package io.sweep4j.isolation;

import io.sweep4j.engine.Ending;
import io.sweep4j.engine.TrainingListener;
import io.sweep4j.engine.TrialTask;
import io.sweep4j.sweep.Trial;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One batch in one process, from its first word to its last. For one thread, once. */
public final class Attempt {
    /** How much longer than its timeout a trial may take: an engine looks at the clock between iterations only. */
    private static final Duration GRACE = Duration.ofSeconds(60);

    private final List<TrialTask> batch;
    private final String engine;
    private final Map<Long, Trial> trials;
    private final TrainingListener listener;
    private final Set<Long> started = new HashSet<>();
    private final Set<Long> ended = new HashSet<>();

    /** @param engine the name for a trial that does not get so far as to have one */
    public Attempt(List<TrialTask> batch, String engine, TrainingListener listener) {
        this.batch = batch;
        this.engine = engine;
        this.listener = listener;
        this.trials =
                batch.stream().map(TrialTask::trial).collect(Collectors.toMap(Trial::number, Function.identity()));
    }

    /**
     * Trains the batch; {@link ProcessLostException} if the process dies over it.
     *
     * @return the engine's provenance by now; empty if the process hangs in a trial whose time is up, and is of no use any more
     */
    public Optional<Map<String, String>> train(Peer peer) {
        peer.say(new Message.Train(batch));
        long start = System.nanoTime(); // not before: a trial's time does not run while it waits for a process
        while (true) {
            Optional<Message> message = peer.next(secondsLeft(start));
            if (message.isEmpty()) {
                unfinished()
                        .forEach(
                                task -> end(task.trial(), new Ending.TimedOut(Objects.requireNonNull(task.timeout()))));
                return Optional.empty();
            }
            if (message.get() instanceof Message.Done done) {
                return Optional.of(done.provenance());
            }
            pass(message.get(), peer);
        }
    }

    /** For a single trial that has a timeout; trials that are trained together have their times from their engine alone. */
    private long secondsLeft(long start) {
        Duration timeout = batch.size() == 1 ? batch.get(0).timeout() : null;
        if (timeout == null) {
            return Long.MAX_VALUE;
        }
        Duration passed = Duration.ofNanos(System.nanoTime() - start);
        return Math.max(0, timeout.plus(GRACE).minus(passed).toSeconds());
    }

    private void pass(Message message, Peer peer) {
        if (message instanceof Message.Started said) {
            start(trial(said.trial()), said.engine());
        } else if (message instanceof Message.Resumed said) {
            started.add(said.trial());
            listener.resumed(trial(said.trial()), said.epoch(), said.engine());
        } else if (message instanceof Message.Observed said) {
            listener.observed(trial(said.trial()), said.observation());
        } else if (message instanceof Message.Checkpointed said) {
            listener.checkpoint(trial(said.trial()), said.checkpoint());
        } else if (message instanceof Message.StopAsked) {
            peer.say(new Message.Answer(unfinished().stream()
                    .map(TrialTask::trial)
                    .filter(listener::stopRequested)
                    .map(Trial::number)
                    .toList()));
        } else if (message instanceof Message.Ended said) {
            end(trial(said.trial()), said.ending());
        } else {
            throw new ProcessLostException("it said what makes no sense to a run: " + message);
        }
    }

    private Trial trial(long number) {
        Trial trial = trials.get(number);
        if (trial == null) {
            throw new ProcessLostException("it spoke of trial " + number + ", which is not in its batch");
        }
        return trial;
    }

    private void start(Trial trial, String by) {
        started.add(trial.number());
        listener.started(trial, by);
    }

    private void end(Trial trial, Ending ending) {
        if (!started.contains(trial.number())) {
            start(trial, engine);
        }
        ended.add(trial.number());
        listener.ended(trial, ending);
    }

    /** What has not ended. */
    public List<TrialTask> unfinished() {
        return batch.stream()
                .filter(task -> !ended.contains(task.trial().number()))
                .toList();
    }

    /** Ends whatever has not ended. */
    public void fail(Throwable error) {
        unfinished().forEach(task -> end(task.trial(), new Ending.Failed(error)));
    }
}
