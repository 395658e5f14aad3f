package io.sweep4j.store;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;

/**
 * The process that holds a database, as it says of itself in a small file beside it.
 *
 * @param startedAt when the process started; tells it from a later one with the same number
 * @param port where on the loopback interface it can be asked to hold its writes back
 * @param token what to say there
 */
record Owner(long pid, Instant startedAt, String host, int port, String token) {
    /** How often a live owner touches its file. */
    static final Duration HEARTBEAT = Duration.ofSeconds(2);
    /** After this long without a touch the owner counts as dead, on whatever host. */
    private static final Duration SILENCE = Duration.ofSeconds(10);

    /** The system's clock may have been set right since a start was written down. */
    private static final Duration SAME_START = Duration.ofSeconds(3);

    private static final String SUFFIX = ".owner";

    /** This process. */
    static Owner present(int port, String token) {
        return new Owner(ProcessHandle.current().pid(), startOfThisProcess(), hostName(), port, token);
    }

    static Instant startOfThisProcess() {
        return ProcessHandle.current().info().startInstant().orElse(Instant.EPOCH);
    }

    static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    /** The owner's file for a database. */
    static Path file(DatabaseFile database) {
        return database.beside(SUFFIX);
    }

    /** What the file says; empty if there is none or nothing to be made of it. */
    static Optional<Owner> read(Path file) {
        Properties properties = new Properties();
        try (Reader text = new StringReader(Files.readString(file, StandardCharsets.UTF_8))) {
            properties.load(text);
            return Optional.of(new Owner(
                    Long.parseLong(properties.getProperty("pid", "")),
                    Instant.parse(properties.getProperty("started", "")),
                    properties.getProperty("host", ""),
                    Integer.parseInt(properties.getProperty("port", "")),
                    properties.getProperty("token", "")));
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Writes the file in one step, so that nobody reads half of it. */
    void write(Path file) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + "." + pid + ".part");
        Files.writeString(
                part,
                "pid=" + pid + "\nstarted=" + startedAt + "\nhost=" + host + "\nport=" + port + "\ntoken=" + token
                        + "\n",
                StandardCharsets.UTF_8);
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Says that the owner is alive. */
    static void touch(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
    }

    boolean onThisHost() {
        return host.equals(hostName());
    }

    /** Whether it is another live process: asked of the system on this host, judged by its last touch on another. */
    private boolean alive(Path file) {
        if (!onThisHost()) {
            return touchedLately(file);
        }
        return ProcessHandle.of(pid)
                .filter(process -> process.info()
                        .startInstant()
                        .map(start -> Duration.between(start, startedAt).abs().compareTo(SAME_START) < 0)
                        .orElse(true))
                .isPresent();
    }

    private static boolean touchedLately(Path file) {
        try {
            return Files.getLastModifiedTime(file)
                    .toInstant()
                    .isAfter(Instant.now().minus(SILENCE));
        } catch (IOException e) {
            return false;
        }
    }

    /** The live process that says it holds the database; empty if there is none. */
    static Optional<Owner> live(DatabaseFile database) {
        Path file = file(database);
        return read(file).filter(owner -> owner.alive(file));
    }

    /** For messages. */
    static String inUse(DatabaseFile database) {
        return "the database is in use by "
                + live(database)
                        .map(owner -> "process " + owner.pid() + (owner.onThisHost() ? "" : " on " + owner.host()))
                        .orElse("another process");
    }
}
