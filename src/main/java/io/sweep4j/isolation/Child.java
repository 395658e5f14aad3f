package io.sweep4j.isolation;

import io.sweep4j.crash.CrashReport;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A process on this machine that trains, and was started for it. */
final class Child extends Peer {
    /** Java warns of the vector module, in each process anew. */
    private static final String INCUBATOR = "WARNING: Using incubator modules";

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Instant startedAt = Instant.now();
    private final Process process;

    private Child(Process process, Consumer<String> notes) {
        super(process.getInputStream(), process.getOutputStream(), "sweep4j-child-" + process.pid());
        this.process = process;
        startDaemon(() -> passOn(notes), "sweep4j-child-stderr-" + process.pid());
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
        } catch (ProcessLostException e) {
            child.close();
            throw new ChildStartException("a process to train in ended as it began: " + e.getMessage(), e);
        }
    }

    boolean alive() {
        return process.isAlive();
    }

    @Override
    protected String farewell() {
        return ChildCommand.crashReport(Long.toString(process.pid()))
                .flatMap(file -> CrashReport.read(file, process.pid(), startedAt))
                .map(report -> report.cause() + "; its report is " + report.file())
                .orElseGet(() -> exit(process.exitValue()));
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

    /** Lets it end, and sees to it that it does. */
    @Override
    protected void end() {
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
