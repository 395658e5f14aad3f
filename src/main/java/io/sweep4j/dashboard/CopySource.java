package io.sweep4j.dashboard;

import io.sweep4j.store.FileState;
import io.sweep4j.store.SweepStore;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The database of whatever process writes to it, by copies. A copy serves until the file has changed. */
final class CopySource implements Source {
    private final Path path;
    private @Nullable SweepStore copy;
    private @Nullable FileState copied;

    CopySource(Path path) {
        this.path = path;
    }

    @Override
    public FileState state() {
        return SweepStore.state(path);
    }

    @Override
    public <T> T read(Function<SweepStore, T> reader) {
        FileState now = state(); // before the copy: what is written meanwhile counts as new
        SweepStore store = copy;
        if (store == null || !now.equals(copied)) {
            rest();
            store = SweepStore.exists(path) ? SweepStore.openCopy(path) : SweepStore.inMemory();
            copy = store;
            copied = now;
        }
        return reader.apply(store);
    }

    @Override
    public void rest() {
        SweepStore store = copy;
        copy = null;
        if (store != null) {
            store.close();
        }
    }

    @Override
    public void close() {
        rest();
    }
}
