package io.sweep4j.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where files of published datasets are looked for: first in a folder of the dataset's name below the user's data
 * folder, then below the cache. Immutable.
 *
 * @param dataDir the folder the user named, null for none; never written to
 * @param cache the folder that downloads go to; need not exist
 */
public record DataFolders(@Nullable Path dataDir, Path cache) {

    /**
     * The usual folders: the cache is {@code sweep4j} below {@code $XDG_CACHE_HOME} or else below
     * {@code $HOME/.cache}. As its specification asks, a relative XDG_CACHE_HOME is ignored.
     *
     * @param environment the process's environment variables
     */
    public static DataFolders of(@Nullable Path dataDir, Map<String, String> environment) {
        String cache = environment.getOrDefault("XDG_CACHE_HOME", "");
        Path base = !cache.isEmpty() && Path.of(cache).isAbsolute()
                ? Path.of(cache)
                : Path.of(environment.getOrDefault("HOME", System.getProperty("user.home", ".")), ".cache");
        return new DataFolders(dataDir, base.resolve("sweep4j"));
    }

    /** The dataset's folder below the user's data folder, if that is there. */
    Optional<Path> own(String dataset) {
        return Optional.ofNullable(dataDir).map(dir -> dir.resolve(dataset)).filter(Files::isDirectory);
    }

    /** Whether the user named a folder, and it has none of the dataset's name. */
    public boolean lacks(String dataset) {
        return dataDir != null && own(dataset).isEmpty();
    }

    /** The dataset's folder below the cache, whether or not it is there. */
    Path cached(String dataset) {
        return cache.resolve(dataset);
    }
}
