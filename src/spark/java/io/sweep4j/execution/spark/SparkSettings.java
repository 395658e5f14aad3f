package io.sweep4j.execution.spark;

import io.sweep4j.cluster.ClusterSettings;
import io.sweep4j.engine.TrainingUnavailableException;
import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;

/** Spark's settings for a run: the user's, those of an installed Spark, and for what they leave open, what training needs. */
final class SparkSettings {
    /** The port that executors come to. */
    static final String PORT = "spark.sweep4j.port";

    /** Options of this process's Java that executors get too, by how they begin. */
    private static final List<String> FOR_EXECUTORS = List.of(
            "--add-modules",
            "--enable-native-access",
            "--sun-misc-unsafe-memory-access",
            "-XX:CompileCommand",
            "-XX:+UseParallelGC",
            "-XX:-UseLoopPredicate",
            "-Dfile.encoding",
            "-Dorg.bytedeco.javacpp.cachedir",
            "-Dorg.bytedeco.javacpp.maxphysicalbytes",
            "-Dsweep4j.log");

    private static final String DEFAULTS = "spark-defaults.conf";
    private static final String LISTENERS = "spark.extraListeners";
    private static final String JAVA_OPTIONS = "spark.executor.extraJavaOptions";

    private SparkSettings() {}

    /**
     * What the run's Spark is started with. The user's options win over {@code spark-defaults.conf}, which wins over what Sweep4j
     * sets for want of either; a few settings that its own repeats rest on are always set, and its listener joins the user's.
     *
     * @param host the address of this machine that the cluster can reach, if that is known
     * @param environment where {@code SPARK_CONF_DIR} and {@code SPARK_HOME} are looked up
     * @throws TrainingUnavailableException if the settings of the installed Spark can't be read
     */
    static SparkConf of(ClusterSettings settings, Optional<String> host, Map<String, String> environment) {
        SparkConf conf = new SparkConf().setAppName(settings.application());
        settings.options().forEach(conf::set);
        conf.setMaster(settings.master());
        defaults(environment).forEach(conf::setIfMissing);
        host.ifPresent(known -> conf.setIfMissing("spark.driver.host", known));
        conf.setIfMissing("spark.ui.enabled", "false");
        // A process for each batch: a crash costs no other, and memory is asked for by what there is to train in it.
        conf.setIfMissing("spark.executor.cores", "1");
        conf.setIfMissing("spark.executor.memory", (settings.workerBytes() >> 20) + "m");
        conf.setIfMissing("spark.executor.extraClassPath", classPath());
        // As the launcher does: OpenMP's own threads would take the processors from other trials, and change sums.
        conf.set("spark.executorEnv.OMP_NUM_THREADS", "1");
        conf.set(JAVA_OPTIONS, (javaOptions() + " " + conf.get(JAVA_OPTIONS, "")).strip());
        // What is lost is tried again by the run, which knows what of it is recorded.
        conf.set("spark.task.maxFailures", "1");
        conf.set("spark.speculation", "false");
        // Executors are asked for by tasks then, and tasks here by executors.
        conf.set("spark.dynamicAllocation.enabled", "false");
        // A trial that hangs would keep its core for ever.
        conf.set("spark.task.reaper.enabled", "true");
        conf.set("spark.task.reaper.killTimeout", "120s");
        String listeners = conf.get(LISTENERS, "").strip();
        conf.set(LISTENERS, (listeners.isEmpty() ? "" : listeners + ",") + ExecutorWatch.class.getName());
        return conf;
    }

    /**
     * Of the file in which an installed Spark has its settings, as its own programs read it; none without such a file.
     *
     * @throws TrainingUnavailableException if it can't be read
     */
    private static Map<String, String> defaults(Map<String, String> environment) {
        String home = environment.get("SPARK_HOME");
        String folder = environment.getOrDefault("SPARK_CONF_DIR", home == null ? "" : home + "/conf");
        if (folder.isEmpty() || !Files.exists(Path.of(folder, DEFAULTS))) {
            return Map.of();
        }
        Properties found = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(folder, DEFAULTS))) {
            found.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new TrainingUnavailableException(
                    Path.of(folder, DEFAULTS) + " can't be read: " + Reasons.firstLine(e.toString()), e);
        }
        return found.stringPropertyNames().stream()
                .filter(key -> key.startsWith("spark."))
                .collect(Collectors.toMap(
                        key -> key, key -> found.getProperty(key).strip()));
    }

    /** Executors run what this process does, installed at the same place. */
    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String javaOptions() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> FOR_EXECUTORS.stream().anyMatch(option::startsWith))
                .collect(Collectors.joining(" "));
    }
}
