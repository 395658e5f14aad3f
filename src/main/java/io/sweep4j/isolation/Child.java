package io.sweep4j.isolation;

import io.sweep4j.crash.CrashReport;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A process that trains, as its run sees it. One thread at a time talks to it; any may close it. */
final class Child implements AutoCloseable {
    /** A message may hold a checkpoint; a child that is heard too slowly waits. */
    private static final int UNHEARD = 4;

    /** A child says that it is alive every two seconds, so that this long a silence means that it isn't. */
    private static final int MOST_SILENT_SECONDS = 60;

    /** Java warns of the vector module, in each process anew. */
    private static final String INCUBATOR = "WARNING: Using incubator modules";

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final BlockingQueue<Optional<Message>> heard = new ArrayBlockingQueue<>(UNHEARD);
    private final Instant startedAt = Instant.now();
    private final Process process;
    private final Channel channel;
    private volatile boolean closed;
    private @Nullable String lastWords;

    private Child(Process process, Consumer<String> notes) {
        this.process = process;
        this.channel = new Channel(process.getInputStream(), process.getOutputStream());
        startDaemon(this::hear, "sweep4j-child-" + process.pid());
        startDaemon(() -> passOn(notes), "sweep4j-child-stderr-" + process.pid());
    }

    private static void startDaemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Passes on what it prints line by line, but for what Java prints of a crash, which is in its report, and as it starts. */
    private void passOn(Consumer<String> notes) {
        try (BufferedReader lines = process.errorReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#") && !line.startsWith(INCUBATOR)) {
                    notes.accept(line);
                }
            }
        } catch (IOException e) {
            notes.accept("what process " + process.pid() + " prints can't be read: " + e.getMessage());
        }
    }

    /**
     * Starts a process and waits until it can train; {@link ChildStartException} if it can't.
     *
     * @param notes hears what it prints, a line at a time
     */
    static Child start(ChildCommand command, Message.Begin begin, String fingerprint, Consumer<String> notes) {
        Child child;
        try {
            ProcessBuilder builder = new ProcessBuilder(command.words());
            // As the launcher does: OpenMP's own threads would take the processors from the other children.
            builder.environment().put("OMP_NUM_THREADS", "1");
            child = new Child(builder.start(), notes);
        } catch (IOException e) {
            throw new ChildStartException("no process to train in can be started: " + e.getMessage(), e);
        }
        try {
            child.say(begin);
            Message answer = child.next(Long.MAX_VALUE).orElseThrow();
            if (answer instanceof Message.Ready ready && ready.fingerprint().equals(fingerprint)) {
                return child;
            }
            child.close();
            throw new ChildStartException(
                    answer instanceof Message.Refused refused
                            ? refused.problem()
                            : "the data is not what it was when the run began");
        } catch (ChildCrashException e) {
            child.close();
            throw new ChildStartException("a process to train in ended as it began: " + e.getMessage(), e);
        }
    }

    private void hear() {
        try {
            Optional<Message> next;
            do {
                next = nextOrEnd();
                while (!heard.offer(next, 1, TimeUnit.SECONDS)) {
                    if (closed) {
                        return;
                    }
                }
            } while (next.isPresent());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<Message> nextOrEnd() {
        try {
            return channel.read();
        } catch (IOException | RuntimeException e) {
            return Optional.empty(); // what can't be understood ends the talk
        }
    }

    /** {@link ChildCrashException} if it is gone. */
    void say(Message message) {
        try {
            channel.write(message);
        } catch (IOException e) {
            throw gone();
        }
    }

    boolean alive() {
        return process.isAlive();
    }

    /**
     * What it says next, {@link Message.Alive} left out; {@link ChildCrashException} if it is gone, or silent for too long.
     *
     * @param mostSeconds to wait, at least; then empty
     */
    Optional<Message> next(long mostSeconds) {
        // In slices, so that a time in which this process was stopped too, by Ctrl-Z say, counts as one second.
        int silent = 0;
        for (long waited = 0; silent < MOST_SILENT_SECONDS; waited++) {
            if (waited > mostSeconds) {
                return Optional.empty();
            }
            silent++;
            Optional<Message> next = poll();
            if (next == null) {
                continue;
            }
            if (next.isEmpty()) {
                throw gone();
            }
            if (!(next.get() instanceof Message.Alive)) {
                return next;
            }
            silent = 0;
        }
        lastWords = "it said nothing for " + MOST_SILENT_SECONDS + " s and was ended";
        throw gone();
    }

    private @Nullable Optional<Message> poll() {
        try {
            return heard.poll(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw gone();
        }
    }

    /** Ends the process if need be, and tells how it went. */
    private ChildCrashException gone() {
        close();
        if (lastWords == null) {
            lastWords = ChildCommand.crashReport(Long.toString(process.pid()))
                    .flatMap(file -> CrashReport.read(file, process.pid(), startedAt))
                    .map(report -> report.cause() + "; its report is " + report.file())
                    .orElseGet(() -> exit(process.exitValue()));
        }
        return new ChildCrashException(lastWords);
    }

    /** An exit code above 128 is that of a signal. */
    private static String exit(int code) {
        String signal = switch (code) {
            case 128 + 6 -> " (it gave up by abort)";
            case 128 + 9 -> " (killed, perhaps by the system for lack of memory)";
            default -> "";
        };
        return "exit code " + code + signal + " and no report";
    }

    /** Lets it end, and sees to it that it does. Idempotent. */
    @Override
    public void close() {
        closed = true;
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            process.destroyForcibly(); // it is gone, or will be
        }
        boolean interrupted = false;
        while (true) {
            try {
                if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                    process.destroyForcibly();
                }
                if (!process.isAlive()) {
                    break;
                }
            } catch (InterruptedException e) {
                interrupted = true;
                process.destroyForcibly();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
