package io.sweep4j.dashboard;

import io.sweep4j.store.FileState;
import io.sweep4j.store.SweepStore;
import java.nio.file.Path;
import java.util.function.Function;

/**
 * The database that this process itself writes to. Its file must not be opened a second time here, since closing that would
 * loosen the process's lock; so it is read through a view of the open store, for as long as one reading takes.
 */
final class LiveSource implements Source {
    private final Path path;
    private final SweepStore store;

    /** @param store stays open after this source */
    LiveSource(Path path, SweepStore store) {
        this.path = path;
        this.store = store;
    }

    @Override
    public FileState state() {
        return SweepStore.state(path);
    }

    @Override
    public <T> T read(Function<SweepStore, T> reader) {
        try (SweepStore view = store.view()) {
            return reader.apply(view);
        }
    }

    @Override
    public void rest() {
        // nothing is kept
    }

    @Override
    public void close() {
        // the store is another's
    }
}
