package io.sweep4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A command line in a JVM of its own. For one thread; closing kills what is still running. */
final class ChildCli implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String END = "\0";

    private final Process process;
    private final List<String> errLines = new CopyOnWriteArrayList<>();
    private final LinkedBlockingQueue<String> unread = new LinkedBlockingQueue<>();
    private final CompletableFuture<String> firstOutLine = new CompletableFuture<>();
    private final CompletableFuture<String> out;
    private final CompletableFuture<Void> err;

    private ChildCli(Process process) {
        this.process = process;
        this.out = CompletableFuture.supplyAsync(this::readOut, task -> daemon(task, "child-stdout"));
        this.err = CompletableFuture.runAsync(this::readErr, task -> daemon(task, "child-stderr"));
    }

    private static void daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** @param options for the JVM */
    static ChildCli start(Path folder, Map<String, String> environment, List<String> options, String... arguments) {
        return start(List.of(), folder, environment, options, arguments);
    }

    /** @param shell words that start the JVM's command line, which becomes the process itself in the end */
    static ChildCli start(
            List<String> shell,
            Path folder,
            Map<String, String> environment,
            List<String> options,
            String... arguments) {
        List<String> command = new ArrayList<>(shell);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx1g",
                "-Djava.awt.headless=true",
                "-Dorg.bytedeco.javacpp.maxphysicalbytes=0"));
        command.addAll(options);
        List<String> words = List.of(arguments);
        boolean trains = words.contains("run") || words.contains("resume");
        if (words.contains("fused") || words.contains("auto")) {
            command.add("--add-modules=jdk.incubator.vector");
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(words);
        if (trains && !words.contains("--engine")) {
            command.addAll(
                    List.of("--engine", "dl4j")); // quick to start, slow to train: what is killed shall be at work
        }
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("SWEEP4J_"));
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().putAll(environment);
        try {
            return new ChildCli(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String readOut() {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            StringBuilder text = new StringBuilder();
            for (int c = reader.read(); c >= 0; c = reader.read()) {
                if (c == '\n') {
                    firstOutLine.complete(text.toString());
                }
                text.append((char) c);
            }
            firstOutLine.complete(text.toString());
            return text.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void readErr() {
        try (BufferedReader reader = process.errorReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                errLines.add(line);
                unread.add(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            unread.add(END);
        }
    }

    /** Reads standard error on to a line of that kind. */
    String awaitLine(String what, Predicate<String> wanted) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            String line = unread.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            assertThat(line).as("no %s in time; stderr: %s", what, errLines).isNotNull();
            assertThat(line)
                    .as("no %s before the end; stderr: %s", what, errLines)
                    .isNotEqualTo(END);
            if (wanted.test(line)) {
                return line;
            }
        }
    }

    /** Reads standard error on until that many lines of that kind have come. */
    void awaitLines(int count, String what, Predicate<String> wanted) throws InterruptedException {
        for (int i = 0; i < count; i++) {
            awaitLine(what, wanted);
        }
    }

    /** Waits for the first line of standard output. */
    String firstOutLine() {
        return firstOutLine.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    /** Lines of standard error so far. */
    List<String> errLines() {
        return List.copyOf(errLines);
    }

    long pid() {
        return process.pid();
    }

    /** Sends a signal such as INT. */
    void signal(String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid()))
                .redirectErrorStream(true)
                .start();
        String said = new String(kill.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(kill.waitFor()).as("kill -%s: %s", name, said).isZero();
    }

    /** Kills it as kill -9 does, and waits until it is gone. */
    CliRun.Outcome kill() throws InterruptedException {
        process.toHandle().destroyForcibly(); // unlike the process's own method it leaves the pipes to be read
        return await();
    }

    /** Waits for its end. */
    CliRun.Outcome await() throws InterruptedException {
        boolean ended = process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        assertThat(ended).as("still running; stderr: %s", errLines).isTrue();
        err.join();
        return new CliRun.Outcome(
                process.exitValue(), out.join(), String.join("\n", errLines) + (errLines.isEmpty() ? "" : "\n"));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
