package io.sweep4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DownloaderTest {
    private static final byte[] CONTENT = new byte[300_000];

    static {
        new Random(5).nextBytes(CONTENT);
    }

    private static final Downloader.Limits QUICK =
            new Downloader.Limits(Duration.ofSeconds(5), Duration.ofMillis(800), 4, 1_000_000);

    @TempDir
    Path folder;

    private final CountDownLatch testOver = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final List<String> heard = new ArrayList<>();
    private HttpServer server = newServer();

    private static HttpServer newServer() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @BeforeEach
    void start() {
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        testOver.countDown();
        server.stop(0);
        threads.shutdown();
        assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
    }

    /** A mirror below its own path; what is asked of it goes to {@link #requests}. */
    private URI mirror(String name, HttpHandler handler) {
        server.createContext("/" + name + "/", exchange -> {
            requests.add(name + " " + exchange.getRequestHeaders().getFirst("Range"));
            try (exchange) {
                handler.handle(exchange);
            }
        });
        return URI.create("http://" + server.getAddress().getAddress().getHostAddress() + ":"
                + server.getAddress().getPort() + "/" + name + "/file.bin");
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    /** Announces the rest of a file, sends some of it and then hangs up. */
    private static void cut(HttpExchange exchange, int status, byte[] rest, int sent) throws IOException {
        exchange.sendResponseHeaders(status, rest.length);
        OutputStream out = exchange.getResponseBody();
        out.write(rest, 0, sent);
        out.flush();
    }

    private static int rangeStart(HttpExchange exchange) {
        String range = exchange.getRequestHeaders().getFirst("Range");
        return range == null ? 0 : Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
    }

    private static byte[] contentFrom(int start) {
        return Arrays.copyOfRange(CONTENT, start, CONTENT.length);
    }

    private static void sendRange(HttpExchange exchange) throws IOException {
        int start = rangeStart(exchange);
        if (start > 0) {
            range(exchange, start);
        }
        send(exchange, start > 0 ? 206 : 200, contentFrom(start));
    }

    private static void range(HttpExchange exchange, int start) {
        exchange.getResponseHeaders()
                .set("Content-Range", "bytes " + start + "-" + (CONTENT.length - 1) + "/" + CONTENT.length);
    }

    private Path fetch(URI... mirrors) throws DatasetException {
        Path target = folder.resolve("cache").resolve("file.bin");
        DownloadProgress progress = new DownloadProgress() {
            @Override
            public void advanced(String file, long bytes, long total) {
                heard.add(file + " " + bytes + " of " + total);
            }

            @Override
            public void ended(String file) {
                heard.add(file + " ended");
            }
        };
        new Downloader(QUICK, progress).fetch(List.of(mirrors), target, DownloaderTest::check, "Put it there.");
        return target;
    }

    private static void check(Path file) throws DatasetException {
        try {
            if (!Arrays.equals(Files.readAllBytes(file), CONTENT)) {
                throw new DatasetException("not the content");
            }
        } catch (IOException e) {
            throw new DatasetException("unreadable", e);
        }
    }

    private Path part(byte[] content) throws IOException {
        Files.createDirectories(folder.resolve("cache"));
        return Files.write(folder.resolve("cache").resolve("file.bin.part"), content);
    }

    private void assertWhole(Path target) throws IOException {
        assertThat(Files.readAllBytes(target)).isEqualTo(CONTENT);
        assertThat(folder.resolve("cache").resolve("file.bin.part")).doesNotExist();
    }

    @Test
    void a_whole_file_is_put_in_place_and_progress_told() throws Exception {
        assertWhole(fetch(mirror("good", exchange -> send(exchange, 200, CONTENT))));

        assertThat(requests).containsExactly("good null");
        assertThat(heard).contains("file.bin 300000 of 300000");
        assertThat(heard).last().isEqualTo("file.bin ended");
    }

    @Test
    void a_file_that_is_there_is_not_asked_for_again() throws Exception {
        URI mirror = mirror("good", exchange -> send(exchange, 200, CONTENT));
        fetch(mirror);
        fetch(mirror);

        assertThat(requests).hasSize(1);
    }

    @Test
    void a_cut_download_goes_on_where_it_stopped() throws Exception {
        assertWhole(fetch(mirror("cuts", exchange -> {
            if (rangeStart(exchange) == 0) {
                cut(exchange, 200, CONTENT, 100_000);
            } else {
                sendRange(exchange);
            }
        })));

        assertThat(requests).hasSize(2).last().isNotEqualTo("cuts null");
    }

    @Test
    void a_server_that_stalls_is_left_for_the_next() throws Exception {
        URI stalls = mirror("stalls", exchange -> {
            exchange.sendResponseHeaders(200, CONTENT.length);
            exchange.getResponseBody().flush();
            await();
        });

        assertWhole(fetch(stalls, mirror("good", DownloaderTest::sendRange)));

        assertThat(requests).containsExactly("stalls null", "good null");
    }

    @Test
    void a_server_that_never_answers_is_left_for_the_next() throws Exception {
        assertWhole(fetch(mirror("mute", exchange -> await()), mirror("good", DownloaderTest::sendRange)));
    }

    @Test
    void a_download_that_stalls_half_way_goes_on_where_it_stopped() throws Exception {
        assertWhole(fetch(mirror("stalls", exchange -> {
            if (rangeStart(exchange) == 0) {
                cut(exchange, 200, CONTENT, 100_000);
                await();
            } else {
                sendRange(exchange);
            }
        })));

        assertThat(requests).containsExactly("stalls null", "stalls bytes=100000-");
    }

    @Test
    void a_slow_server_is_waited_for_as_long_as_bytes_keep_coming() throws Exception {
        assertWhole(fetch(mirror("slow", exchange -> {
            exchange.sendResponseHeaders(200, CONTENT.length);
            for (int start = 0; start < CONTENT.length; start += 50_000) {
                pause();
                exchange.getResponseBody().write(CONTENT, start, 50_000);
                exchange.getResponseBody().flush();
            }
        })));

        assertThat(requests).containsExactly("slow null");
        assertThat(heard).hasSizeGreaterThan(5);
    }

    /** Longer than a tenth, shorter than the whole of what a server may keep silent. */
    private void pause() {
        try {
            assertThat(testOver.await(150, TimeUnit.MILLISECONDS)).isFalse();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void await() {
        try {
            assertThat(testOver.await(50, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void a_missing_file_sends_it_to_the_next_mirror() throws Exception {
        assertWhole(fetch(
                mirror("lacks", exchange -> send(exchange, 404, new byte[] {'n', 'o'})),
                mirror("good", DownloaderTest::sendRange)));
    }

    @Test
    void a_redirect_is_followed() throws Exception {
        URI good = mirror("good", DownloaderTest::sendRange);
        assertWhole(fetch(mirror("moved", exchange -> {
            exchange.getResponseHeaders().set("Location", good.toString());
            send(exchange, 302, new byte[0]);
        })));
    }

    @Test
    void wrong_content_is_never_put_in_place() throws Exception {
        URI wrong = mirror("wrong", exchange -> send(exchange, 200, new byte[] {1, 2, 3}));

        assertThatThrownBy(() -> fetch(wrong))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining(wrong.toString())
                .hasMessageContaining("sent a wrong file (not the content)")
                .hasMessageEndingWith("Put it there.");
        assertThat(folder.resolve("cache").resolve("file.bin")).doesNotExist();
        assertThat(folder.resolve("cache").resolve("file.bin.part")).doesNotExist();
        assertThat(heard).last().isEqualTo("file.bin ended");
    }

    @Test
    void an_earlier_part_is_continued() throws Exception {
        part(Arrays.copyOf(CONTENT, 250_000));

        assertWhole(fetch(mirror("good", DownloaderTest::sendRange)));

        assertThat(requests).containsExactly("good bytes=250000-");
        assertThat(heard).contains("file.bin 300000 of 300000");
    }

    @Test
    void a_server_that_ignores_the_range_starts_over() throws Exception {
        part(Arrays.copyOf(CONTENT, 250_000));

        assertWhole(fetch(mirror("plain", exchange -> send(exchange, 200, CONTENT))));

        assertThat(requests).containsExactly("plain bytes=250000-");
    }

    @Test
    void a_part_of_another_file_is_dropped_after_one_try() throws Exception {
        part(new byte[250_000]);

        assertWhole(fetch(mirror("good", DownloaderTest::sendRange)));

        assertThat(requests).containsExactly("good bytes=250000-", "good null");
    }

    @Test
    void a_part_beyond_the_end_is_dropped() throws Exception {
        part(new byte[400_000]);

        assertWhole(fetch(mirror("good", exchange -> {
            if (rangeStart(exchange) > 0) {
                send(exchange, 416, new byte[0]);
            } else {
                send(exchange, 200, CONTENT);
            }
        })));

        assertThat(requests).containsExactly("good bytes=400000-", "good null");
    }

    @Test
    void a_range_that_was_not_asked_for_is_not_used() throws Exception {
        part(Arrays.copyOf(CONTENT, 250_000));

        assertWhole(fetch(mirror("odd", exchange -> {
            if (rangeStart(exchange) > 0) {
                range(exchange, 0);
                send(exchange, 206, CONTENT);
            } else {
                send(exchange, 200, CONTENT);
            }
        })));
    }

    @Test
    void an_endless_file_is_given_up() throws Exception {
        URI endless = mirror("endless", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                while (testOver.getCount() > 0) {
                    out.write(CONTENT);
                }
            }
        });

        assertThatThrownBy(() -> fetch(endless))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("more than the 1000000 bytes");
        assertThat(folder.resolve("cache").resolve("file.bin.part")).doesNotExist();
    }

    @Test
    void when_all_mirrors_fail_the_message_says_what_was_tried_and_keeps_the_part() throws Exception {
        URI cuts = mirror("cuts", exchange -> {
            int start = rangeStart(exchange);
            if (start == 0) {
                cut(exchange, 200, CONTENT, 100_000);
            } else {
                send(exchange, 503, new byte[0]);
            }
        });
        URI gone = mirror("gone", exchange -> send(exchange, 404, new byte[0]));
        URI closed = URI.create("http://127.0.0.1:1/file.bin");

        assertThatThrownBy(() -> fetch(cuts, gone, closed))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining(cuts + ": HTTP 503")
                .hasMessageContaining(gone + ": HTTP 404")
                .hasMessageContaining(closed.toString())
                .hasMessageEndingWith("Put it there.");
        assertThat(folder.resolve("cache").resolve("file.bin.part")).isNotEmptyFile();
    }

    @Test
    void an_interrupted_download_stops_at_once_and_the_thread_stays_interrupted() {
        Thread caller = Thread.currentThread();
        URI mute = mirror("mute", exchange -> {
            caller.interrupt();
            await();
        });

        assertThatThrownBy(() -> fetch(mute, mute))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("interrupted");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(requests).hasSize(1);
    }

    @Test
    void two_at_once_download_a_file_once() throws Exception {
        URI good = mirror("good", exchange -> send(exchange, 200, CONTENT));
        Path target = folder.resolve("cache").resolve("file.bin");
        Downloader downloader = new Downloader(QUICK, DownloadProgress.NONE);
        Callable<Path> fetch = () -> {
            downloader.fetch(List.of(good), target, DownloaderTest::check, "");
            return target;
        };

        for (Future<Path> done : threads.invokeAll(List.of(fetch, fetch, fetch))) {
            assertWhole(done.get());
        }
        assertThat(requests).hasSize(1);
    }
}
