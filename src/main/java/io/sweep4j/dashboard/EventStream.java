package io.sweep4j.dashboard;

import com.sun.net.httpserver.HttpExchange;
import io.sweep4j.report.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells browsers of each new board as it comes, by server-sent events: the list of sweeps itself; the page asks for what else
 * it shows. A browser that is slow misses boards, never the newest. One thread for each; thread-safe.
 */
final class EventStream implements AutoCloseable {
    /** Streams at once: a browser takes one for each of its tabs. */
    static final int MOST = 32;
    /** A browser that has gone shows when something is written to it. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);
    /** A write that takes longer is to somebody who no longer reads. */
    private static final Duration STUCK = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);

    private final Feed feed;
    private final AtomicInteger open = new AtomicInteger();
    /** Streams that are written to, with when that began, as {@link System#nanoTime}. */
    private final Map<HttpExchange, Long> writing = new ConcurrentHashMap<>();

    EventStream(Feed feed) {
        this.feed = feed;
    }

    /** Answers with a stream that ends when the browser or the dashboard does; returns at once. */
    void start(HttpExchange exchange) throws IOException {
        closeStuck();
        if (open.incrementAndGet() > MOST) {
            open.decrementAndGet();
            try (exchange) {
                Answer.refused(503, MOST + " pages are open already: close some")
                        .send(exchange);
            }
            return;
        }
        Thread thread = new Thread(() -> run(exchange), "sweep4j-events");
        thread.setDaemon(true);
        thread.start();
    }

    private void run(HttpExchange exchange) {
        feed.enter();
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
            exchange.sendResponseHeaders(200, 0);
            OutputStream out = exchange.getResponseBody();
            long sent = -1;
            feed.board();
            while (!feed.closed()) {
                Board board = feed.awaitNewer(sent, HEARTBEAT);
                closeStuck();
                sent = board == null ? sent : board.version();
                write(exchange, out, board);
            }
            write(exchange, out, "event: end\ndata: {}\n\n");
        } catch (IOException | BusyException e) {
            LOG.debug("a page was closed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            feed.leave();
            open.decrementAndGet();
        }
    }

    private void write(HttpExchange exchange, OutputStream out, @Nullable Board board) throws IOException {
        write(
                exchange,
                out,
                board == null
                        ? ": still here\n\n"
                        : "event: board\ndata: " + Json.compact(json -> BoardJson.write(json, board)) + "\n\n");
    }

    private void write(HttpExchange exchange, OutputStream out, String text) throws IOException {
        writing.put(exchange, System.nanoTime());
        try {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        } finally {
            writing.remove(exchange);
        }
    }

    private void closeStuck() {
        writing.forEach((exchange, since) -> {
            if (System.nanoTime() - since > STUCK.toNanos()) {
                exchange.close();
            }
        });
    }

    @Override
    public void close() {
        writing.keySet().forEach(HttpExchange::close);
    }
}
