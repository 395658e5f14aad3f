package io.sweep4j.dashboard;

import com.sun.net.httpserver.HttpServer;
import io.sweep4j.store.SweepStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * The dashboard: a page on the loopback interface that shows the sweeps of a database while they run. It works from when it is
 * started until it is closed, on threads of its own, and never writes to the database.
 */
public final class Dashboard implements AutoCloseable {
    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    private static final int THREADS = 8;
    private static final int BACKLOG = 64;
    /** Of the JDK's server, which reads them as it is loaded: answers are sent at once, and nobody keeps a thread for ever. */
    private static final List<String[]> SETTINGS = List.of(
            new String[] {"sun.net.httpserver.nodelay", "true"},
            new String[] {"sun.net.httpserver.maxReqTime", "30"},
            new String[] {"sun.net.httpserver.drainAmount", "1048576"},
            new String[] {"sun.net.httpserver.maxReqHeaders", "100"},
            new String[] {"jdk.httpserver.maxConnections", "200"});

    private final HttpServer server;
    private final ExecutorService threads;
    private final Feed feed;
    private final QueryBox queries;
    private final String token = Guard.newToken();
    private final AtomicBoolean closed = new AtomicBoolean();

    private Dashboard(HttpServer server, Source source, Function<List<String>, List<String>> query) {
        this.server = server;
        this.feed = new Feed(source, Clock.systemUTC());
        this.queries = new QueryBox(query);
        AtomicInteger number = new AtomicInteger();
        this.threads = Executors.newFixedThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "sweep4j-http-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        Guard guard = new Guard(server.getAddress().getPort(), token);
        server.setExecutor(threads);
        server.createContext("/", new Routes(guard, new EventStream(feed), new SweepAnswers(feed), queries));
        server.start();
    }

    /**
     * Starts a dashboard on whatever process writes to a database, which need not exist yet.
     *
     * @param port 0 for any that is free
     * @param query from what stands behind {@code query} on a command line to the words that start a process which answers it
     * @throws IOException if the port can't be had
     */
    public static Dashboard of(Path database, int port, Function<List<String>, List<String>> query) throws IOException {
        return new Dashboard(listen(port), new CopySource(database), query);
    }

    /**
     * Likewise, on a database that this process writes to.
     *
     * @param store of that database; to be closed after the dashboard
     */
    public static Dashboard of(Path database, SweepStore store, int port, Function<List<String>, List<String>> query)
            throws IOException {
        return new Dashboard(listen(port), new LiveSource(database, store), query);
    }

    private static HttpServer listen(int port) throws IOException {
        for (String[] setting : SETTINGS) {
            if (System.getProperty(setting[0]) == null) {
                System.setProperty(setting[0], setting[1]);
            }
        }
        return HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port), BACKLOG);
    }

    /** The address of the page, with the token that allows more than reading. */
    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/?token=" + token;
    }

    /** Shows open pages the latest there is, tells them that it ends, and stops listening. Idempotent. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        feed.finish();
        feed.close();
        queries.close();
        server.stop(1);
        threads.shutdown();
    }
}
