package io.sweep4j.isolation;

import io.sweep4j.crash.ErrorFile;
import io.sweep4j.data.Dataset;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a child is started: this process's Java, class path and options, with a heap and a crash report of its own.
 *
 * @param mainClass what is to run in it
 * @param heapBytes the largest heap
 */
record ChildCommand(String mainClass, long heapBytes) {
    /** What a child needs besides its data, in bytes. */
    private static final long BASE = 256L << 20;

    private static final List<String> OWN_OPTIONS = List.of(
            "-Xmx",
            "-Xms",
            "-XX:MaxHeapSize",
            "-XX:InitialHeapSize",
            "-XX:MaxRAMPercentage",
            "-XX:InitialRAMPercentage",
            "-XX:ErrorFile",
            "-agentlib:jdwp");

    /**
     * Signals to the whole group are the run's to answer. What libraries print to standard output goes to standard error:
     * the pipe is the protocol's alone, as file descriptor 3.
     */
    private static final String SHELL = "trap '' INT TERM HUP; exec \"$@\" 3>&1 1>&2";

    /** The file that a child writes messages to. */
    static final String PIPE = "/dev/fd/3";

    /** The run's own heap shared among the children, but at least what the data takes twice, since it is read into arrays. */
    static ChildCommand of(String mainClass, int children, Dataset data) {
        long most = Runtime.getRuntime().maxMemory();
        long needed = BASE + 2 * data.bytes();
        return new ChildCommand(mainClass, Math.max(most / children, Math.min(most, needed)));
    }

    /** The words that start it. */
    List<String> words() {
        List<String> words = new ArrayList<>(List.of("sh", "-c", SHELL, "sh"));
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> OWN_OPTIONS.stream().noneMatch(option::startsWith))
                .forEach(words::add);
        words.add("-Xmx" + (heapBytes >> 20) + "m");
        crashReport("%p").ifPresent(path -> words.add("-XX:ErrorFile=" + path));
        String log = System.getProperty("sweep4j.log");
        if (log != null) {
            words.add("-Dsweep4j.log=" + log);
        }
        words.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
        return words;
    }

    /** Where the child of that process number leaves its crash report: beside this process's. */
    static Optional<Path> crashReport(String pid) {
        return ErrorFile.ofThisProcess().map(own -> own.resolveSibling("hs_err_pid" + pid + ".log"));
    }
}
