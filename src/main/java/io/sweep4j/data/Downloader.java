package io.sweep4j.data;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a file from the first of several mirrors that has it whole. What has come is kept beside the target with the
 * ending {@code .part} and continued, by this attempt or by a later one; only a checked file gets the target's name.
 * Thread-safe: one download at a time, also among processes that share the folder.
 */
final class Downloader {
    private static final Logger LOG = LoggerFactory.getLogger(Downloader.class);
    private static final long POLL_MILLIS = 100;
    private static final Object ONE_AT_A_TIME = new Object();

    /**
     * What a download may take.
     *
     * @param connect time to reach a server
     * @param idle longest time without a further byte
     * @param attempts requests to one mirror, as long as each brings something new
     * @param bytes size of a file
     */
    record Limits(Duration connect, Duration idle, int attempts, long bytes) {
        static final Limits USUAL = new Limits(Duration.ofSeconds(10), Duration.ofSeconds(30), 5, 256L << 20);
    }

    /** Tells whether a downloaded file is the right one, by an exception if not. */
    interface Check {
        void check(Path file) throws DatasetException;
    }

    private final Limits limits;
    private final DownloadProgress progress;

    Downloader(Limits limits, DownloadProgress progress) {
        this.limits = limits;
        this.progress = progress;
    }

    /**
     * Downloads a file unless it is there.
     *
     * @param sources the same file on several mirrors
     * @param remedy what to do if all of them fail, one sentence
     * @throws DatasetException if no mirror had the right file, or if the thread was interrupted (it stays so)
     */
    void fetch(List<URI> sources, Path target, Check check, String remedy) throws DatasetException {
        synchronized (ONE_AT_A_TIME) {
            try {
                Files.createDirectories(target.toAbsolutePath().getParent());
                try (FileChannel channel = FileChannel.open(
                        target.resolveSibling(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                    channel.lock(); // against other processes; released with the channel
                    if (Files.notExists(target)) {
                        fetchLocked(sources, target, check, remedy);
                    }
                }
            } catch (IOException e) {
                throw new DatasetException("can't download to " + target + ": " + reason(e), e);
            }
        }
    }

    private void fetchLocked(List<URI> sources, Path target, Check check, String remedy)
            throws DatasetException, IOException {
        Path part = target.resolveSibling(target.getFileName() + ".part");
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(limits.connect())
                .followRedirects(HttpClient.Redirect.NORMAL)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        List<String> tried = new ArrayList<>();
        try {
            for (URI source : sources) {
                try {
                    fromMirror(client, source, part, check);
                    Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
                    LOG.info("downloaded {} to {}", source, target);
                    return;
                } catch (IOException e) {
                    LOG.debug("{} failed", source, e);
                    tried.add("  " + source + ": " + reason(e));
                }
            }
        } finally {
            progress.ended(name(part));
            if (Files.exists(part) && Files.size(part) == 0) {
                Files.delete(part);
            }
        }
        throw new DatasetException(
                "can't download " + target.getFileName() + "; tried:\n" + String.join("\n", tried) + "\n" + remedy);
    }

    /** Returns once the part is the whole, right file. */
    private void fromMirror(HttpClient client, URI source, Path part, Check check)
            throws DatasetException, IOException {
        for (int attempt = 1; ; attempt++) {
            long before = Files.exists(part) ? Files.size(part) : 0;
            try {
                transfer(client, source, part);
                check(part, check);
                return;
            } catch (PartFile.UnusableException e) {
                // what was there may come from another mirror or an older file: start over, but only once
                Files.deleteIfExists(part);
                if (before == 0 || attempt >= limits.attempts()) {
                    throw e;
                }
                LOG.debug("{} starts over", source, e);
            } catch (IOException e) {
                boolean more = Files.exists(part) && Files.size(part) > before;
                if (!more || attempt >= limits.attempts()) {
                    throw e;
                }
                LOG.debug("{} is tried again", source, e);
            }
        }
    }

    private static void check(Path part, Check check) throws PartFile.UnusableException {
        try {
            check.check(part);
        } catch (DatasetException e) {
            throw new PartFile.UnusableException("sent a wrong file (" + e.getMessage() + ")");
        }
    }

    private void transfer(HttpClient client, URI source, Path path) throws IOException, DatasetException {
        try (PartFile part = new PartFile(path, limits.bytes())) {
            HttpRequest.Builder request = HttpRequest.newBuilder(source).GET();
            if (part.start() > 0) {
                request.header("Range", "bytes=" + part.start() + "-");
            }
            CompletableFuture<HttpResponse<Long>> reply = client.sendAsync(request.build(), part);
            try {
                await(reply, part, name(path));
            } finally {
                reply.cancel(true);
            }
        }
    }

    /** Waits for the reply as long as bytes keep coming. */
    private void await(CompletableFuture<HttpResponse<Long>> reply, PartFile part, String name)
            throws IOException, DatasetException {
        long seen = -1;
        long since = System.nanoTime();
        while (true) {
            try {
                long size = reply.get(Math.min(POLL_MILLIS, limits.idle().toMillis()), TimeUnit.MILLISECONDS)
                        .body();
                progress.advanced(name, size, size);
                return;
            } catch (TimeoutException e) {
                long now = part.size();
                progress.advanced(name, now, part.total());
                if (now != seen) {
                    seen = now;
                    since = System.nanoTime();
                } else if (System.nanoTime() - since > limits.idle().toNanos()) {
                    throw timeout(e);
                }
            } catch (ExecutionException e) {
                throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new DatasetException(
                        "the download of " + name + " was interrupted; it goes on where it stopped", e);
            }
        }
    }

    private IOException timeout(TimeoutException cause) {
        HttpTimeoutException timeout =
                new HttpTimeoutException("nothing came for " + limits.idle().toMillis() / 1000.0 + " s");
        timeout.initCause(cause);
        return timeout;
    }

    private static String name(Path part) {
        String name = String.valueOf(part.getFileName());
        return name.substring(0, name.length() - ".part".length());
    }

    /** The message, or what kind of error it is where Java gives none. */
    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
