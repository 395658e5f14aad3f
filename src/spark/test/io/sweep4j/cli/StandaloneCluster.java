package io.sweep4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Spark's own master and workers on the loopback interface, each a process of its own. For one thread; closing kills all. */
final class StandaloneCluster implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String LOOPBACK = "127.0.0.1";

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Process> workers = new ArrayList<>();
    private final Path folder;
    private final List<String> options;
    private final int port = freePort();
    private final int pagePort = freePort();
    private final Process master;

    /**
     * Starts a master.
     *
     * @param folder for what the processes write
     * @param options of Java for master and workers
     */
    StandaloneCluster(Path folder, String... options) throws IOException, InterruptedException {
        this.folder = folder;
        this.options = List.of(options);
        Files.createDirectories(folder.resolve("jars")); // Spark wants one, though all is on the class path
        master = start(
                "master",
                "org.apache.spark.deploy.master.Master",
                "--host",
                LOOPBACK,
                "--port",
                Integer.toString(port),
                "--webui-port",
                Integer.toString(pagePort));
        await("the master", () -> page().contains("ALIVE"));
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process start(String log, String... command) throws IOException {
        return start(folder, log, "-Xmx256m", List.of(command));
    }

    private Process start(Path where, String log, String heap, List<String> mainClassAndArguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), heap));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(mainClassAndArguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(where.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve(log + ".log").toFile()));
        builder.environment().put("SPARK_HOME", folder.toString());
        builder.environment().put("SPARK_LOCAL_IP", LOOPBACK);
        builder.environment().put("SPARK_SCALA_VERSION", "2.13");
        return builder.start();
    }

    /** Has Spark's own launcher start a command line, in a folder, without a word of the master in it. */
    Process submit(Path where, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "org.apache.spark.deploy.SparkSubmit",
                "--master",
                url(),
                "--class",
                Main.class.getName(),
                "spark-internal")); // in place of a jar: all is on the class path
        command.addAll(List.of(arguments));
        return start(where, "submit", "-Xmx1g", command);
    }

    String url() {
        return "spark://" + LOOPBACK + ":" + port;
    }

    /** Sees to it that there are so many workers of one core each, and that the master knows them. */
    void haveWorkers(int count) throws IOException, InterruptedException {
        workers.removeIf(worker -> !worker.isAlive());
        while (workers.size() < count) {
            addWorker(1);
        }
        await("the workers", () -> alive() == count);
    }

    /** Starts one more worker. */
    void addWorker(int cores) throws IOException {
        workers.add(start(
                "worker",
                "org.apache.spark.deploy.worker.Worker",
                "--host",
                LOOPBACK,
                "--cores",
                Integer.toString(cores),
                "--memory",
                "4g",
                "--webui-port",
                "0",
                "--work-dir",
                folder.resolve("work").toString(),
                url()));
    }

    /** How many workers the master knows to be alive. */
    private long alive() {
        String page = page();
        int at = page.indexOf("\"aliveworkers\" : ");
        return at < 0
                ? 0
                : Long.parseLong(
                        page.substring(at + "\"aliveworkers\" : ".length()).split("\\D", 2)[0]);
    }

    private String page() {
        return answer(HttpRequest.newBuilder(page("json/")).GET());
    }

    private URI page(String path) {
        return URI.create("http://" + LOOPBACK + ":" + pagePort + "/" + path);
    }

    private String answer(HttpRequest.Builder request) {
        try {
            return client.send(request.timeout(Duration.ofSeconds(5)).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            return ""; // not yet there
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ends all applications, as the buttons on the master's page do. */
    void endApplications() {
        List<String> applications = Pattern.compile("app-\\d+-\\d+")
                .matcher(page())
                .results()
                .map(MatchResult::group)
                .distinct()
                .toList();
        for (String application : applications) {
            answer(HttpRequest.newBuilder(page("app/kill/"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString("id=" + application + "&terminate=true")));
        }
    }

    private static void await(String what, BooleanSupplier there) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!there.getAsBoolean()) {
            assertThat(System.nanoTime()).as("%s is not there in time", what).isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    /** Kills that worker as kill -9 does. */
    void killWorker(int number) {
        workers.get(number).destroyForcibly();
    }

    /** The executors that a worker has started. */
    List<ProcessHandle> executors(int worker) {
        return workers.get(worker).descendants().toList();
    }

    /** Kills all workers, and waits until the master knows. */
    void killWorkers() throws InterruptedException {
        workers.forEach(Process::destroyForcibly);
        for (Process worker : workers) {
            worker.waitFor();
        }
        workers.clear();
        await("the end of the workers", () -> alive() == 0);
    }

    @Override
    public void close() {
        workers.forEach(Process::destroyForcibly);
        master.destroyForcibly();
    }
}
