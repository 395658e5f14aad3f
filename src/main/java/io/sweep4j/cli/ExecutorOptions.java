package io.sweep4j.cli;

import io.sweep4j.cluster.Cluster;
import io.sweep4j.cluster.ClusterProvider;
import io.sweep4j.cluster.ClusterSettings;
import io.sweep4j.data.Dataset;
import io.sweep4j.engine.TrainingUnavailableException;
import io.sweep4j.sweep.Sweep;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.apache.commons.cli.Option;

/** What a command line says of where batches are trained: on threads of this process, or on a cluster. */
final class ExecutorOptions {
    private static final String THREADS = "threads";
    private static final String SPARK = "spark";
    static final List<String> NAMES = List.of(THREADS, SPARK);

    /** Spark's own property, which its launcher sets. */
    private static final String MASTER_PROPERTY = "spark.master";

    private static final long PATIENCE_SECONDS = 60;

    /** What a process needs besides its data, in bytes; and at least. */
    private static final long BASE_BYTES = 512L << 20;

    private static final long FEWEST_BYTES = 1L << 30;

    private ExecutorOptions() {}

    static List<Option> all() {
        return List.of(
                Option.builder()
                        .longOpt("executor")
                        .hasArg()
                        .argName("NAME")
                        .desc("where to train: threads (default), or spark, for which see docs/SCALING.md")
                        .get(),
                Option.builder()
                        .longOpt("master")
                        .hasArg()
                        .argName("URL")
                        .desc("the Spark cluster, such as spark://host:7077")
                        .get(),
                Option.builder()
                        .longOpt("conf")
                        .hasArg()
                        .argName("KEY=VALUE")
                        .desc("a setting of Spark's; may be given several times")
                        .get(),
                Option.builder()
                        .longOpt("executor-timeout")
                        .hasArg()
                        .argName("SECONDS")
                        .desc("how long a cluster may have no executor before the run ends (default " + PATIENCE_SECONDS
                                + ")")
                        .get());
    }

    /** Whether a cluster is asked for. Refuses what does not go together. */
    static boolean cluster(Context context) throws CliException {
        boolean cluster = context.choice("executor", NAMES).equals(SPARK);
        for (String option : List.of("master", "conf", "executor-timeout")) {
            if (!cluster && context.has(option)) {
                throw CliException.usage("--" + option + " is for --executor " + SPARK);
            }
        }
        if (cluster && context.has("isolate")) {
            throw CliException.usage("--isolate is for threads; Spark's executors are processes of their own anyway");
        }
        if (cluster) {
            master(context);
            settings(context);
            context.whole("executor-timeout", 1, PATIENCE_SECONDS);
            provider();
        }
        return cluster;
    }

    private static String master(Context context) throws CliException {
        Optional<String> master =
                context.option("master").or(() -> Optional.ofNullable(System.getProperty(MASTER_PROPERTY)));
        return master.orElseThrow(() -> CliException.usage("--executor " + SPARK
                + " needs to know the cluster: --master spark://HOST:7077, or local[2] to try it on this machine"));
    }

    private static Map<String, String> settings(Context context) throws CliException {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String setting : context.values("conf")) {
            int sign = setting.indexOf('=');
            if (sign <= 0 || !setting.startsWith("spark.")) {
                throw CliException.usage(
                        "--conf takes KEY=VALUE with a key such as spark.executor.memory, not '" + setting + "'");
            }
            if (setting.startsWith(MASTER_PROPERTY + "=")) {
                throw CliException.usage("the cluster is given by --master URL, not by --conf " + MASTER_PROPERTY);
            }
            settings.put(setting.substring(0, sign), setting.substring(sign + 1));
        }
        return settings;
    }

    /** A setting as it may be printed. */
    static String withoutSecret(String setting) {
        return setting.replaceFirst("(?i)^([^=]*(?:secret|password|token)[^=]*)=.*$", "$1=SECRET");
    }

    private static ClusterProvider provider() throws CliException {
        for (ClusterProvider provider : ServiceLoader.load(ClusterProvider.class)) {
            if (provider.name().equals(SPARK)) {
                return provider;
            }
        }
        throw CliException.unavailable(
                "this build has no Spark executor; make one that has with"
                        + " 'mvn -B -ntp -Pspark -DskipTests package' in the project's folder, then run this again"
                        + " (docs/SCALING.md)",
                null);
    }

    /** Connects to the cluster that {@link #cluster} found to be asked for. */
    static Cluster open(Context context, Sweep sweep, Dataset data) throws CliException {
        ClusterSettings settings = new ClusterSettings(
                "sweep4j " + sweep.name(),
                master(context),
                settings(context),
                workerBytes(data),
                Duration.ofSeconds(context.whole("executor-timeout", 1, PATIENCE_SECONDS)),
                context.has("quiet") ? line -> {} : context.console()::note);
        try {
            return provider().open(settings);
        } catch (TrainingUnavailableException e) {
            throw CliException.unavailable(String.valueOf(e.getMessage()), e);
        }
    }

    /** The data twice, since they are read into arrays, and room for what trials share. */
    private static long workerBytes(Dataset data) {
        return Math.max(FEWEST_BYTES, BASE_BYTES + 3 * data.bytes());
    }
}
