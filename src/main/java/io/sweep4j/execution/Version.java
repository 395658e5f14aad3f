package io.sweep4j.execution;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/**
 * Which Sweep4j this is.
 *
 * @param commit short hash, with {@code -dirty} when built from changed sources; {@code unknown} outside a checkout
 * @param backend the build of ND4J that the engine {@code dl4j} computes with, such as {@code nd4j-native 1.0.0}
 */
public record Version(String number, String commit, String backend) implements Serializable {
    private static final long serialVersionUID = 1;

    /** Read from what the build left on the class path. */
    public static Version current() {
        Properties build = load("/io/sweep4j/version.properties");
        Properties git = load("/git.properties");
        String commit = git.getProperty("git.commit.id.abbrev", "unknown");
        boolean dirty = Boolean.parseBoolean(git.getProperty("git.dirty", "false"));
        return new Version(
                Objects.requireNonNull(build.getProperty("version"), "version"),
                dirty ? commit + "-dirty" : commit,
                Objects.requireNonNull(build.getProperty("backend"), "backend"));
    }

    private static Properties load(String resource) {
        Properties properties = new Properties();
        try (InputStream stream = Version.class.getResourceAsStream(resource)) {
            if (stream != null) {
                properties.load(stream);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }
}
