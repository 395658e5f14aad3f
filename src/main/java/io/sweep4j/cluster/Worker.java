package io.sweep4j.cluster;

import io.sweep4j.data.Dataset;
import io.sweep4j.data.DatasetException;
import io.sweep4j.data.DatasetOptionException;
import io.sweep4j.data.DatasetStatus;
import io.sweep4j.data.Datasets;
import io.sweep4j.engine.auto.AutoEngine;
import io.sweep4j.isolation.Message;
import io.sweep4j.isolation.Prepared;
import io.sweep4j.isolation.WorkerTraining;
import io.sweep4j.sweep.DatasetSpec;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What runs in a process of a cluster. Engine and data are kept from one batch to the next. */
public final class Worker {
    /** For {@link Message.Begin#cacheBytes}: a quarter of the heap that this process has. */
    public static final long CACHE_BY_HEAP = 0;

    private static final int MOST_MILLIS_TO_CONNECT = 20_000;
    private static final Map<Message.Begin, Prepared> PREPARED = new ConcurrentHashMap<>();

    private Worker() {}

    /**
     * Goes to the run that gave the ticket, and trains what it is told to; returns when the run has ended the talk, or is gone.
     *
     * @param name of this process, for people
     * @param shipment gives the data if they have been sent; null to read them here
     * @throws IOException if the run can't be reached, or the ticket is good no more
     * @throws io.sweep4j.isolation.TrainingFaultException if this process can't train any more
     */
    public static void serve(Ticket ticket, String name, @Nullable Supplier<Shipment> shipment)
            throws IOException, InterruptedException {
        serve(ticket, name, begin -> prepare(begin, shipment));
    }

    /** Likewise, with another way to come to engine and data. */
    static void serve(Ticket ticket, String name, WorkerTraining.Preparation preparation)
            throws IOException, InterruptedException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(ticket.host(), ticket.port()), MOST_MILLIS_TO_CONNECT);
            socket.setTcpNoDelay(true);
            socket.setKeepAlive(true);
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            out.write(HexFormat.of().parseHex(ticket.token()));
            out.writeUTF(name);
            new WorkerTraining(socket.getInputStream(), socket.getOutputStream(), preparation, () -> close(socket))
                    .serve(() -> {});
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // The run has gone before.
        }
    }

    /** Other batches in this process wait, and then find what they need. */
    private static synchronized Prepared prepare(Message.Begin begin, @Nullable Supplier<Shipment> shipment)
            throws DatasetException, DatasetOptionException {
        Prepared known = PREPARED.get(begin);
        Shipment sent = shipment == null ? null : shipment.get();
        if (known != null
                && (sent == null
                        || sent.fingerprint().equals(known.data().info().fingerprint()))) {
            return known;
        }
        Dataset data = sent == null ? read(begin) : sent.dataset();
        long cache = begin.cacheBytes() == CACHE_BY_HEAP ? Runtime.getRuntime().maxMemory() / 4 : begin.cacheBytes();
        Prepared prepared = new Prepared(AutoEngine.open(begin.fused(), begin.replayPatience(), cache), data);
        PREPARED.put(begin, prepared);
        return prepared;
    }

    /** The data as they are here; a thousand workers shall not download what one run has. */
    private static Dataset read(Message.Begin begin) throws DatasetException, DatasetOptionException {
        Datasets datasets = Prepared.datasets(begin);
        DatasetSpec wanted = begin.dataset();
        for (DatasetStatus status : datasets.list()) {
            if (status.kind() == wanted.kind() && !status.available()) {
                throw new DatasetException(wanted.kind().yaml() + " is " + status.where());
            }
        }
        return datasets.load(wanted);
    }
}
