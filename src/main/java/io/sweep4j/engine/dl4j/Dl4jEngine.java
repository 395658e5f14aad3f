package io.sweep4j.engine.dl4j;

import io.sweep4j.data.Dataset;
import io.sweep4j.engine.Ending;
import io.sweep4j.engine.TrainingEngine;
import io.sweep4j.engine.TrainingListener;
import io.sweep4j.engine.TrialTask;
import io.sweep4j.engine.checkpoint.CheckpointFormat;
import io.sweep4j.engine.checkpoint.TrainingState;
import io.sweep4j.engine.replay.Stepwise;
import io.sweep4j.sweep.Configuration;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.factory.Nd4j;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Trains each trial as one {@code MultiLayerNetwork}, the whole of it on the calling thread. */
public final class Dl4jEngine implements TrainingEngine {
    /** Giving back a thread's workspaces takes about 50 ms, so not after every trial. */
    private static final int TRIALS_PER_CLEANING = 10;

    private static final Logger LOG = LoggerFactory.getLogger(Dl4jEngine.class);

    private final Detecting detecting;
    private final long memory = NativeMemory.total();
    private final String maker = name() + " " + version();
    private final ThreadLocal<AtomicInteger> trained = ThreadLocal.withInitial(AtomicInteger::new);
    private @Nullable SharedArrays arrays;

    /**
     * Limits native code of the whole process to one thread a trial; loads the native libraries.
     *
     * @param replayPatience the longest time to train again, and look at, the iterations before a divergence; 0 to look at the
     *     bad one alone
     */
    public Dl4jEngine(Duration replayPatience) {
        this(new Detecting(true, replayPatience));
    }

    private Dl4jEngine(Detecting detecting) {
        this.detecting = detecting;
        NativeThreads.limitToOne();
    }

    /** An engine that trains on blindly, to measure what detection costs: every trial that ends well is COMPLETED. */
    public static Dl4jEngine withoutDetection() {
        return new Dl4jEngine(new Detecting(false, Duration.ZERO));
    }

    /** Begins to load the native libraries, on a thread of its own: whoever makes an engine later waits the less. */
    public static void preload() {
        Thread loader = new Thread(NativeThreads::limitToOne, "sweep4j-natives");
        loader.setDaemon(true);
        loader.setUncaughtExceptionHandler((thread, error) -> LOG.debug("the engine will fail as well", error));
        loader.start();
    }

    @Override
    public String name() {
        return "dl4j";
    }

    @Override
    public Map<String, String> provenance() {
        return Map.of("nd4j_backend", Nd4j.getBackend().getClass().getSimpleName() + " " + version());
    }

    /** From what Maven leaves in the library's jar. */
    private static String version() {
        Properties properties = new Properties();
        try (InputStream stream = Nd4j.class.getResourceAsStream("/META-INF/maven/org.nd4j/nd4j-api/pom.properties")) {
            if (stream != null) {
                properties.load(stream);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version", "of unknown version");
    }

    @Override
    public void train(List<TrialTask> batch, Dataset data, TrainingListener listener) {
        for (TrialTask task : batch) {
            NetworkSize size = NetworkSize.of(task.trial().configuration(), data.info());
            CheckpointFormat format = new CheckpointFormat(maker, task.trial().key());
            TrainingState from = CheckpointFormat.earlier(task, maker, size.parameters(), size.updaterState());
            boolean checkpoints = CheckpointFormat.wanted(task, size.parameters(), size.updaterState());
            if (from == null) {
                listener.started(task.trial(), name());
            } else {
                listener.resumed(task.trial(), from.epoch(), name());
            }
            listener.ended(task.trial(), train(task, data, size, from, checkpoints ? format : null, listener));
        }
    }

    /** The training of a trial, to be taken iteration by iteration from its start; for the calling thread. */
    public Stepwise stepwise(Configuration configuration, Dataset data) {
        return new StepwiseUpdates(new Updates(configuration, data, false));
    }

    // An error in one trial, memory running out included, must end that trial and no other.
    @SuppressWarnings("CatchingUnchecked")
    private Ending train(
            TrialTask task,
            Dataset data,
            NetworkSize size,
            @Nullable TrainingState from,
            @Nullable CheckpointFormat format,
            TrainingListener listener) {
        try {
            size.mustFit(memory);
            try (TrialTraining training = new TrialTraining(task, arraysOf(data), detecting, from)) {
                return training.run(listener, format);
            }
        } catch (Exception | OutOfMemoryError | StackOverflowError error) {
            return new Ending.Failed(NativeMemory.recognise(error));
        } finally {
            if (trained.get().incrementAndGet() % TRIALS_PER_CLEANING == 0) {
                Nd4j.getWorkspaceManager().destroyAllWorkspacesForCurrentThread();
            }
        }
    }

    private synchronized SharedArrays arraysOf(Dataset data) {
        if (arrays == null || arrays.data() != data) {
            close();
            arrays = new SharedArrays(data);
        }
        return arrays;
    }

    @Override
    public synchronized void close() {
        if (arrays != null) {
            arrays.close();
            arrays = null;
        }
    }
}
