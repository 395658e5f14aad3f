package io.sweep4j.cluster;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** Where processes of a cluster come to: a port, and a ticket for each visit. Thread-safe. */
final class Reception implements AutoCloseable {
    /** Workers of a whole cluster may come at the same moment. */
    private static final int BACKLOG = 4_096;

    /** As many visitors show their tickets at once; others wait in line. */
    private static final int PORTERS = 32;

    private static final int MOST_MILLIS_FOR_A_TICKET = 10_000;
    private static final int TOKEN_BYTES = 16;

    private final Map<String, BlockingQueue<RemotePeer>> awaited = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final ExecutorService porters = Executors.newFixedThreadPool(PORTERS, Reception::daemon);
    private final ServerSocket server;
    private final String host;

    /**
     * Opens the port.
     *
     * @param host this machine's name for those who are to come
     * @param port 0 for any
     */
    Reception(String host, InetAddress address, int port) throws IOException {
        this.host = host;
        this.server = new ServerSocket(port, BACKLOG, address);
        daemon(this::receive).start();
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "sweep4j-reception");
        thread.setDaemon(true);
        return thread;
    }

    private void receive() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                porters.execute(() -> admit(socket));
            } catch (IOException | RejectedExecutionException | OutOfMemoryError e) {
                // Closed, or this visitor has gone again, or finds no room now; those that come later may.
            }
        }
    }

    /** Whoever has no good ticket is sent away without a word. */
    private void admit(Socket socket) {
        try {
            socket.setSoTimeout(MOST_MILLIS_FOR_A_TICKET);
            socket.setTcpNoDelay(true);
            socket.setKeepAlive(true);
            DataInputStream in = new DataInputStream(socket.getInputStream());
            BlockingQueue<RemotePeer> place = awaited.remove(HexFormat.of().formatHex(in.readNBytes(TOKEN_BYTES)));
            if (place != null) {
                String name = in.readUTF();
                socket.setSoTimeout(0);
                place.add(new RemotePeer(socket, name));
                return;
            }
        } catch (IOException e) {
            // It is gone, or no worker; whoever waits for one hears from the cluster.
        }
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone.
        }
    }

    /** A visit that is expected. */
    Visit expect() {
        byte[] token = new byte[TOKEN_BYTES];
        random.nextBytes(token);
        Ticket ticket = new Ticket(host, server.getLocalPort(), HexFormat.of().formatHex(token));
        BlockingQueue<RemotePeer> place = new ArrayBlockingQueue<>(1);
        awaited.put(ticket.token(), place);
        return new Visit(ticket, place);
    }

    /** One ticket, and who comes with it. For one thread. */
    final class Visit implements AutoCloseable {
        private final Ticket ticket;
        private final BlockingQueue<RemotePeer> place;

        private Visit(Ticket ticket, BlockingQueue<RemotePeer> place) {
            this.ticket = ticket;
            this.place = place;
        }

        Ticket ticket() {
            return ticket;
        }

        /** The visitor, if one comes in time; the caller closes it. */
        Optional<RemotePeer> await(Duration most) throws InterruptedException {
            return Optional.ofNullable(place.poll(most.toMillis(), TimeUnit.MILLISECONDS));
        }

        /** The ticket is good no more; one who came unseen is sent away. */
        @Override
        public void close() {
            awaited.remove(ticket.token());
            RemotePeer unseen = place.poll();
            if (unseen != null) {
                unseen.close();
            }
        }
    }

    /** Nobody is received any more; who is there stays. */
    @Override
    public void close() {
        porters.shutdown();
        try {
            server.close();
        } catch (IOException e) {
            // Then nobody is received either.
        }
    }
}
