package io.sweep4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A user's folder, and command lines run on its files: in this JVM, or in one of their own that starts in the folder. */
final class CliRun {
    private static final List<String> WRITING_REPORTS = List.of("run", "resume", "report");

    private final Path folder;
    private final Map<String, String> environment = new LinkedHashMap<>();

    /** What a command left behind. */
    record Outcome(int exit, String out, String err) {

        /** What {@code --format json} printed. */
        List<Map<String, @Nullable Object>> rows() {
            return JsonRows.parse(out);
        }

        List<String> errLines() {
            return err.lines().toList();
        }

        Outcome succeeded() {
            assertThat(exit).as("exit code; stderr: %s", err).isEqualTo(ExitCode.DONE);
            return this;
        }
    }

    CliRun(Path folder) {
        this.folder = folder;
        set("HOME", folder.resolve("home").toString());
        set("XDG_CACHE_HOME", folder.resolve("cache").toString());
    }

    /** Sets an environment variable of the commands to come. */
    CliRun set(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Path folder() {
        return folder;
    }

    Path database() {
        return folder.resolve("results").resolve("sweep4j");
    }

    Path reports() {
        return folder.resolve("reports");
    }

    /** Writes a file below the folder; its path for a command line. */
    String file(String name, String text) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The files and folders below the folder, by their relative paths. */
    SortedSet<String> files() {
        try (Stream<Path> files = Files.walk(folder)) {
            SortedSet<String> names = new TreeSet<>();
            files.forEach(file -> names.add(folder.relativize(file).toString()));
            return names;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a command line in this JVM, with the folder's database and report folder unless it names others. */
    Outcome run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        if (!all.contains("--db")) {
            all.addAll(List.of("--db", database().toString()));
        }
        if (!all.contains("--out") && WRITING_REPORTS.contains(all.get(0))) {
            all.addAll(List.of("--out", reports().toString()));
        }
        return runAsIs(all.toArray(String[]::new));
    }

    /** Runs a command line in this JVM without adding to it. */
    Outcome runAsIs(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Console console = new Console(new PrintWriter(out), new PrintWriter(err), false);
        int exit = new Cli(console, environment).run(arguments);
        return new Outcome(exit, out.toString(), err.toString());
    }

    /** The rows of a query on the folder's database. */
    List<Map<String, @Nullable Object>> query(String sql) {
        return run("query", sql, "--format", "json").succeeded().rows();
    }

    /** The one column of a query as text, a line a row; every bit of a number shows in it. */
    List<String> column(String sql) {
        List<String> lines =
                run("query", sql, "--format", "csv").succeeded().out().lines().toList();
        return lines.subList(1, lines.size());
    }

    /** Starts a command line in a JVM of its own, in the folder. */
    ChildCli start(String... arguments) {
        return startWith(List.of(), arguments);
    }

    /** Likewise, with more options for the JVM. */
    ChildCli startWith(List<String> options, String... arguments) {
        return ChildCli.start(folder, environment, options, arguments);
    }

    /** Likewise, but no file may grow beyond so many KiB, as if the disk were full. */
    ChildCli startOnFullDisk(int kibibytes, String... arguments) {
        // POSIX counts in blocks of 512 bytes; the JVM stays the process that is waited for
        List<String> limited = List.of("sh", "-c", "ulimit -f " + 2 * kibibytes + " && exec \"$@\"", "sh");
        return ChildCli.start(limited, folder, environment, List.of("-XX:-UsePerfData"), arguments);
    }
}
