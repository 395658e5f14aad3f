package io.sweep4j.isolation;

import io.sweep4j.engine.Ending;
import io.sweep4j.engine.TrainingListener;
import io.sweep4j.engine.TrialTask;
import io.sweep4j.sweep.Checkpoint;
import io.sweep4j.sweep.Observation;
import io.sweep4j.sweep.Trial;
import java.io.EOFException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Training for a run that speaks over a pair of streams: what it tells is done until it ends the talk, or dies. For one use; the
 * training is done on the calling thread, so that what an engine keeps for a thread is kept from one use to the next.
 */
public final class WorkerTraining {
    private static final long HEARTBEAT_MILLIS = 2_000;
    /** Trials that are trained together end their epochs together: what they have to say shall go at once. */
    private static final long GATHER_MILLIS = 10;
    /** So long an answer about stopping holds, for the same reason. */
    private static final Duration ANSWER_HOLDS = Duration.ofMillis(50);

    private static final Logger LOG = LoggerFactory.getLogger(WorkerTraining.class);

    private final Channel channel;
    private final Preparation preparation;
    private final Runnable giveUp;
    /** Empty once the run has ended the talk. */
    private final BlockingQueue<Optional<Message>> orders = new LinkedBlockingQueue<>();

    private final BlockingQueue<Message.Answer> answers = new ArrayBlockingQueue<>(1);
    private volatile boolean over;
    private volatile @Nullable Throwable fault;
    private @Nullable Prepared prepared;

    /** How engine and data are had. */
    public interface Preparation {
        /** An exception's message goes to the user. */
        Prepared prepare(Message.Begin begin) throws Exception;
    }

    /** @param giveUp has the run see that this process is of no use any more; called from any thread */
    public WorkerTraining(InputStream in, OutputStream out, Preparation preparation, Runnable giveUp) {
        this.channel = new Channel(in, out);
        this.preparation = preparation;
        this.giveUp = giveUp;
    }

    /** Serves a run that speaks through standard input and started this process with {@link ChildCommand}; never returns. */
    public static void serveAsChild(InputStream in) throws IOException {
        try (FileOutputStream out = new FileOutputStream(ChildCommand.PIPE)) {
            // Whatever is still being trained when the run ends the talk, nobody waits for it.
            new WorkerTraining(in, out, Prepared::of, () -> halt(70)).serve(() -> halt(0));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody does
        } finally {
            halt(0);
        }
    }

    private static void halt(int code) {
        Runtime.getRuntime().halt(code);
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Returns when the run has ended the talk and nothing is trained any more; training that is under way then ends when it next
     * has something to say.
     *
     * @param atEnd called when the run has ended the talk, from another thread
     * @throws IOException if it was ended before it began
     * @throws TrainingFaultException if this process is of no use, for another reason than that the run is gone
     */
    public void serve(Runnable atEnd) throws IOException, InterruptedException {
        daemon(() -> orGiveUp(this::send), "sweep4j-sender").start();
        daemon(() -> hear(atEnd), "sweep4j-hearer").start();
        boolean begun = false;
        for (Optional<Message> next = orders.take(); next.isPresent(); next = orders.take()) {
            Message order = next.get();
            begun = true;
            orGiveUp(() -> obey(order));
        }
        if (!begun) {
            throw new EOFException("the run ended the talk before it said what to train");
        }
        Throwable broken = fault;
        if (broken != null) {
            throw new TrainingFaultException(broken);
        }
    }

    private void hear(Runnable atEnd) {
        try {
            for (List<Message> next = channel.read(); !next.isEmpty(); next = channel.read()) {
                next.forEach(this::hear);
            }
        } catch (IOException | RuntimeException e) {
            LOG.debug("the run is gone", e);
        } finally {
            over = true;
            answers.offer(new Message.Answer(List.of())); // nobody else will answer any more
            orders.add(Optional.empty());
            atEnd.run();
        }
    }

    private void hear(Message message) {
        if (message instanceof Message.Answer answer) {
            answers.add(answer);
        } else {
            orders.add(Optional.of(message));
        }
    }

    private void obey(Message order) {
        if (order instanceof Message.Begin begin) {
            begin(begin);
        } else if (order instanceof Message.Train train) {
            train(train.batch());
        } else {
            throw new IllegalStateException("not to be said to a worker: " + order);
        }
    }

    /** Sends what is said soon, and that this process is alive when nothing is; ends when nobody is there to hear it. */
    private void send() {
        try {
            while (true) {
                if (channel.awaitUnsent(HEARTBEAT_MILLIS)) {
                    TimeUnit.MILLISECONDS.sleep(GATHER_MILLIS);
                    channel.flush();
                } else {
                    channel.write(new Message.Alive());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody does
        }
    }

    /** What gets so far is no trial's error; the run gives the work to another process. */
    @SuppressWarnings("CatchingUnchecked")
    private void orGiveUp(Runnable work) {
        try {
            work.run();
        } catch (UncheckedIOException e) {
            LOG.debug("the run is gone", e);
            giveUp.run();
        } catch (RuntimeException | Error e) {
            LOG.debug("this process is of no use any more", e);
            fault = e;
            giveUp.run();
        }
    }

    private void say(Message message) {
        try {
            channel.write(message);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void saySoon(Message message) {
        try {
            channel.writeSoon(message);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void begin(Message.Begin begin) {
        try {
            Prepared ready = preparation.prepare(begin);
            prepared = ready;
            say(new Message.Ready(ready.data().info().fingerprint()));
        } catch (Exception e) {
            say(new Message.Refused(String.valueOf(e.getMessage())));
        }
    }

    private void train(List<TrialTask> batch) {
        Prepared with = prepared;
        if (with == null) {
            throw new IllegalStateException("nothing is prepared");
        }
        Reporter reporter = new Reporter();
        try {
            with.engine().train(batch, with.data(), reporter);
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
            batch.forEach(
                    task -> reporter.escaped(task.trial(), e, with.engine().name()));
        }
        say(new Message.Done(with.engine().provenance()));
    }

    /** Passes on what the engine says. Engines may call it from several threads. */
    private final class Reporter implements TrainingListener {
        private final Set<Long> started = new HashSet<>();
        private final Set<Long> ended = new HashSet<>();
        private List<Long> stopped = List.of();
        private long answeredAt = System.nanoTime() - ANSWER_HOLDS.toNanos();

        @Override
        public synchronized void started(Trial trial, String engine) {
            started.add(trial.number());
            saySoon(new Message.Started(trial.number(), engine));
        }

        @Override
        public synchronized void resumed(Trial trial, int epoch, String engine) {
            started.add(trial.number());
            saySoon(new Message.Resumed(trial.number(), epoch, engine));
        }

        @Override
        public synchronized void observed(Trial trial, Observation observation) {
            saySoon(new Message.Observed(trial.number(), observation));
        }

        @Override
        public synchronized void checkpoint(Trial trial, Checkpoint checkpoint) {
            saySoon(new Message.Checkpointed(trial.number(), checkpoint));
        }

        @Override
        public synchronized void ended(Trial trial, Ending ending) {
            ended.add(trial.number());
            // At once: what has ended is not lost when another trial takes the process with it.
            say(new Message.Ended(trial.number(), ending));
        }

        @Override
        public synchronized boolean stopRequested(Trial trial) {
            long now = System.nanoTime();
            try {
                if (now - answeredAt > ANSWER_HOLDS.toNanos()) {
                    say(new Message.StopAsked());
                    if (over) { // the one answer that there is then may have been taken before
                        return true;
                    }
                    stopped = answers.take().stopped();
                    answeredAt = System.nanoTime();
                }
                return over || stopped.contains(trial.number());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return true;
            }
        }

        /** As a run does with what an engine should not have thrown. */
        synchronized void escaped(Trial trial, Throwable error, String engine) {
            if (ended.contains(trial.number())) {
                return;
            }
            if (!started.contains(trial.number())) {
                started(trial, engine);
            }
            ended(trial, new Ending.Failed(error));
        }
    }
}
