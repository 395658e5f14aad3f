package io.sweep4j.execution.spark;

import io.sweep4j.engine.TrainingUnavailableException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where a Spark cluster is, and how it sees this machine. */
final class Masters {
    private static final int MOST_MILLIS = 5_000;
    private static final String STANDALONE = "spark://";
    private static final String LOCAL = "local";
    private static final Pattern ADDRESS = Pattern.compile("([^:/\\[\\]]+|\\[[0-9A-Fa-f:]+\\]):(\\d{1,5})");

    /** As Spark knows them. */
    private static final Pattern OTHERS = Pattern.compile("local(\\[.+\\])?|local-cluster\\[.+\\]|yarn|k8s://.+");

    private Masters() {}

    /**
     * The address of this machine by which a standalone master is reached, so that the cluster reaches this machine by it: on the
     * loopback interface alone, if the master is there; the loopback address for threads of this process; empty for other
     * kinds of masters, of which Spark knows more.
     *
     * @throws TrainingUnavailableException if no such master answers, or there is no such kind of master
     */
    static Optional<String> reachedFrom(String master) {
        if (!master.startsWith(STANDALONE)) {
            if (!OTHERS.matcher(master).matches()) {
                throw new TrainingUnavailableException(
                        "'" + master
                                + "' is no address of a Spark master, such as spark://HOST:7077, k8s://https://HOST:6443, yarn or local[2]");
            }
            return master.startsWith(LOCAL)
                    ? Optional.of(InetAddress.getLoopbackAddress().getHostAddress())
                    : Optional.empty();
        }
        List<InetSocketAddress> addresses = Stream.of(
                        master.substring(STANDALONE.length()).split(","))
                .map(address -> parse(master, address))
                .toList();
        IOException last = null;
        for (InetSocketAddress address : addresses) {
            try (Socket socket = new Socket()) {
                socket.connect(address, MOST_MILLIS);
                return Optional.of(socket.getLocalAddress().getHostAddress());
            } catch (IOException e) {
                last = e;
            }
        }
        throw new TrainingUnavailableException(
                "no Spark master answers at " + master + " (" + (last == null ? "" : last.getMessage())
                        + "); is it running, and is that the address its page shows?",
                last == null ? new IOException("no address") : last);
    }

    private static InetSocketAddress parse(String master, String address) {
        Matcher parts = ADDRESS.matcher(address);
        if (!parts.matches() || Integer.parseInt(parts.group(2)) > 65_535) {
            throw new TrainingUnavailableException("'" + master
                    + "' is no address of a Spark master: spark://HOST:7077, or spark://HOST1:7077,HOST2:7077");
        }
        return new InetSocketAddress(parts.group(1), Integer.parseInt(parts.group(2)));
    }
}
