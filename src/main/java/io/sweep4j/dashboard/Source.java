package io.sweep4j.dashboard;

import io.sweep4j.store.FileState;
import io.sweep4j.store.SweepStore;
import java.util.function.Function;

/**
 * Where the dashboard reads. For one thread at a time. Reading throws {@link io.sweep4j.store.StoreException} when the
 * database can't be read.
 */
interface Source extends AutoCloseable {

    /** Equal to what it was before as long as there is nothing new to read; quick. */
    FileState state();

    /** Reads the database as it is at one moment; an empty one where there is none. The store is the reader's until it returns. */
    <T> T read(Function<SweepStore, T> reader);

    /** Gives back what is kept for the next reading: there may be none for long. */
    void rest();

    @Override
    void close();
}
