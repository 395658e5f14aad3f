package io.sweep4j.dashboard;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Answers the questions of the SQL box, each in a process of its own: the command {@code query}, with its user, its limits and
 * its copy of the database. So no question takes memory from this process, or from a sweep that runs in it. Thread-safe.
 */
final class QueryBox implements AutoCloseable {
    /** Rows that a page shows at most; as many as {@code query} prints come with a download. */
    static final int MOST_SHOWN = 1_000;
    /** Characters of a question at most; a process takes no longer argument everywhere. */
    static final int MOST_CHARACTERS = 50_000;

    private static final int MOST_AT_ONCE = 2;
    private static final int MOST_SHOWN_BYTES = 8 << 20;
    private static final int MOST_BYTES = 256 << 20;
    /** The command has a limit of its own, which it keeps: this is for starting, copying and printing besides. */
    private static final Duration PATIENCE = Duration.ofSeconds(60 + 60);

    private static final int WRONG = 2;

    private final Function<List<String>, List<String>> command;
    private final Semaphore free = new Semaphore(MOST_AT_ONCE);
    private final Set<Process> running = ConcurrentHashMap.newKeySet();

    /** @param command from what stands behind {@code query} on a command line to the words that start a process */
    QueryBox(Function<List<String>, List<String>> command) {
        this.command = command;
    }

    private record Said(int exit, byte[] out, String err, boolean cut) {}

    /** Rows for the page: {@code {"rows": […], "more": whether there are others, "seconds": …}}, or why there are none. */
    Answer show(String sql) {
        long begin = System.nanoTime();
        Said said = ask(sql, "json", MOST_SHOWN + 1, MOST_SHOWN_BYTES);
        if (said.exit() != 0 || said.cut()) {
            return failure(said);
        }
        return Answer.json("{\"rows\":" + new String(said.out(), StandardCharsets.UTF_8) + ",\"most\":" + MOST_SHOWN
                + ",\"seconds\":" + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin) / 1e3 + "}");
    }

    /** All rows as a CSV file, or why there is none. */
    Answer download(String sql) {
        Said said = ask(sql, "csv", 0, MOST_BYTES);
        return said.exit() != 0 || said.cut()
                ? failure(said)
                : Answer.file("query.csv", "text/csv; charset=utf-8", said.out());
    }

    private static Answer failure(Said said) {
        if (said.cut()) {
            return Answer.refused(413, "the answer is too large; ask for fewer rows or columns");
        }
        String why = said.err().strip();
        return Answer.refused(said.exit() == WRONG ? 400 : 503, why.isEmpty() ? "the query took too long" : why);
    }

    private Said ask(String sql, String format, int rows, int mostBytes) {
        if (sql.isBlank() || sql.length() > MOST_CHARACTERS || sql.indexOf('\0') >= 0) {
            return new Said(WRONG, new byte[0], "a query has 1 to " + MOST_CHARACTERS + " characters", false);
        }
        if (!free.tryAcquire()) {
            throw new BusyException(MOST_AT_ONCE + " queries are being answered: wait for one of them");
        }
        try {
            // A query that begins with a comment would be taken for an option.
            List<String> words = new ArrayList<>(List.of(sql.startsWith("-") ? " " + sql : sql, "--format", format));
            if (rows > 0) {
                words.addAll(List.of("--limit", Integer.toString(rows)));
            }
            return run(new ProcessBuilder(command.apply(words)).start(), mostBytes);
        } catch (IOException e) {
            throw new BusyException("no process for the query can be started: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BusyException("the dashboard is closing", e);
        } finally {
            free.release();
        }
    }

    private Said run(Process process, int mostBytes) throws IOException, InterruptedException {
        running.add(process);
        CompletableFuture<Void> tooLong = new CompletableFuture<Void>()
                .completeOnTimeout(null, PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .thenAccept(nothing -> process.destroyForcibly());
        CompletableFuture<String> err = CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
        try (InputStream in = process.getInputStream()) {
            process.getOutputStream().close();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] chunk = new byte[1 << 16];
            boolean cut = false;
            for (int n = in.read(chunk); n >= 0 && !cut; n = in.read(chunk)) {
                out.write(chunk, 0, n);
                cut = out.size() > mostBytes;
            }
            if (cut) {
                process.destroyForcibly();
            }
            return new Said(process.waitFor(), out.toByteArray(), err.join(), cut);
        } finally {
            process.destroyForcibly();
            tooLong.cancel(false);
            running.remove(process);
        }
    }

    private static String text(InputStream in) {
        try (in) {
            return new String(in.readNBytes(1 << 16), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    /** Ends the queries that are being answered. */
    @Override
    public void close() {
        running.forEach(Process::destroyForcibly);
    }
}
